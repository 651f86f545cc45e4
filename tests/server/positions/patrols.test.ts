/** Patrols on both databases: time, way, rounds, and the streets and buildings that were passed. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Role } from '../../../server/contract/access.ts';
import { sql } from '../../../server/database/sql.ts';
import { dayOf, dayText, startOfDay } from '../../../server/positions/rules/shanghai-day.ts';
import { ask, tokenOfEachRole } from '../../support/access-app.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { hire } from '../../support/people.ts';
import { AREAS, COUNTY, gridsFile, PLACES } from '../../support/small-county.ts';

const COMMUNITY = `${COUNTY}001001`;
const [GRID_1, GRID_2] = [`${COMMUNITY}001`, `${COMMUNITY}002`];
// ten in the morning in China: no test crosses a midnight
const NOW = startOfDay(dayOf(Date.now())) + 10 * 3_600_000;
const STREET = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { kind: 'road', class: 'street', name: '幸福路' },
      geometry: {
        type: 'LineString',
        coordinates: [
          [117.0, 30.002],
          [117.02, 30.002],
        ],
      },
    },
  ],
};

eachDatabase((_name, open) => {
  let service: TestApp;
  let tokens: Record<Role, string>;
  const openService = async (): Promise<void> => {
    service = await openApp(service.db, {}, { clock: () => new Date(NOW) });
  };
  beforeAll(async () => {
    service = { db: await open() } as TestApp;
    await openService();
    await service.importText('areas', 'areas.geojson', AREAS, { county: COUNTY });
    await service.importText('grids', 'grids.geojson', gridsFile(), { county: COUNTY });
    await service.importText('places', 'places.csv', PLACES, { county: COUNTY, datum: 'wgs84' });
    expect((await service.importText('base', 'base.geojson', JSON.stringify(STREET), { county: COUNTY })).state).toBe(
      'done',
    );
    tokens = await tokenOfEachRole(service.db, COUNTY);
  });
  afterAll(() => service.close());

  const send = async (fixes: object[]): Promise<void> => {
    const answer = await ask(service.app, 'POST', '/api/positions', { token: tokens.worker, payload: { fixes } });
    expect(new Set(answer.body.results)).toEqual(new Set(['accepted']));
  };
  const day = dayText(dayOf(NOW));
  const patrols = (query: string, token = tokens.viewer) =>
    ask(service.app, 'GET', `/api/patrols?area=${COMMUNITY}&from=${day}&to=${day}${query}`, { token });

  it('counts what was walked, and keeps it over a restart', async () => {
    const { id: worker } = await hire(service.db, { since: new Date(NOW - 7_200_000), grids: [GRID_1] });
    await send([{ worker, t: NOW - 4_000_000, lon: 117.005, lat: 30.008 }]);
    const from = NOW - 3_000_000;
    // 965 m along the street at the north of it, in 25 minutes: past one building of the grid
    const walk = Array.from({ length: 151 }, (_, i) => ({
      worker,
      t: from + i * 10_000,
      lon: 117.0 + i * 0.000066,
      lat: 30.0021,
      accuracy: 5,
    }));
    await send(walk);
    await service.close();
    await openService();
    const answer = await patrols('');
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    const [one, two] = answer.body.grids;
    expect(answer.body.grids.map(({ grid }: { grid: string }) => grid)).toEqual([GRID_1, GRID_2, `${COMMUNITY}003`]);
    // the break before is as long as a lost signal: it counts for nothing
    expect(one).toMatchObject({ seconds: 1500, rounds: 1, workers: 1, days: 1, places: { passed: 1, total: 1 } });
    expect(one.metres).toBeGreaterThan(930);
    expect(one.metres).toBeLessThan(970);
    expect(one.streets.total).toBeGreaterThan(15);
    expect(one.streets.passed).toBe(one.streets.total);
    // the next grid was not entered; its street begins within thirty metres of the last fix
    expect(two).toMatchObject({ seconds: 0, rounds: 0, days: 0, places: { passed: 0, total: 2 } });
    expect(two.streets.passed).toBeLessThan(3);
    expect((await patrols(`&grid=${GRID_1}`)).body.grids).toEqual([one]);
    // and is added to, not begun anew
    await send([{ worker, t: NOW - 1_000_000, lon: 117.009, lat: 30.0021, accuracy: 5 }]);
    await send([{ worker, t: NOW - 990_000, lon: 117.0089, lat: 30.0021, accuracy: 5 }]);
    await service.close();
    await openService();
    const [more] = (await patrols(`&grid=${GRID_1}`)).body.grids;
    expect(more).toMatchObject({ seconds: 2010, streets: one.streets, places: one.places });
    const rows = await service.db.query(sql`select grid_code, worker_id from patrol_day where seconds > 0`);
    expect(rows).toEqual([{ grid_code: GRID_1, worker_id: worker }]);
  });

  it('is for those with a role over the area, and for a period that is one', async () => {
    const elsewhere = await tokenOfEachRole(service.db, '310000');
    expect((await patrols('', elsewhere.auditor)).code).toBe('area-forbidden');
    const of = async (from: string, to: string) =>
      (await ask(service.app, 'GET', `/api/patrols?area=${COUNTY}&from=${from}&to=${to}`, { token: tokens.auditor }))
        .code;
    expect(await of('2026-02-01', '2026-01-31')).toBe('period-invalid');
    expect(await of('2026-01-01', '2026-03-04')).toBe('period-invalid');
    expect(await of('2026-01-01', '2026-03-03')).toBe(undefined);
    expect(await of('2026-02-30', '2026-03-03')).toBe('date-invalid');
  });
});
