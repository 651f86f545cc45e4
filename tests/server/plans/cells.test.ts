/** Plans of cells and the layers they stand on, on both databases. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../server/contract/access.ts';
import type { CellLayerReport } from '../../../server/contract/plan-cells.ts';
import type { Plan } from '../../../server/contract/plans.ts';
import { sql } from '../../../server/database/sql.ts';
import { decodeLayer } from '../../../server/partition/plan/layer-codec.ts';
import { unpackLayers } from '../../../server/partition/plan/layer-pack.ts';
import { type Answer, ask, tokenOfEachRole } from '../../support/access-app.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { COMMUNITIES, COUNTY, GRIDS, importPlannedCounty, OTHER_TOWN, TOWN } from '../../support/planned-county.ts';

eachDatabase((_name, open) => {
  let service: TestApp;
  let tokens: Record<Role, string>;
  beforeAll(async () => {
    service = await openApp(await open());
    await importPlannedCounty(service);
    tokens = await tokenOfEachRole(service.db, TOWN);
  });
  afterAll(() => service.close());

  const as = (role: Role, method: 'GET' | 'POST', url: string, payload?: object): Promise<Answer> =>
    ask(service.app, method, url, { token: tokens[role], ...(payload === undefined ? {} : { payload }) });
  const bytes = (url: string, headers: Record<string, string> = {}) =>
    service.app.inject({ url, headers: { authorization: `Bearer ${tokens.viewer}`, ...headers } });

  describe('a plan of cells', () => {
    it('is made by a planner of its area, over the edition in force, and leaves a row in the audit log', async () => {
      const made = await as('planner', 'POST', '/api/plans', { area: TOWN, title: '调整网格' });
      const plan: Plan = made.body;
      expect([made.status, made.headers.location]).toEqual([201, `/api/plans/${plan.id}`]);
      expect(plan).toMatchObject({ form: 'cells', state: 'draft', seq: 0, version: 1, standard: null, edition: null });
      expect(plan.communities).toEqual(
        COMMUNITIES.slice(0, 2).map((code, n) => ({ code, name: `第${n + 1}社区`, drawn: true, layer: null })),
      );
      const [row] = await service.db.query(sql`select actor, action, target from audit order by id desc limit 1`);
      expect(row).toMatchObject({ action: 'plan.create', target: String(plan.id) });
    });

    it.each([
      ['area-forbidden', { area: OTHER_TOWN, title: 'x' }],
      ['area-unknown', { area: `${TOWN}999`, title: 'x' }],
      ['band-invalid', { area: TOWN, title: 'x', standard: { min: 400, max: 150 } }],
      ['body-invalid', { area: TOWN }],
    ])('is refused with %s', async (code, body) => {
      expect((await as('planner', 'POST', '/api/plans', body)).code).toBe(code);
    });

    it('is not for those who only look', async () => {
      expect((await as('viewer', 'POST', '/api/plans', { area: TOWN, title: 'x' })).code).toBe('role-missing');
    });
  });

  describe('the cells of a community', () => {
    let plan: Plan;
    let other: Plan;
    beforeAll(async () => {
      plan = (await as('planner', 'POST', '/api/plans', { area: TOWN, title: '一' })).body;
      other = (await as('planner', 'POST', '/api/plans', { area: COMMUNITIES[0], title: '二' })).body;
    });

    it('hold its buildings, follow its road, and know the grids of today', async () => {
      const answer = await bytes(`/api/plans/${plan.id}/cells/${COMMUNITIES[0]}`);
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/octet-stream']);
      const layer = decodeLayer(answer.rawPayload);
      expect(layer.community).toBe(COMMUNITIES[0]);
      expect(layer.todayCodes).toEqual(GRIDS.slice(0, 2).map(({ code }) => code));
      expect(layer.cells.flatMap(({ places }) => places)).toHaveLength(24);
      const today = layer.cells.map((cell) => [cell.today, cell.households] as const);
      expect([0, 1].map((grid) => today.reduce((sum, [at, count]) => sum + (at === grid ? count : 0), 0))).toEqual([
        200, 400,
      ]);
    });

    it('come with those of every other community in one answer, once they are made', async () => {
      const url = `/api/plans/${plan.id}/cells`;
      const one = await bytes(url);
      expect(unpackLayers(one.rawPayload).map((layer) => decodeLayer(layer).community)).toEqual([COMMUNITIES[0]]);
      const second = (await bytes(`${url}/${COMMUNITIES[1]}`)).rawPayload;
      const both = await bytes(url, { 'if-none-match': String(one.headers.etag) });
      expect(both.statusCode).toBe(200);
      const layers = unpackLayers(both.rawPayload);
      expect(layers.map((layer) => decodeLayer(layer).community)).toEqual(COMMUNITIES.slice(0, 2));
      expect(Buffer.from(layers[1]!)).toEqual(second);
      const again = await bytes(url, { 'if-none-match': String(both.headers.etag) });
      expect([again.statusCode, again.body]).toEqual([304, '']);
      expect(unpackLayers((await bytes(`/api/plans/${other.id}/cells`)).rawPayload)).toEqual([]);
    });

    it('are built once and not sent twice', async () => {
      const url = `/api/plans/${plan.id}/cells/${COMMUNITIES[0]}`;
      const first = await bytes(url);
      const again = await bytes(url, { 'if-none-match': String(first.headers.etag) });
      expect([again.statusCode, again.body]).toEqual([304, '']);
      const elsewhere = await bytes(`/api/plans/${other.id}/cells/${COMMUNITIES[0]}`);
      expect(elsewhere.rawPayload.equals(first.rawPayload)).toBe(true);
      const [row] = await service.db.query(
        sql`select count(*) as n from cell_layer where area_code = ${COMMUNITIES[0]}`,
      );
      expect(row).toEqual({ n: 1 });
      expect((await as('viewer', 'GET', `/api/plans/${plan.id}`)).body.communities[0].layer).toMatch(/^[0-9a-f]{16}$/);
    });

    it('stay those of the plan when a building comes to the community, and are others for a new plan', async () => {
      const before = (await bytes(`/api/plans/${plan.id}/cells/${COMMUNITIES[1]}`)).rawPayload;
      const row = 'code,kind,households,lon,lat\nnew,building,9,117.0152,30.0002';
      await service.importText('places', 'one.csv', row, { county: COUNTY, datum: 'wgs84' });
      const after = (await bytes(`/api/plans/${plan.id}/cells/${COMMUNITIES[1]}`)).rawPayload;
      expect(after.equals(before)).toBe(true);
      const fresh: Plan = (await as('planner', 'POST', '/api/plans', { area: TOWN, title: '三' })).body;
      const layer = decodeLayer((await bytes(`/api/plans/${fresh.id}/cells/${COMMUNITIES[1]}`)).rawPayload);
      expect(layer.cells.flatMap(({ places }) => places)).toContain('new');
    });

    it('come with what their input had wrong', async () => {
      const report: CellLayerReport = (
        await as('viewer', 'GET', `/api/plans/${plan.id}/cells/${COMMUNITIES[0]}/report`)
      ).body;
      expect(report).toMatchObject({ community: COMMUNITIES[0], households: 600, unnodedCrossings: 1 });
      const kinds = report.findings.map(({ kind }) => kind);
      expect(Object.values(report.counts).reduce((sum, n) => sum + n, 0)).toBe(kinds.length);
    });

    it('are refused for a community that is not the plan’s, and to whom the plan is none of their business', async () => {
      const foreign = await as('viewer', 'GET', `/api/plans/${plan.id}/cells/${COMMUNITIES[2]}`);
      expect([foreign.status, foreign.code]).toEqual([404, 'community-unknown']);
      const elsewhere = await tokenOfEachRole(service.db, '310000');
      const url = `/api/plans/${plan.id}/cells/${COMMUNITIES[0]}`;
      expect((await ask(service.app, 'GET', url, { token: elsewhere.viewer })).code).toBe('area-forbidden');
    });

    it('cannot be built without a boundary', async () => {
      const areas = JSON.stringify({
        type: 'FeatureCollection',
        features: [
          {
            type: 'Feature',
            properties: { code: `${TOWN}003`, name: '无界社区', level: 'community' },
            geometry: null,
          },
        ],
      });
      await service.importText('areas', 'more.geojson', areas, { county: COUNTY, datum: 'wgs84' });
      const fresh: Plan = (await as('planner', 'POST', '/api/plans', { area: TOWN, title: '四' })).body;
      expect(fresh.communities.at(-1)).toMatchObject({ code: `${TOWN}003`, drawn: false });
      const refused = await as('viewer', 'GET', `/api/plans/${fresh.id}/cells/${TOWN}003`);
      expect([refused.status, refused.code]).toEqual([409, 'boundary-missing']);
    });
  });
});
