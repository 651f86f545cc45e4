/** Who is near a place, on both databases: on foot along roads where they are loaded, in a straight line elsewhere. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Role } from '../../../server/contract/access.ts';
import type { NearList } from '../../../server/contract/positions.ts';
import { ask, tokenOfEachRole } from '../../support/access-app.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { hire } from '../../support/people.ts';
import { AREAS, COUNTY, gridsFile } from '../../support/small-county.ts';

// a lane that turns back on itself: 0.004° east, 0.002° north, 0.004° west; 1° of longitude is 96,300 m here, of latitude 110,900 m
const LANE = [
  [117.001, 30.005],
  [117.005, 30.005],
  [117.005, 30.007],
  [117.001, 30.007],
];
const [EAST_M, NORTH_M] = [386, 222];

eachDatabase((_name, open) => {
  let service: TestApp;
  let tokens: Record<Role, string>;
  const time = Date.now();
  beforeAll(async () => {
    service = await openApp(await open(), {}, { clock: () => new Date(time) });
    await service.importText('areas', 'areas.geojson', AREAS, { county: COUNTY });
    await service.importText('grids', 'grids.geojson', gridsFile(), { county: COUNTY });
    tokens = await tokenOfEachRole(service.db, COUNTY);
  });
  afterAll(() => service.close());

  const place = async (name: string, lon: number, lat: number, ago = 1000): Promise<number> => {
    const { id } = await hire(service.db, { name, since: new Date(time - 3_600_000) });
    await expect
      .poll(async () => {
        const fixes = [{ worker: id, t: time - ago, lon, lat, accuracy: 6 }];
        return (await ask(service.app, 'POST', '/api/positions', { token: tokens.worker, payload: { fixes } })).body
          .results[0];
      })
      .toMatch(/accepted|duplicate/);
    return id;
  };
  const near = async (query: string, as: object = { token: tokens.dispatcher }) =>
    ask(service.app, 'GET', `/api/positions/near?${query}`, as);
  const at = `area=${COUNTY}&lon=117.001&lat=30.005`;
  const rows = async () =>
    ((await near(at)).body as NearList).workers.map(({ name, straightM, walkM }) => [name, straightM, walkM]);

  it('tells the straight line where no road is loaded', async () => {
    await place('同路的', 117.003, 30.005);
    await place('对面的', 117.001, 30.007);
    await place('失联的', 117.0011, 30.005, 20 * 60_000);
    const { status, body } = await near(at);
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body.roads).toBe(false);
    expect(await rows()).toEqual([
      ['同路的', expect.closeTo(EAST_M / 2, -1), null],
      ['对面的', expect.closeTo(NORTH_M, -1), null],
    ]);
  });

  it('tells the way on foot where roads are, and null for who stands far from all of them', async () => {
    const roads = {
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: { kind: 'road', class: 'lane' },
          geometry: { type: 'LineString', coordinates: LANE },
        },
      ],
    };
    await service.importText('base', 'roads.geojson', JSON.stringify(roads), { county: COUNTY });
    await place('田里的', 117.001, 30.0099);
    expect((await near(at)).body.roads).toBe(true);
    expect(await rows()).toEqual([
      ['同路的', expect.closeTo(EAST_M / 2, -1), expect.closeTo(EAST_M / 2, -1)],
      ['对面的', expect.closeTo(NORTH_M, -1), expect.closeTo(2 * EAST_M + NORTH_M, -1)],
      ['田里的', expect.any(Number), null],
    ]);
  });

  it.each([
    ['a place off the globe', `area=${COUNTY}&lon=181&lat=30`, 'dispatcher', 400],
    ['no place', `area=${COUNTY}`, 'dispatcher', 400],
    ['a worker', at, 'worker', 403],
    ['another county', 'area=110101&lon=117&lat=30', 'dispatcher', 403],
  ] as const)('refuses %s', async (_word, query, role, status) => {
    expect((await near(query, { token: tokens[role] })).status).toBe(status);
  });

  it('refuses a visitor', async () => {
    expect((await near(at, {})).status).toBe(401);
  });
});
