/** Publishing on both databases: what blocks it, what it writes and what it leaves alone, and plans that come late. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlanStep } from '../../../server/contract/plan-life.ts';
import type { Published, PublishPreview } from '../../../server/contract/plan-publish.ts';
import { sql } from '../../../server/database/sql.ts';
import { assignBody, mergeBody, splitBody } from '../../../server/partition/plan/bodies.ts';
import { UNASSIGNED } from '../../../server/partition/plan/cell-ranges.ts';
import { type Answer, addToken } from '../../support/access-app.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { PlanClient } from '../../support/plan-client.ts';
import { COMMUNITIES, COUNTY, importPlannedCounty } from '../../support/planned-county.ts';

const [FIRST, SECOND, THIRD] = COMMUNITIES;
const place = (community: string, k: number) => `${community}-${String(k).padStart(2, '0')}`;
const NEW_GRID = { code: null, name: '', kind: 'basic', role: 'free', parent: null } as const;

interface PlanGridsFile {
  features: { properties: Record<string, unknown>; geometry: { coordinates: unknown[] } }[];
}

interface StoredGrid {
  code: string;
  id: number;
  from: number;
  to: number | null;
  wkb: string;
}

eachDatabase((_name, open) => {
  let service: TestApp;
  let token: string;
  beforeAll(async () => {
    service = await openApp(await open());
    await importPlannedCounty(service);
    token = await addToken(service.db, 'all of it', [{ role: 'admin', area: COUNTY }]);
  });
  afterAll(() => service.close());

  const newPlan = (title: string, area: string, communities: readonly string[]) =>
    PlanClient.make(service, token, { area, title }, communities);
  const assignTo = (client: PlanClient, community: string, k: number[], slot: number) =>
    assignBody(
      client.community(community),
      'grid',
      k.map((one) => client.cellOf(community, place(community, one))),
      slot,
    );
  const step = async (client: PlanClient, name: PlanStep): Promise<void> => {
    const { headers } = await client.ask('GET', '');
    const answer = await client.ask('POST', '/steps', { step: name }, String(headers.etag));
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  };
  const approve = async (client: PlanClient): Promise<void> => {
    for (const name of ['submit', 'review', 'approve'] as const) await step(client, name);
  };
  const publish = async (client: PlanClient, body: object = {}): Promise<Answer> => {
    const { headers } = await client.ask('GET', '');
    return client.ask('POST', '/publish', body, String(headers.etag));
  };
  const preview = async (client: PlanClient): Promise<PublishPreview> => (await client.ask('GET', '/publish')).body;
  /** What the comparison with the edition in force counts. */
  const moved = async (client: PlanClient): Promise<number> => {
    const url = `/api/plans/compare?from=edition-${await latest()}&to=plan-${client.id}`;
    const answer = await service.app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${token}` } });
    return answer.json().moved.households;
  };
  const grids = (community: string) =>
    service.db.query<StoredGrid>(sql`
      select code, id, from_edition as "from", to_edition as "to", encode(ST_AsBinary(lattice), 'hex') as wkb from grid
      where parent_code = ${community} order by code, id`);
  const inForce = async (community: string) => (await grids(community)).filter(({ to }) => to === null);
  const latest = async (): Promise<number> =>
    (await service.db.query<{ id: number }>(sql`select max(id) as id from edition`))[0]!.id;

  describe('a plan that moves a building from one grid to its neighbour', () => {
    let client: PlanClient;
    let before: StoredGrid[];
    let published: Published;
    beforeAll(async () => {
      before = [...(await grids(FIRST)), ...(await grids(SECOND))];
      client = await newPlan('调整', FIRST, [FIRST]);
      await client.do(assignTo(client, FIRST, [8, 9], client.slotOf(FIRST, `${FIRST}001`)));
    });

    it('says beforehand what it would do', async () => {
      const told = await preview(client);
      expect([told.ready, told.rebased, told.blocks]).toEqual([
        true,
        false,
        { findings: [], faults: [], codes: [], outside: [], behind: [] },
      ]);
      expect([told.added, told.changed, told.closed, told.unchanged, told.households]).toEqual([0, 2, 0, 4, 50]);
    });

    it('gives its grids as a file, with the borders it would publish', async () => {
      const file = (await client.ask('GET', '/grids')).body as PlanGridsFile;
      expect(file.features.map(({ properties }) => properties.code)).toEqual(
        COMMUNITIES.flatMap((code) => [`${code}001`, `${code}002`]),
      );
      const north = (n: number) => {
        const numbers = file.features[n]!.geometry.coordinates.flat(Infinity) as number[];
        return Math.max(...numbers.filter((_, i) => i % 2 === 1));
      };
      // two buildings of the northern grid's lowest row: its border comes to lie farther north there only
      expect(north(0)).toBeGreaterThan(30.0034);
      expect(north(2)).toBe(30.0034);
      expect(file.features[0]!.properties.worker).toBe('员0南');
    });

    it('is published only when it is approved, by one who knows its version', async () => {
      expect((await publish(client)).body.params).toMatchObject({ step: 'publish', state: 'draft' });
      expect((await client.ask('POST', '/publish', {})).code).toBe('precondition-required');
      await approve(client);
      const answer = await publish(client, { note: '第二版' });
      expect(answer.status).toBe(200);
      published = answer.body;
      expect(published).toMatchObject({ editionNumber: 2, added: 0, changed: 2, closed: 0, households: 50 });
      const plan = (await client.ask('GET', '')).body;
      expect([plan.state, plan.edition]).toEqual(['published', published.edition]);
      expect((await publish(client)).code).toBe('plan-state');
    });

    it('closes and writes the rows of the two grids, and touches no other', async () => {
      const after = [...(await grids(FIRST)), ...(await grids(SECOND))];
      expect(after.filter(({ to }) => to === null).map(({ code }) => code)).toEqual(
        before.map(({ code }) => code).sort(),
      );
      const kept = after.filter((grid) => before.some(({ id, to }) => id === grid.id && to === grid.to));
      expect(kept.map(({ code, wkb }) => [code, wkb])).toEqual(before.slice(2).map(({ code, wkb }) => [code, wkb]));
      expect(after.filter(({ from }) => from === published.edition).map(({ code }) => code)).toEqual(
        before.slice(0, 2).map(({ code }) => code),
      );
    });

    it('answers for the moved buildings, counts them anew, and links the grids', async () => {
      const rows = await service.db.query(sql`
        select p.code, p.grid_code as grid from place p where p.code in (${place(FIRST, 8)}, ${place(FIRST, 10)}) order by 1`);
      expect(rows).toEqual([
        { code: place(FIRST, 8), grid: `${FIRST}001` },
        { code: place(FIRST, 10), grid: `${FIRST}002` },
      ]);
      const tally = await service.db.query(sql`
        select g.code, t.households from grid g join grid_tally t on t.grid_id = g.id
        where g.parent_code = ${FIRST} and g.to_edition is null order by 1`);
      expect(tally).toEqual([
        { code: `${FIRST}001`, households: 250 },
        { code: `${FIRST}002`, households: 350 },
      ]);
      expect(
        published.links.map(({ predecessor, successor, households }) => [predecessor, successor, households]),
      ).toEqual([
        [`${FIRST}001`, `${FIRST}001`, 200],
        [`${FIRST}002`, `${FIRST}001`, 50],
        [`${FIRST}002`, `${FIRST}002`, 350],
      ]);
      const [stored] = await service.db.query(sql`
        select count(*) as n from grid_succession where edition_id = ${published.edition}::bigint`);
      expect(stored).toEqual({ n: 3 });
      const [audited] = await service.db.query(sql`
        select target, detail from audit where action = 'plan.publish' order by id desc limit 1`);
      expect(audited).toMatchObject({ target: String(client.id), detail: { edition: published.edition, changed: 2 } });
    });

    it('is the map at once, and the old edition still answers for its day', async () => {
      const at = `lon=${117.00125}&lat=${30.00416}`;
      const now = (await service.app.inject(`/api/locate?${at}`)).json();
      expect([now.grid.code, now.edition]).toEqual([`${FIRST}001`, published.edition]);
      expect(service.maps.county(COUNTY)!.grids).toHaveLength(6);
    });
  });

  describe('codes and posts', () => {
    it('go on where the grid goes on; a new grid gets the next number, a merged one leaves its worker without a grid', async () => {
      const client = await newPlan('拆并', SECOND, [SECOND]);
      const [south, north] = [client.slotOf(SECOND, `${SECOND}001`), client.slotOf(SECOND, `${SECOND}002`)];
      const upper = [16, 17, 18, 19, 20, 21, 22, 23].map((k) => client.cellOf(SECOND, place(SECOND, k)));
      await client.do(splitBody(client.community(SECOND), 'grid', north, upper, { ...NEW_GRID, key: 'upper' }));
      await client.do(mergeBody(client.community(SECOND), 'grid', [north], south));
      await approve(client);
      const done: Published = (await publish(client)).body;
      expect([done.added, done.changed, done.closed]).toEqual([1, 1, 1]);
      expect((await inForce(SECOND)).map(({ code }) => code)).toEqual([`${SECOND}001`, `${SECOND}003`]);
      // The northern grid ends; half of its people are in the new one, half in the southern one.
      expect(done.posts.carried.map(({ holder, from, to }) => [holder, from, to])).toEqual(
        ['长1北', '员1北'].map((holder) => [holder, `${SECOND}002`, `${SECOND}003`]),
      );
      expect([done.posts.left, done.posts.vacant]).toEqual([[], []]);
      const [name] = await service.db.query(sql`
        select name from grid where code = ${`${SECOND}003`} and to_edition is null`);
      expect(name).toEqual({ name: '第3网格' });
    });

    it('a code that ended does not come back', async () => {
      const client = await newPlan('旧编码', SECOND, [SECOND]);
      const south = client.slotOf(SECOND, `${SECOND}001`);
      const lower = [0, 1, 2, 3, 4, 5, 6, 7].map((k) => client.cellOf(SECOND, place(SECOND, k)));
      const record = { ...NEW_GRID, key: 'again', code: `${SECOND}002` };
      await client.do(splitBody(client.community(SECOND), 'grid', south, lower, record));
      const { ready, blocks } = await preview(client);
      expect([ready, blocks.codes]).toEqual([false, [{ grid: `${SECOND}002`, code: 'code-retired' }]]);
      await approve(client);
      const refused = await publish(client);
      expect([refused.status, refused.code]).toEqual([409, 'publish-blocked']);
    });

    it('tell who is left without a grid when two become one', async () => {
      const client = await newPlan('合并', SECOND, [SECOND]);
      const [south, upper] = [client.slotOf(SECOND, `${SECOND}001`), client.slotOf(SECOND, `${SECOND}003`)];
      await client.do(mergeBody(client.community(SECOND), 'grid', [upper], south));
      const { posts } = await preview(client);
      expect(posts.left.map(({ holder, from, to }) => [holder, from, to])).toEqual(
        ['长1北', '员1北'].map((holder) => [holder, `${SECOND}003`, `${SECOND}001`]),
      );
    });
  });

  describe('a plan that leaves a building in no grid', () => {
    it('is not published until somebody has accepted the gap', async () => {
      const client = await newPlan('缺口', THIRD, [THIRD]);
      const corner = client.cellOf(THIRD, place(THIRD, 0));
      await client.do(assignBody(client.community(THIRD), 'grid', [corner], UNASSIGNED));
      const { ready, blocks, households, withoutGrid } = await preview(client);
      expect([households, withoutGrid]).toEqual([25, 25]);
      expect(await moved(client)).toBe(households);
      expect(ready).toBe(false);
      const kinds = new Set(blocks.findings.map(({ kind }) => kind));
      expect(kinds.has('building-uncovered')).toBe(true);
      await approve(client);
      expect((await publish(client)).code).toBe('publish-blocked');
      const until = new Date(Date.now() + 86_400_000).toISOString();
      for (const { id } of blocks.findings) {
        const payload = { area: THIRD, plan: client.id, finding: id, reason: '正在拆迁的院落', until };
        const accepted = await service.app.inject({
          method: 'POST',
          url: '/api/coverage/exceptions',
          headers: { authorization: `Bearer ${token}` },
          payload,
        });
        expect(accepted.statusCode).toBe(201);
      }
      expect((await preview(client)).ready).toBe(true);
      expect((await publish(client)).status).toBe(200);
    });

    it('and a later one that takes it back in says that its households change grid', async () => {
      const client = await newPlan('补缺', THIRD, [THIRD]);
      await client.do(assignTo(client, THIRD, [0], client.slotOf(THIRD, `${THIRD}001`)));
      const { households, withoutGrid } = await preview(client);
      expect([households, withoutGrid]).toEqual([25, 0]);
      expect(await moved(client)).toBe(households);
    });

    it('nor is one whose grid falls into two parts', async () => {
      const client = await newPlan('飞地', FIRST, [FIRST]);
      const north = client.slotOf(FIRST, `${FIRST}002`);
      await client.do(assignTo(client, FIRST, [0], north));
      const { blocks } = await preview(client);
      expect(blocks.faults.map(({ community, grid, code }) => [community, grid, code])).toEqual([
        [FIRST, `${FIRST}002`, 'grid-in-parts'],
      ]);
    });
  });

  describe('a plan whose base is no longer in force', () => {
    it('is published on the edition of now when other communities have changed, and refused when its own have', async () => {
      const [mine, theirs, late] = [
        await newPlan('甲', FIRST, [FIRST]),
        await newPlan('乙', SECOND, [SECOND]),
        await newPlan('丙', FIRST, [FIRST]),
      ];
      const southOf = (client: PlanClient, community: string) => client.slotOf(community, `${community}001`);
      await mine.do(assignTo(mine, FIRST, [10], southOf(mine, FIRST)));
      await theirs.do(assignTo(theirs, SECOND, [12], theirs.slotOf(SECOND, `${SECOND}003`)));
      await late.do(assignTo(late, FIRST, [11], southOf(late, FIRST)));
      for (const client of [mine, theirs, late]) await approve(client);
      expect((await publish(mine)).body.rebased).toBe(false);
      const second = await publish(theirs);
      expect([second.status, second.body.rebased]).toEqual([200, true]);
      // What the first one did is still there.
      const [moved] = await service.db.query(sql`select grid_code as grid from place where code = ${place(FIRST, 10)}`);
      expect(moved).toEqual({ grid: `${FIRST}001` });
      const refused = await publish(late);
      expect([refused.status, refused.code, refused.body.params.communities]).toEqual([409, 'plan-behind', [FIRST]]);
      expect((await preview(late)).blocks.behind).toEqual([FIRST]);
    });
  });

  it('a plan that changes nothing is not an edition', async () => {
    const before = await latest();
    const client = await newPlan('无', FIRST, [FIRST]);
    await approve(client);
    expect((await publish(client)).code).toBe('plan-empty');
    expect(await latest()).toBe(before);
  });
});
