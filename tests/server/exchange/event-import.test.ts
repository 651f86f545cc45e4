/** Events from files: where they lie, what became of them, and the rows that cannot be. */
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ImportJob } from '../../../server/contract/imports.ts';
import { sql } from '../../../server/database/sql.ts';
import { refoldAll } from '../../../server/events/refold.ts';
import { loadSamples } from '../../../server/events/samples.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { cell, collection, feature, grids, nextCounty, polygon } from '../../support/import-samples.ts';

const HEAD = 'category,text,channel,lon,lat,address,occurredAt,filedAt,dispatchedAt,unit,handledAt,verifiedAt,closedAt';

eachDatabase((_name, open) => {
  let service: TestApp;
  const county = nextCounty();
  beforeAll(async () => {
    service = await openApp(await open());
    await loadSamples(service.db);
    await run('grids', 'grids.geojson', grids(county, 2));
    await run(
      'places',
      'places.geojson',
      collection([feature({ code: 'b1', kind: 'building', address: '中山路 1 号' }, polygon(cell(1)))]),
    );
    await service.db.query(
      sql`insert into event_unit (county_code, code, name, area_code, level) values (${county}, 'u1', '环卫所', ${county}, 'county')`,
    );
  });
  afterAll(() => service.close());

  async function run(layer: ImportJob['layer'], fileName: string, content: string | Uint8Array): Promise<ImportJob> {
    const path = join(tmpdir(), `${county}-${fileName}`);
    writeFileSync(path, content);
    const options = { county: layer === 'grids' ? `${county}:县` : county, datum: 'wgs84' as const };
    const { id } = await service.imports.start({ layer, path, fileName, options, author: 'test', temporary: true });
    return service.imports.wait(id);
  }
  const rows = () =>
    service.db.query<Record<string, unknown>>(sql`
      select text, state, grid_code as grid, address, version, reported_at = occurred_at as at_once, area_code as area
      from event where county_code = ${county} order by serial`);

  it('come with their steps, located as of their time, or waiting for a place', async () => {
    const [lon, lat] = [117.015, 30.005];
    const job = await run(
      'events',
      'events.csv',
      [
        HEAD,
        `0101,垃圾满溢,热线,${lon},${lat},,2026-11-02 09:00,2026-11-02 09:10,2026-11-02 09:20,u1,2026-11-02 11:00,2026-11-02 14:00,2026-11-02 14:30`,
        '占道经营,店外摆放,网格员,,,老地方,2026-11-03 10:00,,,,,,',
        '',
      ].join('\n'),
    );
    expect(job.report?.items.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
    expect(job).toMatchObject({ state: 'done', report: { added: 2 } });
    const [closed, waiting] = await rows();
    expect(closed).toMatchObject({ text: '垃圾满溢', state: 'closed', version: 9, at_once: true });
    expect(closed!.grid).toMatch(new RegExp(`^${county}`));
    expect(waiting).toMatchObject({ state: 'reported', grid: null, address: '老地方', version: 1, area: county });
    expect(await refoldAll(service.db)).toMatchObject({ disagreements: [] });
  });

  it('are the same events when the file comes again', async () => {
    const line = `0101,再来一次,worker,,,某处,2026-11-04 09:00,,,,,,`;
    expect(await run('events', 'again.csv', `${HEAD}\n${line}\n`)).toMatchObject({ report: { added: 1 } });
    expect(await run('events', 'again.csv', `${HEAD}\n${line}\n`)).toMatchObject({
      report: { added: 0, unchanged: 1 },
    });
  });

  it.each([
    ['an unknown category', '9999,文,worker,,,x,2026-11-04,,,,,,', 'category-unknown'],
    ['no text', '0101,,worker,,,x,2026-11-04,,,,,,', 'text-missing'],
    ['no time', '0101,文,worker,,,x,,,,,,,', 'time-missing'],
    ['a time that is none', '0101,文,worker,,,x,2026-02-30,,,,,,', 'time-invalid'],
    ['a time to come', '0101,文,worker,,,x,2126-11-04,,,,,,', 'time-to-come'],
    ['an unknown source', '0101,文,鸽子,,,x,2026-11-04,,,,,,', 'choice-unknown'],
    ['an unknown unit', '0101,文,worker,,,x,2026-11-04 09:00,2026-11-04 10:00,2026-11-04 10:01,u9,,,', 'unit-unknown'],
    [
      'a close without its verification',
      '0101,文,worker,,,x,2026-11-04 09:00,2026-11-04 10:00,2026-11-04 10:01,u1,2026-11-04 11:00,,2026-11-04 12:00',
      'step-refused',
    ],
  ])('with %s are refused, and nothing of the file is taken', async (_what, line, code) => {
    const before = (await rows()).length;
    const job = await run('events', 'bad.csv', `${HEAD}\n0101,好的,worker,,,某处,2026-11-05 09:00,,,,,,\n${line}\n`);
    expect(job.state).toBe('refused');
    expect(
      job.report?.items.filter(({ outcome }) => outcome === 'refused').map((item) => [item.row, item.code]),
    ).toEqual([[2, code]]);
    expect((await rows()).length).toBe(before);
  });
});
