/** A draft of repairs goes the same way as a plan of cells, and becomes an edition, on both databases. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CoverageReport, Finding } from '../../../server/contract/coverage.ts';
import type { Published } from '../../../server/contract/plan-publish.ts';
import { sql } from '../../../server/database/sql.ts';
import { type Answer, addToken, ask } from '../../support/access-app.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { box, gridsFile } from '../../support/small-county.ts';

const COUNTY = '990108';
/** A county nobody drew: three squares in a row, of which the last two overlap. */
const GRIDS = [
  { code: 'A', parentCode: COUNTY, box: box(117, 30, 117.01, 30.01), worker: '甲' },
  { code: 'B', parentCode: COUNTY, box: box(117.01, 30, 117.021, 30.01), worker: '乙' },
  { code: 'C', parentCode: COUNTY, box: box(117.02, 30, 117.03, 30.01), worker: '丙' },
];
const PLACES = 'code,kind,households,lon,lat\nin-overlap,building,30,117.0207,30.005\nin-a,building,200,117.005,30.005';

eachDatabase((_name, open) => {
  let service: TestApp;
  let token: string;
  beforeAll(async () => {
    service = await openApp(await open());
    token = await addToken(service.db, 'all of it', [{ role: 'admin', area: COUNTY }]);
    const county = `${COUNTY}:无界县`;
    await service.importText('grids', 'grids.geojson', gridsFile(GRIDS), { county, scheme: 'free' });
    await service.importText('places', 'places.csv', PLACES, { county: COUNTY, datum: 'wgs84' });
  });
  afterAll(() => service.close());

  const as = (method: 'GET' | 'POST', url: string, payload?: object, headers: Record<string, string> = {}) =>
    ask(service.app, method, url, { token, headers, ...(payload === undefined ? {} : { payload }) });
  const findings = async (): Promise<readonly Finding[]> =>
    ((await as('GET', `/api/coverage?area=${COUNTY}`)).body as CoverageReport).findings;
  const step = async (plan: number, path: string, payload: object): Promise<Answer> => {
    const { headers } = await as('GET', `/api/plans/${plan}`);
    return as('POST', `/api/plans/${plan}/${path}`, payload, { 'if-match': String(headers.etag) });
  };

  it('mends the overlap in the next edition, and leaves the other grid and all posts', async () => {
    const overlap = (await findings()).find(({ kind }) => kind === 'overlap')!;
    const made = await as('POST', '/api/coverage/repairs', { area: COUNTY, findings: [overlap.id], title: '修正' });
    const { plan } = made.body;
    expect((await as('GET', `/api/plans/${plan}/publish`)).body).toMatchObject({
      ready: true,
      added: 0,
      changed: 1,
      closed: 0,
      unchanged: 2,
    });
    for (const name of ['submit', 'review', 'approve']) await step(plan, 'steps', { step: name });
    const extend = { area: COUNTY, findings: [overlap.id], plan };
    const { headers } = await as('GET', `/api/plans/${plan}`);
    const late = await as('POST', '/api/coverage/repairs', extend, { 'if-match': String(headers.etag) });
    expect([late.code, late.body.params.state]).toEqual(['plan-state', 'approved']);
    const answer = await step(plan, 'publish', {});
    expect(answer.status).toBe(200);
    const published: Published = answer.body;
    expect([published.editionNumber, published.posts.carried, published.posts.left]).toEqual([2, [], []]);
    expect((await findings()).filter(({ kind }) => kind === 'overlap')).toEqual([]);
    const rows = await service.db.query(sql`
      select code, count(*) as rows, count(*) filter (where to_edition is null) as open from grid
      where county_code = ${COUNTY} group by code order by code`);
    expect(rows.map(({ rows: all, open }) => [all, open]).sort()).toEqual([
      [1, 1],
      [1, 1],
      [2, 1],
    ]);
    const posts = await service.db.query(sql`
      select grid_code as grid, holder from post where county_code = ${COUNTY} and valid_to is null order by grid_code`);
    expect(posts).toEqual([
      { grid: 'A', holder: '甲' },
      { grid: 'B', holder: '乙' },
      { grid: 'C', holder: '丙' },
    ]);
  });

  it('a plan of cells has no place for it, nor it for operations', async () => {
    const plan = (await as('POST', '/api/plans', { area: COUNTY, title: '格' })).body.id;
    const headers = { 'if-match': `"plan-${plan}-1"` };
    const mixed = await as('POST', '/api/coverage/repairs', { area: COUNTY, findings: ['x-y'], plan }, headers);
    expect(mixed.code).toBe('plan-form');
    const [{ id: shapes }] = (await service.db.query<{ id: number }>(sql`
      select id from plan where form = 'shapes' limit 1`)) as [{ id: number }];
    expect((await as('GET', `/api/plans/${shapes}/state`)).code).toBe('plan-form');
    expect((await as('GET', `/api/plans/${shapes}/cells/${COUNTY}`)).code).toBe('plan-form');
    // The county has no boundary but its grids', so it has no cells either.
    expect((await as('GET', `/api/plans/${plan}/cells/${COUNTY}`)).code).toBe('boundary-missing');
  });
});
