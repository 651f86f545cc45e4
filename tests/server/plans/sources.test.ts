/** Departments' layers merged in a plan, on both databases. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SourceReport } from '../../../server/contract/plan-sources.ts';
import { wgs84ToGcj02 } from '../../../server/geometry/datum.ts';
import { type Answer, addToken, ask, tokenOfEachRole } from '../../support/access-app.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { PlanClient } from '../../support/plan-client.ts';
import { COMMUNITIES, COUNTY, importPlannedCounty, TOWN } from '../../support/planned-county.ts';
import { box } from '../../support/small-county.ts';

const [FIRST, SECOND] = COMMUNITIES;
const layer = (grids: readonly { code?: string; name?: string; box: unknown }[]) => ({
  type: 'FeatureCollection',
  features: grids.map(({ box: coordinates, ...properties }) => ({
    type: 'Feature',
    properties,
    geometry: { type: 'Polygon', coordinates },
  })),
});
/** Side by side, and only in the first community. */
const POLICE = layer([
  { code: 'P1', name: '警务一格', box: box(117, 30, 117.005, 30.01) },
  { code: 'P2', name: '警务二格', box: box(117.005, 30, 117.01, 30.01) },
]);
/** One above the other, in both; where today's grids are divided in the second one. */
const HEALTH = layer([
  { code: 'H1', box: box(117, 30, 117.01, 30.005) },
  { code: 'H2', box: box(117, 30.005, 117.01, 30.01) },
  { code: `${SECOND}001`, box: box(117.01, 30, 117.02, 30.0034) },
  { code: `${SECOND}002`, box: box(117.01, 30.0034, 117.02, 30.01) },
]);

eachDatabase((_name, open) => {
  let service: TestApp;
  let token: string;
  beforeAll(async () => {
    service = await openApp(await open());
    await importPlannedCounty(service);
    token = await addToken(service.db, 'merges', [{ role: 'planner', area: COUNTY }]);
  });
  afterAll(() => service.close());

  const newPlan = (title: string) => PlanClient.make(service, token, { area: TOWN, title }, []);
  const add = async (client: PlanClient, name: string, grids: object, more: object = {}): Promise<Answer> => {
    const { headers } = await client.ask('GET', '');
    return client.ask('POST', '/sources', { name, grids, ...more }, String(headers.etag));
  };
  const report = async (client: PlanClient): Promise<SourceReport> => (await client.ask('GET', '/sources/report')).body;

  describe('two layers', () => {
    let client: PlanClient;
    beforeAll(async () => {
      client = await newPlan('多网合一');
      await add(client, '公安', POLICE);
      await add(client, '卫健', HEALTH);
    });

    it('are listed, and cut the cells along their borders', async () => {
      const { sources } = (await client.ask('GET', '/sources')).body;
      expect(sources.map(({ name, grids }: Record<string, unknown>) => [name, grids])).toEqual([
        ['公安', 2],
        ['卫健', 4],
      ]);
      await client.open([FIRST]);
      const { cells } = client.layer(FIRST);
      const middle = 300_050_000;
      const border = client
        .layer(FIRST)
        .arcs.filter(({ points }) => points.every((v, i) => i % 2 === 0 || v === middle));
      expect(border.length).toBeGreaterThan(0);
      expect(cells.reduce((sum, { households }) => sum + Math.max(0, households), 0)).toBe(600);
    });

    it('are told apart: what each leaves open, where they agree and where not', async () => {
      const { all, sources, pairs, problems } = await report(client);
      expect([all.households, problems]).toEqual([1200, []]);
      expect(sources.map(({ name, uncovered, doubled }) => [name, uncovered.households, doubled.cells])).toEqual([
        ['公安', 600, 0],
        ['卫健', 0, 0],
      ]);
      const [pair] = pairs;
      expect([pair!.one, pair!.other, pairs.length]).toEqual(['公安', '卫健', 1]);
      // In each quarter of the first community one of the two is the counterpart, or neither.
      expect(pair!.agreed.households + pair!.differing.households).toBe(1200);
      expect(pair!.agreed.households).toBe(300);
      const told = pair!.places.map(({ community, one, other, households }) => [community, one, other, households]);
      expect(told.slice(0, 2)).toEqual([
        [SECOND, null, `${SECOND}002`, 400],
        [SECOND, null, `${SECOND}001`, 200],
      ]);
      expect(told.slice(2).map(([community, , , households]) => [community, households])).toEqual([
        [FIRST, 150],
        [FIRST, 150],
      ]);
    });

    it('become one plan: the first that covers a place decides, known codes go on', async () => {
      await client.open();
      const apply = { ref: 'merge-layers-1', order: ['公安', '卫健'] };
      const done = await client.ask('POST', '/sources/apply', apply, client.tag);
      expect([done.status, done.body.seq, done.body.operations[0].operation.args.source]).toEqual([200, 1, 'import']);
      await client.open();
      const slots = (community: string) => {
        const { divisions } = client.community(community);
        return divisions.grid.slots.flatMap((slot, n) =>
          slot === null ? [] : [[slot.code, slot.name, divisions.grid.numbers.households(n)]],
        );
      };
      expect(slots(FIRST)).toEqual([
        [null, '警务一格', 300],
        [null, '警务二格', 300],
      ]);
      expect(slots(SECOND)).toEqual([
        [`${SECOND}001`, '南格', 200],
        [`${SECOND}002`, '北格', 400],
      ]);
      const unknown = { ref: 'merge-layers-2', order: ['城管'] };
      expect((await client.ask('POST', '/sources/apply', unknown, client.tag)).code).toBe('source-unknown');
      await client.do({ kind: 'undo', args: { of: 1 } });
    });

    it('are closed once the cells are made', async () => {
      const late = await add(client, '城管', POLICE);
      expect([late.status, late.code]).toEqual([409, 'cells-fixed']);
    });
  });

  it('a layer in another datum is converted at the door', async () => {
    const client = await newPlan('坐标');
    const shifted = (rings: readonly (readonly (readonly [number, number])[])[]) =>
      rings.map((ring) => ring.map(([lon, lat]) => wgs84ToGcj02(lon, lat)));
    const grids = layer([{ code: 'P', box: shifted(box(117, 30, 117.01, 30.01) as [number, number][][]) }]);
    await add(client, '公安', grids, { datum: 'gcj02' });
    const { sources } = await report(client);
    expect(sources[0]!.uncovered.households).toBe(600);
  });

  it('is refused for a shape that is none, a name that is there, and people who only look', async () => {
    const client = await newPlan('拒绝');
    const crossed = layer([
      { box: box(117, 30, 117.01, 30.01) },
      {
        box: [
          [
            [117, 30],
            [117.01, 30.01],
            [117.01, 30],
            [117, 30.01],
            [117, 30],
          ],
        ],
      },
    ]);
    const invalid = await add(client, '公安', crossed);
    expect([invalid.status, invalid.code, invalid.body.errors[0].pointer]).toEqual([
      422,
      'geometry-invalid',
      '/grids/features/1/geometry',
    ]);
    expect((await add(client, '公安', POLICE)).status).toBe(201);
    expect((await add(client, '公安', POLICE)).code).toBe('duplicate');
    expect((await client.ask('POST', '/sources', { name: 'x', grids: POLICE })).code).toBe('precondition-required');
    const { viewer } = await tokenOfEachRole(service.db, COUNTY);
    const looking = await ask(service.app, 'POST', `/api/plans/${client.id}/sources`, {
      token: viewer,
      payload: { name: 'x', grids: POLICE },
    });
    expect(looking.code).toBe('role-missing');
  });
});
