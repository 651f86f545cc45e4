/** Repairs and the drafts they make on both databases: previews, what is applied, what is never touched. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../server/contract/access.ts';
import type { CoverageReport } from '../../../server/contract/coverage.ts';
import type { Plan, PlanHead } from '../../../server/contract/plans.ts';
import type { RepairPreview, RepairsDone } from '../../../server/contract/repairs.ts';
import { sql } from '../../../server/database/sql.ts';
import { type Answer, ask, tokenOfEachRole } from '../../support/access-app.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { box, gridsFile, type SmallGrid } from '../../support/small-county.ts';

/** A county nobody drew: three by three squares with a hole in the middle, and an overlap of the last two. */
const COUNTY = '990107';
const STEP = 0.005;
const at = (n: number) => Math.round((117 + n * STEP) * 1e7) / 1e7;
const north = (n: number) => Math.round((30 + n * STEP) * 1e7) / 1e7;
const GRIDS: SmallGrid[] = [0, 1, 2, 3, 5, 6, 7, 8].map((n) => {
  const [column, row] = [n % 3, Math.floor(n / 3)];
  const west = n === 8 ? column - 0.1 : column;
  return {
    code: `G${n}`,
    name: `第${n}格`,
    parentCode: COUNTY,
    box: box(at(west), north(row), at(column + 1), north(row + 1)),
    leader: '李建国',
    worker: `网格员${n}`,
  };
});
const PLACES = [
  'code,kind,households,lon,lat',
  `in-hole,building,40,${at(1.5)},${north(1.5)}`,
  `in-overlap,building,30,${at(1.95)},${north(2.5)}`,
  `in-one,building,200,${at(0.5)},${north(0.5)}`,
].join('\n');

eachDatabase((_name, open) => {
  let service: TestApp;
  let tokens: Record<Role, string>;
  beforeAll(async () => {
    service = await openApp(await open());
    tokens = await tokenOfEachRole(service.db, COUNTY);
    const county = `${COUNTY}:无界县`;
    await service.importText('grids', 'grids.geojson', gridsFile(GRIDS), { county, scheme: 'free' });
    await service.importText('places', 'places.csv', PLACES, { county: COUNTY, datum: 'wgs84' });
  });
  afterAll(() => service.close());

  const as = (
    role: Role,
    method: 'GET' | 'POST' | 'DELETE',
    url: string,
    payload?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer> =>
    ask(service.app, method, url, { token: tokens[role], headers, ...(payload === undefined ? {} : { payload }) });
  const report = async (plan?: number): Promise<CoverageReport> =>
    (await as('viewer', 'GET', `/api/coverage?area=${COUNTY}${plan === undefined ? '' : `&plan=${plan}`}`)).body;
  const found = async (kind: string) => (await report()).findings.find((finding) => finding.kind === kind)!;
  const preview = (id: string) => as('viewer', 'GET', `/api/coverage/findings/${id}/repair?area=${COUNTY}`);
  const editions = async () =>
    (await service.db.query<{ hash: string }>(sql`select content_hash as hash from edition order by id`)).map(
      ({ hash }) => hash,
    );

  it('sees the hole of a county whose boundary only follows its grids', async () => {
    const { findings, totals } = await report();
    const kinds = findings.map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['missing-cell', 'overlap', 'building-uncovered', 'building-double']));
    expect(totals).toMatchObject({ areaM2: null, coveredShare: null, placesUncovered: 1, householdsCovered: 230 });
    expect(totals.gapM2).toBeGreaterThan(250_000);
  });

  describe('a preview', () => {
    it('shows both grids before and after, and changes nothing', async () => {
      const before = await editions();
      const { status, body } = await preview((await found('overlap')).id);
      const { kind, changes, moved, remaining }: RepairPreview = body;
      expect([status, kind, changes.length]).toEqual([200, 'split-overlap', 1]);
      const [change] = changes;
      expect(change!.beforeM2 - change!.afterM2).toBeCloseTo((await found('overlap')).areaM2!, 0);
      expect(moved.buildings).toBeLessThanOrEqual(1);
      expect(remaining).toBeGreaterThanOrEqual(0);
      expect(await editions()).toEqual(before);
      expect((await as('viewer', 'GET', `/api/plans?area=${COUNTY}`)).body.plans).toEqual([]);
    });

    it('tells who gains the households, and which findings go along', async () => {
      const { changes, besides, moved, resolved }: RepairPreview = (await preview((await found('overlap')).id)).body;
      const gained = (of: readonly { householdsBefore: number; householdsAfter: number }[]) =>
        of.reduce((sum, { householdsBefore, householdsAfter }) => sum + householdsAfter - householdsBefore, 0);
      expect(gained(changes) + gained(besides)).toBe(0);
      expect(gained(besides)).toBe(moved.households);
      expect(resolved).toEqual(
        expect.arrayContaining([(await found('overlap')).id, (await found('building-double')).id]),
      );
      expect(resolved).not.toContain((await found('missing-cell')).id);
      expect(resolved).not.toContain((await found('building-uncovered')).id);
    });

    it('is refused with a reason where no way is clear, and for a finding that is not there', async () => {
      const refused = await preview((await found('missing-cell')).id);
      expect([refused.status, refused.code, refused.body.params.reason]).toEqual([
        409,
        'repair-refused',
        'cell-missing',
      ]);
      const none = await preview((await found('building-uncovered')).id);
      expect([none.code, none.body.params.reason]).toEqual(['repair-refused', 'no-repair']);
      expect((await preview('overlap-00000000000')).code).toBe('finding-unknown');
    });
  });

  describe('applied', () => {
    const repair = (role: Role, findings: string[], more: object = {}, headers: Record<string, string> = {}) =>
      as(role, 'POST', '/api/coverage/repairs', { area: COUNTY, findings, ...more }, headers);

    it('needs a planner or auditor of the area', async () => {
      const { id } = await found('overlap');
      expect((await repair('viewer', [id])).code).toBe('role-missing');
      const elsewhere = await tokenOfEachRole(service.db, '310000');
      const foreign = await ask(service.app, 'POST', '/api/coverage/repairs', {
        token: elsewhere.planner,
        payload: { area: COUNTY, findings: [id] },
      });
      expect(foreign.code).toBe('area-forbidden');
    });

    it('makes a draft without the overlap, leaves the edition as it is, and says what is left', async () => {
      const before = await editions();
      const overlap = await found('overlap');
      const cell = await found('missing-cell');
      const answer = await repair('planner', [overlap.id, cell.id, 'gap-unknown'], { title: '修正重叠' });
      const { plan, repaired, left }: RepairsDone = answer.body;
      expect([answer.status, repaired]).toEqual([201, [overlap.id]]);
      expect(left).toEqual(
        expect.arrayContaining([
          { finding: cell.id, code: 'cell-missing' },
          { finding: 'gap-unknown', code: 'finding-unknown' },
        ]),
      );
      expect(await editions()).toEqual(before);
      expect((await report()).counts.overlap).toBe(1);
      const draft = await report(plan);
      expect([draft.plan, draft.counts.overlap, draft.counts['building-double']]).toEqual([plan, 0, 0]);
      expect(draft.totals.householdsCovered).toBe(230);
      const [row] = await service.db.query(sql`
        select actor, target, area_code as area from audit where action = 'plan.create' order by id desc limit 1`);
      expect(row).toMatchObject({ target: String(plan), area: COUNTY });
      const { plans } = (await as('viewer', 'GET', `/api/plans?area=${COUNTY}`)).body as { plans: PlanHead[] };
      expect(plans).toEqual([expect.objectContaining({ id: plan, title: '修正重叠', changed: 1, version: 1 })]);
    });

    it('refuses to make a draft of nothing', async () => {
      const answer = await repair('planner', [(await found('missing-cell')).id]);
      expect([answer.status, answer.code]).toEqual([409, 'repair-refused']);
    });
  });

  describe('a draft', () => {
    let id: number;
    let tag: string;
    beforeAll(async () => {
      const { plans } = (await as('viewer', 'GET', `/api/plans?area=${COUNTY}`)).body as { plans: PlanHead[] };
      id = plans[0]!.id;
      tag = String((await as('viewer', 'GET', `/api/plans/${id}`)).headers.etag);
    });

    it('shows the shapes it changes', async () => {
      const plan: Plan = (await as('viewer', 'GET', `/api/plans/${id}`)).body;
      expect(plan.changes.map(({ geometry }) => geometry?.type)).toEqual(['Polygon']);
      expect(tag).toBe(`"plan-${id}-1"`);
      expect((await as('viewer', 'GET', '/api/plans/999999')).code).toBe('plan-unknown');
      const elsewhere = await tokenOfEachRole(service.db, '310000');
      expect((await ask(service.app, 'GET', `/api/plans/${id}`, { token: elsewhere.viewer })).code).toBe(
        'area-forbidden',
      );
    });

    it('is dropped or extended only by who knows its version', async () => {
      const remove = (headers: Record<string, string>) =>
        as('planner', 'DELETE', `/api/plans/${id}`, undefined, headers);
      expect((await remove({})).code).toBe('precondition-required');
      expect((await remove({ 'if-match': '"plan-1-99"' })).code).toBe('precondition-failed');
      const extend = { area: COUNTY, findings: ['x-y'], plan: id };
      expect((await as('planner', 'POST', '/api/coverage/repairs', extend)).code).toBe('precondition-required');
    });

    it('gives its grids as a file that an import takes as the next edition', async () => {
      const text = (await service.app.inject({
        url: `/api/plans/${id}/grids`,
        headers: { authorization: `Bearer ${tokens.viewer}` },
      }))!.body;
      expect(JSON.parse(text).features).toHaveLength(GRIDS.length);
      const job = await service.importText('grids', 'draft.geojson', text, { county: COUNTY });
      expect([job.state, job.report?.items ?? job.problem]).toEqual(['done', []]);
      expect(job.report).toMatchObject({ changed: 1, unchanged: GRIDS.length - 1 });
      const after = await report();
      expect([after.editionNumber, after.counts.overlap]).toEqual([2, 0]);
      expect(after.findings.some(({ kind }) => kind === 'grid-unstaffed')).toBe(false);
    });

    it('goes when it is dropped', async () => {
      const gone = await as('planner', 'DELETE', `/api/plans/${id}`, undefined, { 'if-match': tag });
      expect(gone.status).toBe(204);
      expect((await as('viewer', 'GET', `/api/plans/${id}`)).code).toBe('plan-unknown');
      expect((await as('viewer', 'GET', `/api/coverage?area=${COUNTY}&plan=${id}`)).code).toBe('plan-unknown');
    });
  });
});
