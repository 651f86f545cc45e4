/** Grids outside their band on the way to an edition, on both databases: a proof, somebody who answers for them, or no edition. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutsideGrid, PublishPreview } from '../../../server/contract/plan-publish.ts';
import { sql } from '../../../server/database/sql.ts';
import { assignBody, lockBody, mergeBody, setGridBody, splitBody } from '../../../server/partition/plan/bodies.ts';
import { rangesOf } from '../../../server/partition/plan/cell-ranges.ts';
import { type Answer, addToken, ask } from '../../support/access-app.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { PlanClient } from '../../support/plan-client.ts';
import { COMMUNITIES, COUNTY, importPlannedCounty, places } from '../../support/planned-county.ts';

const [FIRST, SECOND, THIRD] = COMMUNITIES;
const place = (community: string, k: number) => `${community}-${String(k).padStart(2, '0')}`;
const NEW_GRID = { code: null, name: '', kind: 'basic', role: 'free', parent: null } as const;
const BAND = { min: 150, max: 400 };

/** 25 households a building; the second community has five, and one tower of the third has 450. */
const HOUSEHOLDS = places()
  .replaceAll(new RegExp(`^(${SECOND}-..,building),25`, 'gm'), '$1,5')
  .replace(`${place(THIRD, 0)},building,25`, `${place(THIRD, 0)},building,450`);

eachDatabase((_name, open) => {
  let service: TestApp;
  let token: string;
  beforeAll(async () => {
    service = await openApp(await open());
    await importPlannedCounty(service);
    const job = await service.importText('places', 'places.csv', HOUSEHOLDS, { county: COUNTY, datum: 'wgs84' });
    if (job.state !== 'done') throw new Error(JSON.stringify(job.problem ?? job.report));
    token = await addToken(service.db, 'all of it', [{ role: 'admin', area: COUNTY }]);
  });
  afterAll(() => service.close());

  const newPlan = (title: string, area: string) => PlanClient.make(service, token, { area, title }, [area]);
  const preview = async (client: PlanClient): Promise<PublishPreview> => (await client.ask('GET', '/publish')).body;
  const publish = async (client: PlanClient): Promise<Answer> => {
    for (const step of ['submit', 'review', 'approve'] as const) {
      const { headers } = await client.ask('GET', '');
      await client.ask('POST', '/steps', { step }, String(headers.etag));
    }
    const { headers } = await client.ask('GET', '');
    return client.ask('POST', '/publish', {}, String(headers.etag));
  };
  const cells = (client: PlanClient, community: string, k: readonly number[]) =>
    k.map((one) => client.cellOf(community, place(community, one)));
  const short = ({ grid, households, changed, proofs, exception }: OutsideGrid) => [
    grid,
    households,
    changed,
    proofs.map(({ code }) => code),
    exception?.reason ?? null,
  ];

  it('a building with more households than a grid may have is proof of itself, and of nothing beside it', async () => {
    const client = await newPlan('高楼', THIRD);
    const community = client.community(THIRD);
    const south = client.slotOf(THIRD, `${THIRD}001`);
    const [tower, beside] = cells(client, THIRD, [0, 1]);
    await client.do(splitBody(community, 'grid', south, [tower!, beside!], { ...NEW_GRID, key: 'tower' }));
    const told = await preview(client);
    expect(told.outside.map(short)).toEqual([[`${THIRD}003`, 475, true, [], null]]);
    expect([told.ready, told.blocks.outside.map(({ grid }) => grid)]).toEqual([false, [`${THIRD}003`]]);
    await client.do(assignBody(client.community(THIRD), 'grid', [beside!], south));
    const after = await preview(client);
    expect(after.outside).toMatchObject([
      {
        grid: `${THIRD}003`,
        community: THIRD,
        finding: `households-over-${THIRD}003`,
        households: 450,
        ...BAND,
        changed: true,
        proofs: [{ code: 'oversized', params: { households: 450 }, cells: rangesOf([tower!]) }],
        whilePinned: false,
        exception: null,
      },
    ]);
    expect([after.ready, after.blocks.outside]).toEqual([true, []]);
    expect((await publish(client)).status).toBe(200);
    const [edition] = await service.db.query<{ source: object }>(
      sql`select source from edition order by id desc limit 1`,
    );
    expect(edition!.source).toMatchObject({
      outside: [
        { grid: `${THIRD}003`, households: 450, proofs: [{ code: 'oversized', households: 450 }], exception: null },
      ],
    });
  });

  it('what stands as before is told and blocks nothing', async () => {
    const client = await newPlan('旁边', THIRD);
    await client.do(
      assignBody(client.community(THIRD), 'grid', cells(client, THIRD, [8]), client.slotOf(THIRD, `${THIRD}001`)),
    );
    const { outside, ready } = await preview(client);
    expect([outside.map(short), ready]).toEqual([[[`${THIRD}003`, 450, false, ['oversized'], null]], true]);
  });

  describe('a community with too few households for one grid', () => {
    it('is proof for one grid that holds all of it, and names the nearest band', async () => {
      const client = await newPlan('小区', SECOND);
      const [south, north] = [client.slotOf(SECOND, `${SECOND}001`), client.slotOf(SECOND, `${SECOND}002`)];
      await client.do(
        assignBody(client.community(SECOND), 'grid', cells(client, SECOND, [8]), client.slotOf(SECOND, `${SECOND}001`)),
      );
      const two = await preview(client);
      expect(two.outside.map(short)).toEqual([
        [`${SECOND}001`, 45, true, [], null],
        [`${SECOND}002`, 75, true, [], null],
      ]);
      expect(two.outside[0]!.nearest).toEqual([{ min: 120, max: 400 }]);
      await client.do(mergeBody(client.community(SECOND), 'grid', [north], south));
      const one = await preview(client);
      expect(one.outside.map(short)).toEqual([[`${SECOND}001`, 120, true, ['no-count'], null]]);
      expect(one.outside[0]!.proofs[0]!.params).toEqual({ households: 120, least: 30 });
      expect(one.ready).toBe(true);
    });
  });

  it('is judged by the standard of the plan where it has one, in the preview, the report and the comparison', async () => {
    const standard = { min: 50, max: 90 };
    const client = await PlanClient.make(service, token, { area: SECOND, title: '小网格', standard }, [SECOND]);
    await client.do(
      assignBody(client.community(SECOND), 'grid', cells(client, SECOND, [8]), client.slotOf(SECOND, `${SECOND}001`)),
    );
    const { outside, blocks } = await preview(client);
    expect(outside).toMatchObject([{ grid: `${SECOND}001`, households: 45, ...standard }]);
    expect(blocks.outside).toMatchObject([{ grid: `${SECOND}001`, ...standard }]);
    const { body: report } = await ask(service.app, 'GET', `/api/coverage?area=${SECOND}&plan=${client.id}`, { token });
    expect(report.findings.filter(({ kind }: { kind: string }) => kind.startsWith('households'))).toMatchObject([
      { kind: 'households-under', detail: { households: 45, ...standard } },
    ]);
    const sides = `from=edition-${(await client.ask('GET', '')).body.baseEdition}&to=plan-${client.id}`;
    const { body: compared } = await ask(service.app, 'GET', `/api/plans/compare?${sides}`, { token });
    expect(compared.metrics.to).toMatchObject({ inBand: 1, underBand: 1, overBand: 0 });
  });

  describe('a grid that could be otherwise', () => {
    let client: PlanClient;
    beforeAll(async () => {
      client = await newPlan('过大', FIRST);
      const more = cells(client, FIRST, [8, 9, 10, 11, 12, 13, 14, 15, 16]);
      await client.do(assignBody(client.community(FIRST), 'grid', more, client.slotOf(FIRST, `${FIRST}001`)));
    });

    it('is in the way', async () => {
      const { blocks, outside } = await preview(client);
      expect(blocks.outside).toEqual([
        { grid: `${FIRST}001`, community: FIRST, finding: `households-over-${FIRST}001`, households: 425, ...BAND },
      ]);
      expect(outside.map(short)).toEqual([[`${FIRST}001`, 425, true, [], null]]);
      const refused = await publish(client);
      expect([refused.status, refused.code]).toEqual([409, 'publish-blocked']);
      expect(refused.body.params.outside).toHaveLength(1);
    });

    it('is in the way also where only a lock makes it so, which is told', async () => {
      const other = await newPlan('锁', FIRST);
      const north = other.slotOf(FIRST, `${FIRST}002`);
      await other.do(assignBody(other.community(FIRST), 'grid', cells(other, FIRST, [5, 6, 7]), north));
      await other.do(lockBody([{ community: other.community(FIRST), level: 'grid', slot: north }], 'locked'));
      const { outside, blocks } = await preview(other);
      expect(outside.map(({ grid, proofs, whilePinned }) => [grid, proofs, whilePinned])).toEqual([
        [`${FIRST}001`, [], true],
        [`${FIRST}002`, [], false],
      ]);
      expect(blocks.outside.map(({ grid }) => grid).sort()).toEqual([`${FIRST}001`, `${FIRST}002`]);
    });

    it('is published when somebody answers for it, and the edition and the audit say who and why', async () => {
      const until = new Date(Date.now() + 86_400_000).toISOString();
      const finding = `households-over-${FIRST}001`;
      const payload = { area: FIRST, plan: client.id, finding, reason: '同一物业服务范围', until };
      expect((await ask(service.app, 'POST', '/api/coverage/exceptions', { token, payload })).status).toBe(201);
      const told = await preview(client);
      expect([told.ready, told.outside.map(short)]).toEqual([
        true,
        [[`${FIRST}001`, 425, true, [], '同一物业服务范围']],
      ]);
      const { headers } = await client.ask('GET', '');
      const done = await client.ask('POST', '/publish', {}, String(headers.etag));
      expect(done.status).toBe(200);
      const [row] = await service.db.query<{ detail: object; source: object }>(sql`
        select a.detail, e.source from audit a, edition e
        where a.action = 'plan.publish' and e.id = ${done.body.edition}::bigint order by a.id desc limit 1`);
      const kept = {
        grid: `${FIRST}001`,
        households: 425,
        ...BAND,
        proofs: [],
        exception: { reason: '同一物业服务范围' },
      };
      expect(row!.detail).toMatchObject({ outside: [kept] });
      expect(row!.source).toMatchObject({ outside: [kept] });
    });

    it('is accepted in the edition too, and the next plan that leaves it alone does not ask again', async () => {
      const report = (await ask(service.app, 'GET', `/api/coverage?area=${FIRST}&kind=households-over`, { token }))
        .body;
      expect(report.findings.map(({ exception }: { exception: { state: string } }) => exception.state)).toEqual([
        'accepted',
      ]);
      const next = await newPlan('改名', FIRST);
      await next.do(setGridBody(next.community(FIRST), 'grid', next.slotOf(FIRST, `${FIRST}002`), { name: '新北格' }));
      const { outside, blocks } = await preview(next);
      expect([outside.map(short), blocks.outside]).toEqual([[[`${FIRST}001`, 425, false, [], '同一物业服务范围']], []]);
    });
  });
});
