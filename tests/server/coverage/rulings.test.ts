/** Exceptions and exclusions on both databases: who may, what holds, what comes back, what is written down. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../server/contract/access.ts';
import type { CoverageException, CoverageReport, Finding } from '../../../server/contract/coverage.ts';
import { sql } from '../../../server/database/sql.ts';
import { type Answer, ask, tokenOfEachRole } from '../../support/access-app.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { AREAS, box, COUNTY, GRIDS, gridsFile, PLACES } from '../../support/small-county.ts';

const COMMUNITY = `${COUNTY}001001`;
const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

/** The third grid ends before the county does: a strip of so many thousandths of a degree is free. */
function gridsWithGap(thousandths: number): string {
  const east = Math.round((117.03 - thousandths / 1000) * 1e7) / 1e7;
  return gridsFile(
    GRIDS.map((grid) => (grid.code.endsWith('001003') ? { ...grid, box: box(117.02, 30, east, 30.01) } : grid)),
  );
}

eachDatabase((_name, open) => {
  let service: TestApp;
  let tokens: Record<Role, string>;
  beforeAll(async () => {
    service = await openApp(await open());
    tokens = await tokenOfEachRole(service.db, COUNTY);
    await service.importText('areas', 'areas.geojson', AREAS, { county: COUNTY });
    await service.importText('grids', 'grids.geojson', gridsWithGap(3), { county: COUNTY });
    await service.importText('places', 'places.csv', PLACES, { county: COUNTY, datum: 'wgs84' });
  });
  afterAll(() => service.close());

  const as = (role: Role, method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object): Promise<Answer> =>
    ask(service.app, method, url, { token: tokens[role], ...(payload === undefined ? {} : { payload }) });
  const report = async (area = COUNTY): Promise<CoverageReport> =>
    (await as('viewer', 'GET', `/api/coverage?area=${area}`)).body;
  const gapOf = async (area = COUNTY): Promise<Finding> =>
    (await report(area)).findings.find(({ kind }) => kind.startsWith('gap'))!;
  const accept = (finding: string, more: object = {}) =>
    as('auditor', 'POST', '/api/coverage/exceptions', {
      area: COUNTY,
      finding,
      reason: '水面，无人居住',
      until: inDays(100),
      ...more,
    });
  const exceptions = async (): Promise<CoverageException[]> =>
    (await as('viewer', 'GET', `/api/coverage/exceptions?area=${COUNTY}`)).body.exceptions;
  const audits = (action: string) =>
    service.db.query<{ actor: string; target: string; area: string }>(sql`
      select actor, target, area_code as area from audit where action = ${action} order by id`);

  describe('an exception', () => {
    it('needs an auditor, a finding that is there, a reason and an end within three years', async () => {
      const { id } = await gapOf();
      const body = { area: COUNTY, finding: id, reason: '水面，无人居住', until: inDays(100) };
      expect((await as('planner', 'POST', '/api/coverage/exceptions', body)).code).toBe('role-missing');
      expect((await accept('gap-parent-nothing')).code).toBe('finding-unknown');
      for (const until of [inDays(-1), inDays(4 * 366)]) {
        const refused = await accept(id, { until });
        expect([refused.status, refused.code, refused.body.errors[0].pointer]).toEqual([
          422,
          'value-out-of-bounds',
          '/until',
        ]);
      }
      expect((await accept(id, { reason: '好' })).status).toBe(400);
      expect(await exceptions()).toEqual([]);
    });

    it('takes away the stain, never the record, and leaves an audit row', async () => {
      const before = await report();
      const tag = (await as('viewer', 'GET', `/api/coverage?area=${COUNTY}`)).headers.etag;
      const stains = before.findings.filter(({ severity }) => severity !== 'info');
      expect(stains.length).toBeGreaterThan(2);
      for (const { id } of stains) expect((await accept(id)).status).toBe(201);
      const after = await report();
      expect([before.clean, after.clean]).toEqual([false, true]);
      expect(after.findings.map(({ id, severity }) => [id, severity])).toEqual(
        before.findings.map(({ id, severity }) => [id, severity]),
      );
      expect((await gapOf()).exception).toMatchObject({
        state: 'accepted',
        author: expect.stringContaining('auditor'),
      });
      expect((await as('viewer', 'GET', `/api/coverage?area=${COUNTY}`)).headers.etag).not.toBe(tag);
      expect((await audits('exception.accept')).map(({ target }) => target)).toEqual(stains.map(({ id }) => id));
      expect((await accept(stains[0]!.id)).code).toBe('duplicate');
    });

    it('lives through another edition, and counts no more when people move in', async () => {
      const accepted = await gapOf();
      await service.importText('grids', 'grids.geojson', gridsWithGap(4), { county: COUNTY });
      await service.importText('grids', 'grids.geojson', gridsWithGap(3), { county: COUNTY });
      expect((await gapOf()).exception?.state).toBe('accepted');
      await service.importText('places', 'p.csv', `${PLACES}\nb9,building,9号楼,幸福路9号,7,117.0285,30.006,`, {
        county: COUNTY,
        datum: 'wgs84',
      });
      const grown = await gapOf();
      expect([grown.id, grown.exception?.state, (await report()).clean]).toEqual([accepted.id, 'grown', false]);
      const again = await accept(grown.id);
      expect(again.status).toBe(201);
      expect((await gapOf()).exception?.id).toBe(again.body.id);
    });

    it('expires by itself and can be withdrawn', async () => {
      const { id, exception } = await gapOf();
      await service.db.query(sql`
        update coverage_exception set accepted_at = now() - interval '2 days', until = now() - interval '1 day' where id = ${exception!.id}`);
      expect((await gapOf()).exception?.state).toBe('expired');
      const renewed = await accept(id);
      expect((await as('viewer', 'DELETE', `/api/coverage/exceptions/${renewed.body.id}`)).code).toBe('role-missing');
      for (const _twice of [1, 2])
        expect((await as('auditor', 'DELETE', `/api/coverage/exceptions/${renewed.body.id}`)).status).toBe(204);
      expect((await gapOf()).exception?.state).not.toBe('accepted');
      expect((await exceptions()).find((one) => one.id === renewed.body.id)?.state).toBe('withdrawn');
      expect(await audits('exception.withdraw')).toHaveLength(1);
      expect((await as('auditor', 'DELETE', '/api/coverage/exceptions/999999')).code).toBe('exception-unknown');
    });
  });

  describe('an exclusion', () => {
    const lake = { type: 'Polygon', coordinates: box(117.026, 30, 117.03, 30.01) };
    const declare = (more: object, role: Role = 'auditor') =>
      as(role, 'POST', '/api/coverage/exclusions', {
        area: COUNTY,
        kind: 'water',
        name: '幸福湖',
        reason: '水面不划网格',
        ...more,
      });

    it('goes through the gate of shapes', async () => {
      const bow = {
        type: 'Polygon',
        coordinates: [
          [
            [117, 30],
            [117.01, 30.01],
            [117.01, 30],
            [117, 30.01],
            [117, 30],
          ],
        ],
      };
      const crossed = await declare({ geometry: bow });
      expect([crossed.status, crossed.code, crossed.body.geometry.type]).toEqual([422, 'geometry-invalid', 'Point']);
      const swapped = await declare({ geometry: { type: 'Polygon', coordinates: box(30, 117, 30.01, 117.01) } });
      expect(swapped.body.params.reason).toBe('coordinate-swapped');
      expect((await declare({})).code).toBe('body-invalid');
      expect((await declare({ geometry: lake, finding: 'gap-parent-x' })).code).toBe('body-invalid');
      expect((await declare({ geometry: lake }, 'viewer')).code).toBe('role-missing');
    });

    it('of a community stays inside it', async () => {
      const beyond = { type: 'Polygon', coordinates: box(117.026, 30, 117.04, 30.01) };
      expect((await declare({ area: COMMUNITY, geometry: beyond })).code).toBe('exclusion-outside-area');
    });

    it('takes its ground out of the area until it ends', async () => {
      const before = await report();
      const made = await declare({ geometry: lake });
      expect([made.status, made.headers.location]).toEqual([201, `/api/coverage/exclusions/${made.body.id}`]);
      const during = await report();
      expect(during.exclusions).toEqual([
        { id: made.body.id, kind: 'water', name: '幸福湖', areaM2: made.body.areaM2 },
      ]);
      expect(during.findings.some(({ kind }) => kind.startsWith('gap'))).toBe(false);
      expect(during.totals.areaM2!).toBeLessThan(before.totals.areaM2!);
      expect(during.totals.places).toBe(before.totals.places - 2);
      expect((await report(COMMUNITY)).exclusions).toHaveLength(1);
      expect((await as('planner', 'DELETE', `/api/coverage/exclusions/${made.body.id}`)).status).toBe(204);
      const after = await report();
      expect([after.exclusions, after.totals]).toEqual([[], before.totals]);
      expect([await audits('exclusion.declare'), await audits('exclusion.end')].map((rows) => rows.length)).toEqual([
        1, 1,
      ]);
    });

    it('can be the ground of a gap, and of nothing else', async () => {
      const { id } = await gapOf();
      const grid = (await report()).findings.find(({ kind }) => kind === 'grid-unstaffed')!;
      expect((await declare({ finding: grid.id })).code).toBe('finding-without-ground');
      expect((await declare({ finding: 'gap-parent-x' })).code).toBe('finding-unknown');
      const made = await declare({ finding: id }, 'planner');
      expect(made.status).toBe(201);
      expect((await report()).totals.coveredShare).toBe(1);
      const list = (await as('viewer', 'GET', `/api/coverage/exclusions?area=${COMMUNITY}`)).body.exclusions;
      expect(list.map((one: { id: number }) => one.id)).toEqual([made.body.id]);
    });
  });
});
