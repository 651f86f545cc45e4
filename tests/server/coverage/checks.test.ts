/** Checks as jobs and history on both databases: progress, cancelling, changes since, the trend over editions. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../server/contract/access.ts';
import type {
  CoverageChanges,
  CoverageCheck,
  CoverageReport,
  CoverageTrend,
} from '../../../server/contract/coverage.ts';
import { sql } from '../../../server/database/sql.ts';
import { type Answer, ask, tokenOfEachRole } from '../../support/access-app.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { AREAS, box, COUNTY, GRIDS, gridsFile, PLACES } from '../../support/small-county.ts';

const CHECKS = '/api/coverage/checks';

/** The third grid ends so many thousandths of a degree before the county does. */
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
    await service.importText('places', 'places.csv', PLACES.replace('990101001001002', ''), {
      county: COUNTY,
      datum: 'wgs84',
    });
    await publish(3);
  });
  afterAll(() => service.close());

  const publish = (thousandths: number) =>
    service.importText('grids', 'grids.geojson', gridsWithGap(thousandths), { county: COUNTY });
  const as = (role: Role, method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object): Promise<Answer> =>
    ask(service.app, method, url, { token: tokens[role], ...(payload === undefined ? {} : { payload }) });
  const report = async (): Promise<CoverageReport> => (await as('viewer', 'GET', `/api/coverage?area=${COUNTY}`)).body;
  const over = async (id: string): Promise<CoverageCheck> => {
    for (;;) {
      const { body } = await as('viewer', 'GET', `${CHECKS}/${id}`);
      if (body.state !== 'running') return body;
      await sleep(20);
    }
  };
  const check = async (more: object = {}): Promise<CoverageCheck> => {
    const started = await as('auditor', 'POST', CHECKS, { area: COUNTY, ...more });
    expect([started.status, started.headers.location]).toEqual([202, `${CHECKS}/${started.body.id}`]);
    expect(started.body).toMatchObject({ area: COUNTY, state: 'running', step: 'read', finishedAt: null });
    return over(started.body.id);
  };

  describe('a check', () => {
    it('is a job that ends with the numbers of the report', async () => {
      const done = await check();
      const { totals, counts, dataHash } = await report();
      expect(done).toMatchObject({
        state: 'done',
        progress: 1,
        step: null,
        editionNumber: 1,
        totals,
        counts,
        dataHash,
      });
      expect(done.author).toContain('auditor');
      const [row] = await service.db.query<{ action: string }>(sql`
        select action from audit where target = ${done.id} order by id desc limit 1`);
      expect(row?.action).toBe('coverage.check');
    });

    it('is cancelled while it runs, and then has found nothing', async () => {
      await service.db.query(sql`
        insert into setting (area_code, key, value) values ('', 'coverage.maxGridsPerWorker', '3') on conflict do nothing`);
      const query = service.db.query.bind(service.db);
      let release = (): void => {};
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      service.db.query = (async (statement) => {
        if (statement.compile().text.includes('from place p')) await released;
        return query(statement);
      }) as typeof service.db.query;
      try {
        const { body } = await as('auditor', 'POST', CHECKS, { area: COUNTY });
        const cancelling = as('auditor', 'DELETE', `${CHECKS}/${body.id}`);
        for (;;) {
          const [row] = await query<{ state: string }>(sql`select state from coverage_check where id = ${body.id}`);
          if (row!.state !== 'running') break;
          await sleep(5);
        }
        release();
        expect((await cancelling).body).toMatchObject({ state: 'cancelled', totals: null, counts: null });
        expect(await over(body.id)).toMatchObject({ state: 'cancelled', dataHash: null });
      } finally {
        service.db.query = query;
        release();
      }
    });

    it('that is over stays over', async () => {
      const done = await check();
      expect((await as('auditor', 'DELETE', `${CHECKS}/${done.id}`)).body.state).toBe('done');
    });

    it('whose process is gone has failed', async () => {
      const id = '00000000-0000-4000-8000-000000000001';
      await service.db.query(sql`
        insert into coverage_check (id, county_code, area_code, author, state, heard_at)
        values (${id}, ${COUNTY}, ${COUNTY}, 'somebody', 'running', now() - interval '3 minutes')`);
      expect((await as('viewer', 'GET', `${CHECKS}/${id}`)).body.state).toBe('failed');
    });

    it('of an area nobody knows does not begin', async () => {
      const everywhere = await tokenOfEachRole(service.db, null);
      const answer = await ask(service.app, 'POST', CHECKS, { token: everywhere.auditor, payload: { area: '990199' } });
      expect(answer.code).toBe('area-unknown');
      expect((await as('viewer', 'GET', `${CHECKS}/00000000-0000-4000-8000-00000000ffff`)).code).toBe('check-unknown');
    });
  });

  it('history is paged by key, newest first', async () => {
    const all = (await as('viewer', 'GET', `${CHECKS}?area=${COUNTY}`)).body.checks as CoverageCheck[];
    expect(all.length).toBeGreaterThan(3);
    expect(all.map(({ startedAt }) => startedAt)).toEqual(
      all
        .map(({ startedAt }) => startedAt)
        .sort()
        .reverse(),
    );
    const seen: string[] = [];
    let after = '';
    do {
      const page: Answer = await as('viewer', 'GET', `${CHECKS}?area=${COUNTY}&limit=2${after}`);
      seen.push(...page.body.checks.map(({ id }: CoverageCheck) => id));
      after = page.body.next === null ? '' : `&after=${page.body.next}`;
    } while (after !== '');
    expect(seen).toEqual(all.map(({ id }) => id));
    const forged = Buffer.from('2026 x').toString('base64url');
    expect((await as('viewer', 'GET', `${CHECKS}?area=${COUNTY}&after=${forged}`)).code).toBe('cursor-invalid');
  });

  describe('what changed', () => {
    const changes = async (since: string): Promise<CoverageChanges> =>
      (await as('viewer', 'GET', `/api/coverage/changes?area=${COUNTY}&${since}`)).body;

    it('since a check: what is new, gone and the same, though it has grown', async () => {
      const before = await check();
      const gap = (await report()).findings.find(({ kind }) => kind === 'gap-parent')!;
      await as('auditor', 'POST', '/api/coverage/exceptions', {
        area: COUNTY,
        finding: gap.id,
        reason: '水面，无人居住',
        until: new Date(Date.now() + 1e9).toISOString(),
      });
      // A little more than before: the same defect, by its place.
      await publish(3.1);
      const after = (await report()).findings.find(({ kind }) => kind === 'gap-parent')!;
      expect(after.areaM2! - gap.areaM2!).toBeGreaterThan(1000);
      expect([after.id, after.exception?.state]).toEqual([gap.id, 'accepted']);
      expect(await changes(`sinceCheck=${before.id}`)).toMatchObject({
        added: [],
        gone: [],
        since: { check: before.id, editionNumber: 1 },
      });
      await publish(0);
      const gone = await changes(`sinceCheck=${before.id}`);
      expect(gone.added.map(({ kind }) => kind)).toEqual(['households-unknown']);
      expect(gone.gone.map(({ kind }) => kind).sort()).toEqual(['building-uncovered', 'gap-parent']);
      expect(gone.gone.map(({ id }) => id)).toContain(gap.id);
      expect(gone.kept.length).toBeGreaterThan(0);
    });

    it('since an edition', async () => {
      const editions = (await service.app.inject(`/api/editions?county=${COUNTY}`)).json().editions;
      const first = editions.find(({ number }: { number: number }) => number === 1);
      const since = await changes(`sinceEdition=${first.id}`);
      expect(since.since).toMatchObject({ edition: first.id, editionNumber: 1, check: null, at: first.inForceFrom });
      expect(since.gone.map(({ kind }) => kind).sort()).toEqual(['building-uncovered', 'gap-parent']);
      const last = editions.find(({ inForce }: { inForce: boolean }) => inForce);
      expect(await changes(`sinceEdition=${last.id}`)).toMatchObject({ added: [], gone: [] });
    });

    it('needs one earlier state that there was', async () => {
      const code = async (since: string) =>
        (await as('viewer', 'GET', `/api/coverage/changes?area=${COUNTY}${since}`)).code;
      expect(await code('')).toBe('request-invalid');
      expect(await code('&sinceEdition=1&sinceCheck=00000000-0000-4000-8000-00000000ffff')).toBe('request-invalid');
      expect(await code('&sinceEdition=999999')).toBe('edition-unknown');
      expect(await code('&sinceCheck=00000000-0000-4000-8000-00000000ffff')).toBe('check-unknown');
    });
  });

  it('the trend has one row an edition, and keeps those that are superseded', async () => {
    const trend = async (area: string): Promise<CoverageTrend> =>
      (await as('viewer', 'GET', `/api/coverage/trend?area=${area}`)).body;
    const { rows } = await trend(COUNTY);
    expect(rows.map((row) => [row.editionNumber, row.totals.coveredShare, row.counts['building-uncovered']])).toEqual([
      [1, 0.9, 1],
      [2, 0.896666, 1],
      [3, 1, 0],
    ]);
    expect(rows.map(({ inBand, underBand, overBand }) => [inBand, underBand, overBand])).toEqual([
      [1, 2, 0],
      [1, 2, 0],
      [1, 2, 0],
    ]);
    const kept = await service.db.query(sql`select edition_id from coverage_trend where area_code = ${COUNTY}`);
    expect(kept).toHaveLength(2);
    expect(await trend(COUNTY)).toEqual({ area: COUNTY, rows });
    expect((await trend(`${COUNTY}001001`)).rows.map(({ totals }) => totals.coveredShare)).toEqual([0.9, 0.896666, 1]);
  });
});
