/** Plans and editions side by side, on both databases. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PlanComparison } from '../../../server/contract/plan-compare.ts';
import { sql } from '../../../server/database/sql.ts';
import { assignBody } from '../../../server/partition/plan/bodies.ts';
import { addToken, ask, tokenOfEachRole } from '../../support/access-app.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { PlanClient } from '../../support/plan-client.ts';
import { COMMUNITIES, COUNTY, importPlannedCounty, OTHER_TOWN, places, TOWN } from '../../support/planned-county.ts';

const [FIRST] = COMMUNITIES;
const place = (k: number) => `${FIRST}-${String(k).padStart(2, '0')}`;

eachDatabase((_name, open) => {
  let service: TestApp;
  let token: string;
  let client: PlanClient;
  let edition: number;
  beforeAll(async () => {
    service = await openApp(await open());
    await importPlannedCounty(service);
    token = await addToken(service.db, 'compares', [{ role: 'planner', area: COUNTY }]);
    client = await PlanClient.make(service, token, { area: FIRST, title: '南移' }, [FIRST]);
    const cells = [8, 9].map((k) => client.cellOf(FIRST, place(k)));
    await client.do(assignBody(client.community(FIRST), 'grid', cells, client.slotOf(FIRST, `${FIRST}001`)));
    [{ id: edition }] = (await service.db.query<{ id: number }>(sql`select max(id) as id from edition`)) as [
      { id: number },
    ];
  });
  afterAll(() => service.close());

  const compare = (from: string, to: string, more = '', as = token) =>
    ask(service.app, 'GET', `/api/plans/compare?from=${from}&to=${to}${more}`, { token: as });

  it('tells who changes grid, which grids change and how their numbers do', async () => {
    const found: PlanComparison = (await compare(`edition-${edition}`, `plan-${client.id}`)).body;
    expect([found.area, found.from.title, found.to.title]).toEqual([FIRST, null, '南移']);
    expect(found.moved).toEqual({ buildings: 2, households: 50, uncounted: 0 });
    const [south, north] = [`${FIRST}001`, `${FIRST}002`];
    expect(found.matrix).toEqual([
      { from: south, to: south, buildings: 8, households: 200 },
      { from: north, to: south, buildings: 2, households: 50 },
      { from: north, to: north, buildings: 14, households: 350 },
    ]);
    expect(found.buildings.map(({ place, building, from, to }) => [place, building, from, to])).toEqual(
      [8, 9].map((k) => [place(k), null, north, south]),
    );
    expect(found.grids.map(({ code, change, households }) => [code, change, households])).toEqual([
      [south, 'redrawn', [200, 250]],
      [north, 'redrawn', [400, 350]],
    ]);
    expect(found.borders.old?.coordinates.length).toBeGreaterThan(0);
    expect(found.borders.new?.coordinates.length).toBeGreaterThan(0);
    const { from, to } = found.metrics;
    expect([from.grids, from.households, from.least, from.most, from.inBand]).toEqual([2, 600, 200, 400, 2]);
    expect([to.least, to.most, to.spread, from.spread]).toEqual([250, 350, 50, 100]);
    expect(to.compactness).toBeLessThan(from.compactness);
  });

  it('gives the shapes of the grids that change to who asks for them', async () => {
    const plain: PlanComparison = (await compare(`edition-${edition}`, `plan-${client.id}`)).body;
    expect(plain.grids.every((grid) => !('shapes' in grid))).toBe(true);
    const { grids }: PlanComparison = (await compare(`edition-${edition}`, `plan-${client.id}`, '&shapes=true')).body;
    expect(grids.map(({ parentCode }) => parentCode)).toEqual([FIRST, FIRST]);
    const [south] = grids;
    expect(south?.shapes?.map((shape) => shape?.type)).toEqual(['Polygon', 'Polygon']);
    const height = (shape: unknown) =>
      Math.max(...[...JSON.stringify(shape).matchAll(/,(30[.\d]*)\]/g)].map((m) => Number(m[1])));
    expect(height(south?.shapes?.[0])).toBe(30.0034);
    expect(height(south?.shapes?.[1])).toBeGreaterThan(30.0034);
  });

  it('the other way round is the same turned', async () => {
    const there: PlanComparison = (await compare(`edition-${edition}`, `plan-${client.id}`)).body;
    const back: PlanComparison = (await compare(`plan-${client.id}`, `edition-${edition}`)).body;
    expect(back.moved).toEqual(there.moved);
    expect(back.borders).toEqual({ old: there.borders.new, new: there.borders.old });
  });

  it('finds nothing between an edition and itself, over the county', async () => {
    const found: PlanComparison = (await compare(`edition-${edition}`, `edition-${edition}`)).body;
    expect([found.area, found.moved.buildings, found.matrix, found.grids, found.borders]).toEqual([
      COUNTY,
      0,
      [],
      [],
      { old: null, new: null },
    ]);
    expect(found.metrics.from).toEqual(found.metrics.to);
  });

  it('is a table for spreadsheets and features for a map', async () => {
    const csv = await compare(`edition-${edition}`, `plan-${client.id}`, '&format=csv');
    expect(String(csv.headers['content-type'])).toContain('text/csv');
    expect(String(csv.headers['content-disposition'])).toContain(`compare-edition-${edition}-plan-${client.id}.csv`);
    const lines = String(csv.body).split('\r\n');
    expect(lines[0]).toBe('\uFEFFplace,name,address,households,from,to,lon,lat');
    expect(lines[1]).toBe(`${place(8)},,,25,${FIRST}002,${FIRST}001,117.00125,30.0041667`);
    const features = (await compare(`edition-${edition}`, `plan-${client.id}`, '&format=geojson')).body.features;
    expect(features.map(({ properties }: { properties: object }) => Object.keys(properties)[0])).toEqual([
      'border',
      'border',
      'place',
      'place',
    ]);
  });

  it('follows counts, the standard and the plan, however often it was asked before', async () => {
    const now = async (): Promise<PlanComparison> => (await compare(`edition-${edition}`, `plan-${client.id}`)).body;
    const before = await now();
    expect(await now()).toEqual(before);
    const text = places().replace(`${place(8)},building,25`, `${place(8)},building,40`);
    const job = await service.importText('places', 'places.csv', text, { county: COUNTY, datum: 'wgs84' });
    expect(job.state).toBe('done');
    const counted = await now();
    expect([before.moved.households, counted.moved.households]).toEqual([50, 65]);
    const inForce = async (): Promise<PlanComparison> =>
      (await compare(`edition-${edition}`, `edition-${edition}`)).body;
    const inBand = (await inForce()).metrics.from.inBand;
    const payload = { areaCode: COUNTY, kind: 'basic', households: { min: 1, max: 2 }, shops: null };
    expect((await ask(service.app, 'PUT', '/api/bands', { token, payload })).status).toBe(204);
    expect([inBand > 0, (await inForce()).metrics.from.inBand]).toEqual([true, 0]);
    await client.do(
      assignBody(
        client.community(FIRST),
        'grid',
        [client.cellOf(FIRST, place(9))],
        client.slotOf(FIRST, `${FIRST}002`),
      ),
    );
    expect((await now()).moved).toEqual({ buildings: 1, households: 40, uncounted: 0 });
  });

  it('is refused for what is not there, what is elsewhere, and to whom it is none of their business', async () => {
    expect((await compare('edition-999999', `edition-${edition}`)).code).toBe('edition-unknown');
    expect((await compare(`edition-${edition}`, 'plan-999999')).code).toBe('plan-unknown');
    expect((await compare('edition', 'plan')).code).toBe('request-invalid');
    expect((await compare(`edition-${edition}`, `plan-${client.id}`, '&area=310000')).code).toBe('compare-foreign');
    const town = await tokenOfEachRole(service.db, OTHER_TOWN);
    expect((await compare(`edition-${edition}`, `plan-${client.id}`, '', town.viewer)).code).toBe('area-forbidden');
    const own = await tokenOfEachRole(service.db, TOWN);
    expect((await compare(`edition-${edition}`, `plan-${client.id}`, '', own.viewer)).status).toBe(200);
  });
});
