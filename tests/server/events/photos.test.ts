/** Photos over HTTP on both databases: cleaned before they are stored, each once, and for the eyes of the area only. */
import { randomUUID } from 'node:crypto';
import exifr from 'exifr';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '../../../server/database/sql.ts';
import { refoldAll } from '../../../server/events/refold.ts';
import { eachDatabase } from '../../support/database.ts';
import { type Desk, openDesk, tokenOver } from '../../support/event-desk.ts';
import { multipartOf } from '../../support/multipart.ts';
import { jpegOf, pngOf, webpOf } from '../../support/photo-writer.ts';

eachDatabase((_name, open) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk(await open());
  });
  afterAll(() => desk.close());

  const get = (event: string, photo: string, token: string) =>
    desk.service.app.inject({
      url: `/api/events/${event}/photos/${photo}`,
      headers: { authorization: `Bearer ${token}` },
    });

  it('offers the position of a photo and stores it without', async () => {
    const event = await desk.reported();
    const added = await desk.photo(
      event.id,
      jpegOf({ lon: 117.0071, lat: 30.0069, orientation: 6, secret: 'TELLTALE' }),
    );
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({ type: 'image/jpeg', taken: { lon: 117.0071, lat: 30.0069 } });
    const sent = await get(event.id, added.body.id, desk.tokens.viewer);
    expect([sent.statusCode, sent.headers['content-type']]).toEqual([200, 'image/jpeg']);
    expect(sent.headers['cache-control']).toBe('private, no-store');
    expect(sent.headers['x-content-type-options']).toBe('nosniff');
    const bytes = sent.rawPayload;
    expect(bytes.includes('TELLTALE')).toBe(false);
    expect(await exifr.gps(bytes)).toBeUndefined();
    expect(await exifr.orientation(bytes)).toBe(6);
    const [stored] = await desk.service.db.query<{ content: Uint8Array }>(
      sql`select content from event_photo where id = ${added.body.id}::uuid`,
    );
    expect(Buffer.from(stored!.content).equals(bytes)).toBe(true);
    const card = await desk.card(event.id);
    expect([card.event.photos, card.event.version]).toEqual([1, 1]);
    expect(card.photos).toMatchObject([{ id: added.body.id, type: 'image/jpeg', bytes: bytes.length }]);
  });

  it('tells the type by the bytes, whatever it is called', async () => {
    const event = await desk.reported();
    expect((await desk.photo(event.id, pngOf())).body.type).toBe('image/png');
    expect((await desk.photo(event.id, webpOf())).body.type).toBe('image/webp');
    const page = await desk.photo(event.id, Buffer.from('<svg onload="alert(1)"/>'));
    expect([page.status, page.code, page.body.params.reason]).toEqual([422, 'photo-invalid', 'type']);
    const cut = await desk.photo(event.id, jpegOf().subarray(0, 60));
    expect([cut.code, cut.body.params.reason]).toEqual(['photo-invalid', 'cut-short']);
    expect((await desk.card(event.id)).photos).toHaveLength(2);
  });

  it('sent again under its id is one photo; the id is taken for another event', async () => {
    const event = await desk.reported();
    const id = randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => desk.photo(event.id, jpegOf(), desk.tokens.worker, id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect((await desk.card(event.id)).event.photos).toBe(1);
    const second = await desk.reported();
    expect((await desk.photo(second.id, jpegOf(), desk.tokens.worker, id)).code).toBe('duplicate');
    expect((await get(second.id, id, desk.tokens.viewer)).statusCode).toBe(404);
  });

  it('is limited in size and number', async () => {
    const event = await desk.reported();
    const large = await desk.photo(event.id, Buffer.alloc(12 * 1024 * 1024 + 1));
    expect([large.status, large.code]).toEqual([413, 'body-too-large']);
    for (let i = 0; i < 20; i++) expect((await desk.photo(event.id, pngOf())).status).toBe(201);
    const more = await desk.photo(event.id, pngOf());
    expect([more.status, more.code]).toEqual([422, 'value-out-of-bounds']);
    expect((await desk.card(event.id)).event.photos).toBe(20);
  });

  it('is refused as no photo, or by whom it does not concern', async () => {
    const event = await desk.reported();
    const foreign = await tokenOver(desk.service.db, 'worker', '310000');
    expect((await desk.photo(event.id, jpegOf(), foreign)).code).toBe('area-forbidden');
    expect((await desk.photo(event.id, jpegOf(), desk.tokens.viewer)).code).toBe('role-missing');
    expect((await desk.photo(randomUUID(), jpegOf())).code).toBe('event-unknown');
    const url = `/api/events/${event.id}/photos`;
    expect((await desk.ask('POST', url, { file: 'x' }, desk.tokens.worker)).status).toBe(415);
    const empty = multipartOf([{ name: 'note', content: 'x' }]);
    expect((await desk.ask('POST', url, empty.payload, desk.tokens.worker, empty.headers)).code).toBe('body-invalid');
    const added = await desk.photo(event.id, jpegOf());
    expect((await get(event.id, added.body.id, foreign)).statusCode).toBe(403);
    expect((await get(event.id, randomUUID(), desk.tokens.viewer)).statusCode).toBe(404);
  });

  it('leaves rows that agree with their steps', async () => {
    expect((await refoldAll(desk.service.db)).disagreements).toEqual([]);
  });
});
