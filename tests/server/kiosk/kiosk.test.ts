/** What residents are shown, on both databases: what is published, nothing besides, and every change of it at once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KioskAtlas } from '../../../server/contract/kiosk.ts';
import type { Worker } from '../../../server/contract/workers.ts';
import { eachDatabase } from '../../support/database.ts';
import { COMMUNITY, type Desk, openDesk } from '../../support/event-desk.ts';
import { jpegOf } from '../../support/photo-writer.ts';
import { COUNTY } from '../../support/small-county.ts';

const G = (number: string) => `${COMMUNITY}${number}`;
const MORE_PLACES = [
  'code,kind,name,address,lon,lat',
  's1,service-point,幸福里党群服务中心,幸福路9号,117.011,30.003',
  // 700 m outside the grids, and 3 km
  's2,service-point,河对岸便民站,,117.037,30.005',
  's3,service-point,远处便民站,,117.06,30.005',
  'o1,organization,长兴厦门小学,,117.013,30.006',
  'h1,shop,好运来超市,,117.013,30.007',
  'n1,building,,,117.013,30.008',
].join('\n');

eachDatabase((_name, open) => {
  let desk: Desk;
  let wang: Worker;
  const get = (query: string, headers: Record<string, string> = {}) =>
    desk.service.app.inject({ url: `/api/kiosk${query}`, headers });
  const atlas = async (query = `?area=${COMMUNITY}`) => (await get(query)).json() as KioskAtlas;
  const workerOf = (all: KioskAtlas, grid: string) => all.grids.find(({ code }) => code === G(grid))?.worker;
  const change = (body: Record<string, unknown>) =>
    desk.ask('PATCH', `/api/workers/${wang.id}`, body, desk.tokens.planner);
  const photo = (content: Buffer, type = 'image/jpeg', token = desk.tokens.planner, of = wang.id) =>
    desk.service.app.inject({
      method: 'PUT',
      url: `/api/workers/${of}/photo`,
      headers: { authorization: `Bearer ${token}`, 'content-type': type },
      payload: content,
    });

  beforeAll(async () => {
    desk = await openDesk(await open());
    await desk.service.importText('places', 'more.csv', MORE_PLACES, { county: COUNTY, datum: 'wgs84' });
    const people = [
      '工号,姓名,联系电话,网格编码,岗位',
      `A1,王敏,0000-2,${G('001')},网格员`,
      `A2,孙警官,0000-5,${G('001')},社区民警`,
    ];
    await desk.service.importText('workers', 'people.csv', people.join('\n'), { county: COUNTY });
    wang = ((await desk.ask('GET', `/api/workers?area=${COUNTY}`)).body.workers as Worker[]).find(
      ({ code }) => code === 'A1',
    )!;
  });
  afterAll(() => desk.close());

  it('has the grids of an area with who answers for them, and names of places with their grid', async () => {
    const all = await atlas();
    expect(all.area).toEqual({ code: COMMUNITY, name: '幸福里社区', level: 'community' });
    expect(all.areas.map(({ name }) => name)).toEqual(['试验县', '中心街道', '幸福里社区']);
    expect(all.grids.map(({ code, kind, parent }) => [code, kind, parent])).toEqual([
      [G('001'), 'basic', COMMUNITY],
      [G('00101'), 'micro', G('001')],
      [G('002'), 'basic', COMMUNITY],
      [G('003'), 'basic', COMMUNITY],
    ]);
    expect(all.grids[0]).toMatchObject({
      leader: { name: '李建国', phone: '0000-1', photo: null },
      worker: { name: '王敏', phone: '0000-2', photo: null },
    });
    const [lon = 0, lat = 0] = all.origin;
    const corners = all.grids[0]!.shape[0]![0]!;
    expect(corners.length).toBe(8);
    expect(Math.round(Math.min(...corners.filter((_, i) => i % 2 === 0)) + lon * 1e6)).toBe(117_000_000);
    expect(Math.round(Math.max(...corners.filter((_, i) => i % 2 === 1)) + lat * 1e6)).toBe(30_010_000);
    const names = Object.fromEntries(all.places.map(({ name, grid, kind }) => [name, [kind, grid]]));
    expect(names).toEqual({
      '1号楼': ['building', G('001')],
      '2号楼': ['building', G('002')],
      // named by hand against its position
      '3号楼': ['building', G('002')],
      '4号楼': ['building', G('003')],
      长兴厦门小学: ['organization', G('002')],
      幸福里党群服务中心: ['service-point', G('002')],
      河对岸便民站: ['service-point', null],
    });
    expect(all.letters).toMatchObject({ 长: 'cz', 厦: 'sx', 楼: 'l', 网: 'w' });
    expect(all.letters.号).toMatch(/^h/);
  });

  it('is asked by area, by grid, or for the one county there is', async () => {
    expect((await atlas('')).area.code).toBe(COUNTY);
    expect(await atlas(`?grid=${G('00101')}`)).toMatchObject({ grid: G('00101'), area: { code: COMMUNITY } });
    const refused = async (query: string) => {
      const answer = await get(query);
      return [answer.statusCode, (answer.json() as { code: string }).code];
    };
    expect(await refused('?grid=nowhere')).toEqual([404, 'grid-unknown']);
    expect(await refused(`?grid=${G('001')}&area=990102`)).toEqual([404, 'area-unknown']);
    expect(await refused('?area=990101009009')).toEqual([404, 'area-unknown']);
    expect(await refused('?area=x')).toEqual([400, 'request-invalid']);
    expect(await refused('?area=990101&more=1')).toEqual([400, 'request-invalid']);
  });

  it('says no more than is published', async () => {
    const text = (await get(`?area=${COUNTY}`)).body;
    expect(text).not.toMatch(/孙警官|0000-5|households|shops|login|A1/);
    const all = JSON.parse(text) as KioskAtlas;
    expect(Object.keys(all.grids[0]!.worker!).sort()).toEqual(['name', 'phone', 'photo']);
    expect(Object.keys(all.places[0]!).sort()).toEqual(['address', 'at', 'code', 'grid', 'kind', 'name']);
  });

  it('is answered 304 while nothing that is published changes', async () => {
    const first = await get(`?area=${COMMUNITY}`);
    expect(first.headers['cache-control']).toBe('public, max-age=60');
    const tag = String(first.headers.etag);
    expect((await get(`?area=${COMMUNITY}`, { 'if-none-match': tag })).statusCode).toBe(304);
    await change({ phone: '0000-22' });
    const next = await get(`?area=${COMMUNITY}`, { 'if-none-match': tag });
    expect(next.statusCode).toBe(200);
    expect(workerOf(next.json() as KioskAtlas, '001')).toMatchObject({ phone: '0000-22' });
  });

  describe('who is not published', () => {
    it('is shown at no place that everybody may look at, and is back as soon as it is', async () => {
      expect((await change({ published: false })).body).toMatchObject({ published: false, name: '王敏' });
      expect(workerOf(await atlas(), '001')).toBeNull();
      const everywhere = [
        `/api/grids/${G('001')}`,
        '/api/grids',
        `/api/locate?code=${G('001')}`,
        `/api/kiosk?area=${COUNTY}`,
      ];
      for (const url of everywhere) expect((await desk.service.app.inject(url)).body, url).not.toContain('王敏');
      expect((await desk.ask('GET', `/api/posts?area=${COUNTY}`)).body.posts).toContainEqual(
        expect.objectContaining({ holder: '王敏' }),
      );
      await change({ published: true });
      expect(workerOf(await atlas(), '001')).toMatchObject({ name: '王敏' });
    });
  });

  describe('a photo', () => {
    it('is published without what the camera wrote into it', async () => {
      const file = jpegOf({ lon: 117, lat: 30, secret: 'geheim' });
      const answer = await photo(file);
      expect([answer.statusCode, (answer.json() as Worker).photo]).toEqual([
        200,
        expect.stringMatching(/^[0-9a-f]{32}$/),
      ]);
      const { photo: name } = workerOf(await atlas(), '001')!;
      const shown = await desk.service.app.inject(`/api/kiosk/photos/${name}`);
      expect([shown.statusCode, shown.headers['content-type']]).toEqual([200, 'image/jpeg']);
      expect(shown.rawPayload.includes('geheim')).toBe(false);
      expect(shown.rawPayload.includes('Exif')).toBe(false);
      expect(shown.headers['x-content-type-options']).toBe('nosniff');
    });

    it('is gone with the worker’s consent, and when it is withdrawn', async () => {
      const { photo: name } = workerOf(await atlas(), '001')!;
      const status = async () => (await desk.service.app.inject(`/api/kiosk/photos/${name}`)).statusCode;
      await change({ published: false });
      expect(await status()).toBe(404);
      await change({ published: true });
      expect(await status()).toBe(200);
      await desk.ask('DELETE', `/api/workers/${wang.id}/photo`, undefined, desk.tokens.planner);
      expect(await status()).toBe(404);
      expect(workerOf(await atlas(), '001')).toMatchObject({ photo: null });
    });

    it.each([
      ['what is no picture', Buffer.from('hello'), 'image/jpeg', 422, 'photo-invalid'],
      ['another kind of body', Buffer.from('{}'), 'application/json', 415, 'media-type-unsupported'],
      ['one too large', Buffer.alloc(600_000), 'image/png', 413, 'body-too-large'],
    ])('is refused: %s', async (_what, content, type, status, code) => {
      const answer = await photo(content, type);
      expect([answer.statusCode, (answer.json() as { code: string }).code]).toEqual([status, code]);
    });

    it('is set by planners of the area only', async () => {
      const file = jpegOf();
      expect((await photo(file, 'image/jpeg', desk.tokens.dispatcher)).statusCode).toBe(403);
      const missing = await desk.ask('DELETE', '/api/workers/999999/photo', undefined, desk.tokens.planner);
      expect([missing.status, missing.body.code]).toEqual([404, 'worker-unknown']);
    });

    it('is of nobody who has left', async () => {
      const { body: gone } = await desk.ask(
        'POST',
        '/api/workers',
        { code: 'A9', area: COMMUNITY, name: '钱已离' },
        desk.tokens.planner,
      );
      await desk.ask('PATCH', `/api/workers/${gone.id}`, { left: true }, desk.tokens.planner);
      const answer = await photo(jpegOf(), 'image/jpeg', desk.tokens.planner, gone.id as number);
      expect([answer.statusCode, (answer.json() as { code: string }).code]).toEqual([409, 'worker-left']);
    });
  });

  describe('whom to call', () => {
    const url = `/api/kiosk/notice/${COMMUNITY}`;
    const notice = {
      area: COMMUNITY,
      hotline: '12345',
      office: '0000-8',
      hours: '周一至周五 8:30—17:30',
      mapReview: null,
    };

    it('is said by admins, on the version they saw, and reaches the kiosk', async () => {
      const { headers, body } = await desk.ask('GET', url);
      expect(body).toEqual({ area: COMMUNITY, hotline: null, office: null, hours: null, mapReview: null });
      const put = (given: Record<string, string>, token = desk.tokens.admin, value: object = notice) =>
        desk.ask('PUT', url, value, token, given);
      expect((await put({})).status).toBe(428);
      expect((await put({ 'if-match': '"other"' })).status).toBe(412);
      const match = { 'if-match': String(headers.etag) };
      expect((await put(match, desk.tokens.planner)).status).toBe(403);
      expect((await put(match, undefined, { ...notice, area: COUNTY })).body.code).toBe('body-invalid');
      for (const broken of [{ hotline: '' }, { office: '0'.repeat(41) }, { hours: '周一\n周五' }, { more: '1' }])
        expect((await put(match, undefined, { ...notice, ...broken })).body.code, JSON.stringify(broken)).toBe(
          'body-invalid',
        );
      expect((await desk.ask('GET', '/api/kiosk/notice/990101009')).body.code).toBe('area-unknown');
      expect((await put(match)).body).toEqual(notice);
      expect((await put(match)).status).toBe(412);
      expect((await atlas()).notices).toEqual([notice]);
      expect((await atlas('')).notices).toEqual([notice]);
    });
  });
});
