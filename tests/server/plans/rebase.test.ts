/** Plans whose ground has changed under them, on both databases: told, moved by choice, taken back, and published afterwards. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OperationsDone } from '../../../server/contract/plan-edits.ts';
import type { PlanStep } from '../../../server/contract/plan-life.ts';
import type { BodyOf } from '../../../server/contract/plan-operations.ts';
import type { PlanRebase, RebasePreview } from '../../../server/contract/plan-rebase.ts';
import type { CommunityState } from '../../../server/contract/plan-state.ts';
import { sql } from '../../../server/database/sql.ts';
import {
  assignBody,
  lockBody,
  mergeBody,
  pinBody,
  setGridBody,
  splitBody,
} from '../../../server/partition/plan/bodies.ts';
import { rangesOf, UNASSIGNED } from '../../../server/partition/plan/cell-ranges.ts';
import { OpenPlans } from '../../../server/plans/open-plans.ts';
import { type Answer, addToken, ask } from '../../support/access-app.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { PlanClient } from '../../support/plan-client.ts';
import { COMMUNITIES, COUNTY, importPlannedCounty, places } from '../../support/planned-county.ts';

const [FIRST, SECOND, THIRD] = COMMUNITIES;
const place = (community: string, k: number) => `${community}-${String(k).padStart(2, '0')}`;
const NEW_GRID = { code: null, name: '', kind: 'basic', role: 'free', parent: null } as const;

eachDatabase((_name, open) => {
  let service: TestApp;
  let token: string;
  let other: string;
  beforeAll(async () => {
    service = await openApp(await open());
    await importPlannedCounty(service);
    token = await addToken(service.db, 'all of it', [{ role: 'admin', area: COUNTY }]);
    other = await addToken(service.db, 'another one', [{ role: 'admin', area: COUNTY }]);
  });
  afterAll(() => service.close());

  const newPlan = (title: string, area: string, communities: readonly string[]) =>
    PlanClient.make(service, token, { area, title }, communities);
  const assignTo = (client: PlanClient, community: string, k: number[], code: string) =>
    assignBody(
      client.community(community),
      'grid',
      k.map((one) => client.cellOf(community, place(community, one))),
      client.slotOf(community, code),
    );
  const importPlaces = async (text: string): Promise<void> => {
    const job = await service.importText('places', 'places.csv', text, { county: COUNTY, datum: 'wgs84' });
    if (job.state !== 'done') throw new Error(JSON.stringify(job.problem ?? job.report));
  };
  const list = async (client: PlanClient): Promise<PlanRebase> => (await client.ask('GET', '/rebase')).body;
  const told = async (client: PlanClient, community: string) =>
    (await list(client)).communities.find((one) => one.community === community)!;
  const preview = async (client: PlanClient, community: string): Promise<RebasePreview> =>
    (await client.ask('GET', `/rebase/${community}`)).body;
  let refs = 0;
  const move = (client: PlanClient, takes: Record<string, 'mine' | 'theirs'>, tag = client.tag): Promise<Answer> => {
    const communities = Object.entries(takes).map(([community, take]) => ({ community, take }));
    return client.ask('POST', '/rebase', { ref: `move-${client.id}-${refs++}`, communities }, tag);
  };
  const moved = async (client: PlanClient, takes: Record<string, 'mine' | 'theirs'>): Promise<OperationsDone> => {
    const answer = await move(client, takes);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    await client.open();
    return answer.body;
  };
  const partOf = ({ operations: [entry] }: OperationsDone) => (entry!.operation as BodyOf<'rebase'>).args.parts[0]!;
  const stateOf = (client: PlanClient, community: string): CommunityState =>
    client.state.snapshot.communities.find((one) => one.community === community)!;
  const gridAt = (client: PlanClient, community: string, k: number) => {
    const { slots, numbers } = client.community(community).divisions.grid;
    return slots[numbers.slotOf[client.cellOf(community, place(community, k))]!]?.key ?? null;
  };
  const step = async (client: PlanClient, name: PlanStep): Promise<void> => {
    const { headers } = await client.ask('GET', '');
    const answer = await client.ask('POST', '/steps', { step: name, note: '重做' }, String(headers.etag));
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  };
  const accept = async (client: PlanClient, finding: string): Promise<void> => {
    const until = new Date(Date.now() + 86_400_000).toISOString();
    const payload = { area: COUNTY, plan: client.id, finding, reason: '过渡期内暂并', until };
    const made = await ask(service.app, 'POST', '/api/coverage/exceptions', { token, payload });
    if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  };
  const publish = async (client: PlanClient): Promise<Answer> => {
    for (const name of ['submit', 'review', 'approve'] as const) await step(client, name);
    const { headers } = await client.ask('GET', '');
    return client.ask('POST', '/publish', {}, String(headers.etag));
  };

  describe('buildings and households that changed', () => {
    let client: PlanClient;
    let before: CommunityState;
    let beforeText: string;
    beforeAll(async () => {
      client = await newPlan('新底图', COUNTY, [FIRST, SECOND, THIRD]);
      const north = `${FIRST}002`;
      await client.do(assignTo(client, FIRST, [8, 9], `${FIRST}001`));
      const upper = [20, 21, 22, 23].map((k) => client.cellOf(FIRST, place(FIRST, k)));
      const north_ = client.slotOf(FIRST, north);
      await client.do(
        splitBody(client.community(FIRST), 'grid', north_, upper, { ...NEW_GRID, key: 'top', name: '顶格' }),
      );
      await client.do(
        setGridBody(client.community(FIRST), 'grid', client.slotOf(FIRST, `${FIRST}001`), { name: '改名' }),
      );
      const community = client.community(FIRST);
      await client.do(lockBody([{ community, level: 'grid', slot: client.slotOf(FIRST, `${FIRST}001`) }], 'locked'));
      const pair = rangesOf([12, 13].map((k) => client.cellOf(FIRST, place(FIRST, k))).sort((a, b) => a - b));
      await client.do(pinBody(community, { pin: 'together', cells: pair }, true));
      await client.open();
      before = stateOf(client, FIRST);
      beforeText = JSON.stringify(before);
    });

    it('are not told while nothing has changed', async () => {
      const { communities, edition } = await list(client);
      expect(
        communities.map(({ community, outdated, behind, changed }) => [community, outdated, behind, changed]),
      ).toEqual([
        [FIRST, false, false, true],
        [SECOND, false, false, false],
        [THIRD, false, false, false],
      ]);
      expect(communities[0]).toMatchObject({ layer: before.layer, edition });
      const refused = await move(client, { [FIRST]: 'mine' });
      expect([refused.code, refused.body.params.reason]).toEqual(['operation-refused', 'changes-nothing']);
    });

    it('are told of the communities that they are in', async () => {
      // One building of the first community has more households, and one more stands beside it.
      const text = places().replace(`${place(FIRST, 0)},building,25`, `${place(FIRST, 0)},building,40`);
      await importPlaces(`${text}\n${FIRST}-new,building,11,117.0008,30.0004`);
      const { communities } = await list(client);
      expect(communities.map(({ community, outdated }) => [community, outdated])).toEqual([
        [FIRST, true],
        [SECOND, false],
        [THIRD, false],
      ]);
    });

    it('say beforehand what each choice means, and write nothing', async () => {
      const told = await preview(client, FIRST);
      expect(told).toMatchObject({ layer: before.layer, outdated: true, behind: false, changed: true });
      expect(told.freshLayer).not.toBe(before.layer);
      expect(told.mine).toEqual({
        added: ['top'],
        changed: [`${FIRST}001`, `${FIRST}002`],
        closed: [],
        households: 6 * 25,
        lost: { unassigned: [], bends: [], cuts: [], pins: [], retired: [] },
      });
      expect(told.theirs).toMatchObject({ added: [], changed: [], closed: [], households: 0 });
      expect((await client.ask('GET', '/state')).body.version).toBe(client.state.version);
    });

    it('is one step of the log; locks, pins, names and new grids go on, households are those of now', async () => {
      const done = await moved(client, { [FIRST]: 'mine', [SECOND]: 'mine' });
      expect(done.operations).toHaveLength(1);
      expect(partOf(done)).toMatchObject({ take: 'mine', lost: { unassigned: [], pins: [] } });
      const log = (await client.ask('GET', `/operations?after=${done.seq - 1}`)).body.operations;
      expect(log).toEqual(done.operations);
      const state = stateOf(client, FIRST);
      expect(state.layer).not.toBe(before.layer);
      const { slots, numbers } = client.community(FIRST).divisions.grid;
      const [south, north, top] = [`${FIRST}001`, `${FIRST}002`, 'top'].map((key) =>
        slots.findIndex((slot) => slot?.key === key),
      );
      expect(state.grid.slots).toEqual(before.grid.slots);
      expect(slots[south!]).toMatchObject({ role: 'locked', name: '改名', code: `${FIRST}001` });
      expect([south!, north!, top!].map((slot) => numbers.numbers(slot).households)).toEqual([
        200 + 15 + 11 + 50,
        400 - 150,
        100,
      ]);
      expect(state.pins).toHaveLength(1);
      const together = [12, 13].map((k) => client.cellOf(FIRST, place(FIRST, k))).sort((a, b) => a - b);
      expect(state.pins[0]).toMatchObject({ pin: 'together', cells: rangesOf(together) });
      expect(await told(client, FIRST)).toMatchObject({ outdated: false, changed: true, layer: state.layer });
    });

    it('is taken back to the very bytes, and done again', async () => {
      const after = JSON.stringify(stateOf(client, FIRST));
      const own = client.state.undo!;
      // The cells of before are still given out, for whoever has to go back.
      const cells = await client.ask('GET', `/cells/${FIRST}?layer=${before.layer}`);
      expect(cells.status).toBe(200);
      const none = await client.ask('GET', `/cells/${FIRST}?layer=0123456789abcdef`);
      expect([none.status, none.code]).toEqual([404, 'not-found']);
      const undone = await client.send({ kind: 'undo', args: { of: own } });
      expect(undone.status).toBe(200);
      await client.open();
      expect(JSON.stringify(stateOf(client, FIRST))).toBe(beforeText);
      expect(await told(client, FIRST)).toMatchObject({ outdated: true, layer: before.layer });
      const redone = await client.send({ kind: 'redo', args: { of: client.state.redo! } });
      expect(redone.status).toBe(200);
      await client.open();
      expect(JSON.stringify(stateOf(client, FIRST))).toBe(after);
    });

    it('keeps others from taking back what they did on the cells of before, and says which move is in the way', async () => {
      const theirs = new PlanClient(service, other, client.id);
      await theirs.open();
      await theirs.do(assignTo(theirs, THIRD, [8], `${THIRD}001`));
      await client.open();
      const text = places().replace(`${place(THIRD, 0)},building,25`, `${place(THIRD, 0)},building,26`);
      await importPlaces(
        `${text}\n${FIRST}-new,building,11,117.0008,30.0004`.replace(
          `${place(FIRST, 0)},building,25`,
          `${place(FIRST, 0)},building,40`,
        ),
      );
      const { seq } = await moved(client, { [THIRD]: 'mine' });
      await theirs.open();
      const refused = await theirs.send({ kind: 'undo', args: { of: theirs.state.undo! } });
      expect([refused.status, refused.body.params.reason, refused.body.params.seqs]).toEqual([
        409,
        'layer-changed',
        [seq],
      ]);
      // What they do there now keeps the move from being taken back.
      await theirs.do(assignTo(theirs, THIRD, [9], `${THIRD}001`));
      await client.open();
      const kept = await client.send({ kind: 'undo', args: { of: client.state.undo! } });
      expect([kept.body.params.reason, kept.body.params.seqs]).toEqual(['touched-since', [seq + 1]]);
    });

    it('survives that the service starts anew: the log gives the same', async () => {
      await client.open();
      const { seq, communities } = client.state.snapshot;
      const opened = new OpenPlans(service.db);
      const log = await opened.inTurn(client.id, () => opened.log({ id: client.id, seq }));
      expect(JSON.stringify(log.plan.snapshot().communities)).toBe(JSON.stringify(communities));
    });

    it('is refused to who does not know the plan as it is, names a community twice, or one it does not stand on', async () => {
      expect((await move(client, { [FIRST]: 'mine' }, `"plan-${client.id}-1"`)).code).toBe('precondition-failed');
      const payload = { ref: 'move-without-tag', communities: [{ community: FIRST, take: 'mine' }] };
      expect((await client.ask('POST', '/rebase', payload)).code).toBe('precondition-required');
      const twice = { ref: 'move-twice', communities: [payload.communities[0], payload.communities[0]] };
      expect((await client.ask('POST', '/rebase', twice, client.tag)).code).toBe('duplicate');
      const narrow = await newPlan('窄', FIRST, [FIRST]);
      expect((await move(narrow, { [SECOND]: 'mine' })).code).toBe('community-unknown');
      expect((await narrow.ask('GET', `/rebase/${SECOND}`)).code).toBe('community-unknown');
      const operation = { kind: 'rebase', args: { parts: [] }, before: { states: [] } };
      const sent = { operations: [{ ref: 'rebase-by-hand', operation }] };
      expect((await client.ask('POST', '/operations', sent, client.tag)).code).toBe('body-invalid');
    });

    it('sent twice is done once', async () => {
      const narrow = await newPlan('重发', FIRST, [FIRST]);
      await narrow.do(assignTo(narrow, FIRST, [8], `${FIRST}001`));
      await importPlaces(places(26));
      const payload = { ref: 'move-once-only', communities: [{ community: FIRST, take: 'mine' }] };
      const first = await narrow.ask('POST', '/rebase', payload, narrow.tag);
      expect(first.status).toBe(200);
      const second = await narrow.ask('POST', '/rebase', payload, narrow.tag);
      expect([second.status, second.body.operations]).toEqual([200, first.body.operations]);
    });
  });

  describe('a later edition that changed the same communities', () => {
    it('keep mine: what the plan did is done again over it, and is published', async () => {
      const [theirs, mine] = [
        await newPlan('先', COUNTY, [FIRST, SECOND]),
        await newPlan('后', COUNTY, [FIRST, SECOND]),
      ];
      await theirs.do(assignTo(theirs, FIRST, [8], `${FIRST}001`));
      await mine.do(assignTo(mine, FIRST, [10, 11], `${FIRST}001`));
      await publish(theirs);
      expect(await told(mine, FIRST)).toMatchObject({ behind: true, changed: true });
      expect(await told(mine, SECOND)).toMatchObject({ behind: false, changed: false });
      expect((await mine.ask('GET', '/publish')).body.blocks.behind).toEqual([FIRST]);
      const choices = await preview(mine, FIRST);
      expect(choices.mine).toMatchObject({ changed: [`${FIRST}001`, `${FIRST}002`], households: 52 });
      expect(choices.theirs).toMatchObject({ changed: [], households: 0 });
      await moved(mine, { [FIRST]: 'mine' });
      expect([8, 9, 10, 11].map((k) => gridAt(mine, FIRST, k))).toEqual([
        `${FIRST}001`,
        `${FIRST}002`,
        `${FIRST}001`,
        `${FIRST}001`,
      ]);
      expect((await mine.ask('GET', '/publish')).body).toMatchObject({
        ready: true,
        rebased: true,
        households: 52,
        changed: 2,
        blocks: { behind: [] },
      });
      const done = await publish(mine);
      expect([done.status, done.body.changed, done.body.households]).toEqual([200, 2, 52]);
      const rows = await service.db.query(sql`
        select p.code, p.grid_code as grid from place p
        where p.code in (${place(FIRST, 8)}, ${place(FIRST, 10)}) and p.valid_to is null order by 1`);
      expect(rows.map(({ grid }) => grid)).toEqual([`${FIRST}001`, `${FIRST}001`]);
    });

    it('take theirs: what the plan did is dropped, and can be had back', async () => {
      const [theirs, mine] = [await newPlan('先二', SECOND, [SECOND]), await newPlan('后二', COUNTY, [SECOND, THIRD])];
      await theirs.do(assignTo(theirs, SECOND, [8], `${SECOND}001`));
      await mine.do(assignTo(mine, SECOND, [9], `${SECOND}001`));
      await mine.do(assignTo(mine, THIRD, [9], `${THIRD}001`));
      await mine.open();
      const before = JSON.stringify(stateOf(mine, SECOND));
      await publish(theirs);
      await moved(mine, { [SECOND]: 'theirs' });
      expect([8, 9].map((k) => gridAt(mine, SECOND, k))).toEqual([`${SECOND}001`, `${SECOND}002`]);
      expect(await told(mine, SECOND)).toMatchObject({ behind: false, changed: false });
      await mine.send({ kind: 'undo', args: { of: mine.state.undo! } });
      await mine.open();
      expect(JSON.stringify(stateOf(mine, SECOND))).toBe(before);
      expect((await mine.ask('GET', '/publish')).body.blocks.behind).toEqual([SECOND]);
      await mine.send({ kind: 'redo', args: { of: mine.state.redo! } });
      await mine.open();
      const done = await publish(mine);
      expect([done.status, done.body.changed]).toEqual([200, 2]);
      const [kept] = await service.db.query(sql`
        select grid_code as grid from place where code = ${place(SECOND, 9)} and valid_to is null`);
      expect(kept).toEqual({ grid: `${SECOND}002` });
    });

    it('a grid that has ended meanwhile goes on under a new code where the plan gave it ground', async () => {
      const [theirs, mine] = [await newPlan('先三', THIRD, [THIRD]), await newPlan('后三', THIRD, [THIRD])];
      const [south, north] = [`${THIRD}001`, `${THIRD}002`];
      await theirs.do(
        mergeBody(theirs.community(THIRD), 'grid', [theirs.slotOf(THIRD, north)], theirs.slotOf(THIRD, south)),
      );
      await mine.do(assignTo(mine, THIRD, [0, 1, 2, 3, 4, 5, 6], north));
      // One grid for the whole community is more than its band allows: somebody has to answer for it.
      for (const { finding } of (await theirs.ask('GET', '/publish')).body.blocks.outside)
        await accept(theirs, finding);
      expect((await publish(theirs)).status).toBe(200);
      expect((await preview(mine, THIRD)).mine.lost.retired).toEqual([north]);
      const part = partOf(await moved(mine, { [THIRD]: 'mine' }));
      expect(part.lost.retired).toEqual([north]);
      expect([gridAt(mine, THIRD, 0), gridAt(mine, THIRD, 20)]).toEqual([north, south]);
      const slot = mine.community(THIRD).divisions.grid.slots.find((one) => one?.key === north);
      expect(slot!.code).toBeNull();
      const told = (await mine.ask('GET', '/publish')).body;
      expect([told.added, told.blocks.codes]).toEqual([1, []]);
    });
  });

  it('cells in no grid stay in none', async () => {
    const client = await newPlan('空', FIRST, [FIRST]);
    const corner = client.cellOf(FIRST, place(FIRST, 0));
    await client.do(assignBody(client.community(FIRST), 'grid', [corner], UNASSIGNED));
    await importPlaces(places(27));
    await moved(client, { [FIRST]: 'mine' });
    expect(gridAt(client, FIRST, 0)).toBeNull();
  });
});
