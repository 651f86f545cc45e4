/** Operations on plans on both databases: done, refused, missed, taken back, and the state that comes of them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../server/contract/access.ts';
import type { PlanOperation } from '../../../server/contract/plan-operations.ts';
import { sql } from '../../../server/database/sql.ts';
import { assignBody, moveNodeBody, setGridBody, splitBody } from '../../../server/partition/plan/bodies.ts';
import { arcsAt, nodeFault, placeOf } from '../../../server/partition/plan/move-node.ts';
import { addToken, tokenOfEachRole } from '../../support/access-app.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { PlanClient } from '../../support/plan-client.ts';
import { COMMUNITIES, importPlannedCounty, TOWN } from '../../support/planned-county.ts';

const [FIRST, SECOND] = COMMUNITIES;
const place = (community: string, k: number) => `${community}-${String(k).padStart(2, '0')}`;

eachDatabase((_name, open) => {
  let service: TestApp;
  let tokens: Record<Role, string>;
  let other: string;
  beforeAll(async () => {
    service = await openApp(await open());
    await importPlannedCounty(service);
    tokens = await tokenOfEachRole(service.db, TOWN);
    other = await addToken(service.db, 'second planner', [{ role: 'planner', area: TOWN }]);
  });
  afterAll(() => service.close());

  const newPlan = (title: string) => PlanClient.make(service, tokens.planner, { area: TOWN, title }, [FIRST]);
  const asOther = async ({ id }: PlanClient) => {
    const client = new PlanClient(service, other, id);
    await client.open();
    return client;
  };
  /** Gives a building of the northern grid to the southern one. */
  const southwards = (client: PlanClient, ...k: number[]) =>
    assignBody(
      client.community(FIRST),
      'grid',
      k.map((one) => client.cellOf(FIRST, place(FIRST, one))),
      client.slotOf(FIRST, `${FIRST}001`),
    )!;
  const northwards = (client: PlanClient, ...k: number[]) => {
    const body = southwards(client, ...k);
    return (
      assignBody(
        client.community(FIRST),
        'grid',
        [...k].map((one) => client.cellOf(FIRST, place(FIRST, one))),
        client.slotOf(FIRST, `${FIRST}002`),
      ) ?? body
    );
  };

  describe('a plan', () => {
    it('starts from the grids in force, and holds those communities that somebody looked at', async () => {
      const client = await newPlan('起点');
      const { snapshot, undo, redo, version } = client.state;
      expect([snapshot.seq, snapshot.communities.map(({ community }) => community), undo, redo, version]).toEqual([
        0,
        [FIRST],
        null,
        null,
        1,
      ]);
      expect(snapshot.communities[0]!.grid.slots.map((slot) => [slot?.code, slot?.name])).toEqual([
        [`${FIRST}001`, '南格'],
        [`${FIRST}002`, '北格'],
      ]);
      await client.open([SECOND]);
      expect(client.state.snapshot.communities).toHaveLength(2);
    });

    it('takes operations, keeps them in order, and writes down who made them', async () => {
      const client = await newPlan('改动');
      const done = await client.do(southwards(client, 8));
      expect([done.seq, done.version, done.undo, done.operations.map(({ seq, reverts }) => [seq, reverts])]).toEqual([
        1,
        2,
        1,
        [[1, null]],
      ]);
      const answer = await client.send(southwards(client, 9), southwards(client, 10, 11));
      expect([answer.status, answer.body.seq, answer.body.version]).toEqual([200, 3, 3]);
      const log = (await client.ask('GET', '/operations?after=1')).body;
      expect([log.seq, log.operations.map(({ seq }: PlanOperation) => seq)]).toEqual([3, [2, 3]]);
      const [row] = await service.db.query(sql`
        select action, target, detail from audit where action = 'plan.edit' order by id desc limit 1`);
      expect(row).toMatchObject({ target: String(client.id), detail: { from: 2, to: 3, kinds: ['assign'] } });
      await client.open();
      expect(client.plan.snapshot()).toEqual(client.state.snapshot);
      const { numbers } = client.community(FIRST).divisions.grid;
      expect([0, 1].map((slot) => numbers.households(slot))).toEqual([300, 300]);
    });

    it('is not changed by those who only look, nor without knowing its version', async () => {
      const client = await newPlan('只读');
      const looking = new PlanClient(service, tokens.viewer, client.id);
      await looking.open();
      expect((await looking.send(southwards(client, 8))).code).toBe('role-missing');
      const blind = await client.ask('POST', '/operations', {
        operations: [{ ref: 'blind-0001', operation: southwards(client, 8) }],
      });
      expect([blind.status, blind.code]).toEqual([428, 'precondition-required']);
      const shapeless = await client.send({ kind: 'assign', args: {} } as never);
      expect([shapeless.status, shapeless.code]).toEqual([400, 'body-invalid']);
    });
  });

  describe('two planners', () => {
    it('do not overwrite each other: the second hears what the first did, and goes on from there', async () => {
      const first = await newPlan('两人');
      const second = await asOther(first);
      await first.do(southwards(first, 8));
      const refused = await second.send(southwards(second, 9));
      expect([refused.status, refused.code]).toEqual([412, 'precondition-failed']);
      const { operations, version, more } = refused.body.params;
      expect([operations.map(({ seq }: PlanOperation) => seq), version, more]).toEqual([[1], 2, false]);
      await second.open();
      expect((await second.do(southwards(second, 9))).seq).toBe(2);
    });

    it('hear which cells are no longer as they were', async () => {
      const first = await newPlan('过期');
      const second = await asOther(first);
      const stale = southwards(second, 8, 9);
      await first.do(southwards(first, 8));
      await second.open();
      const refused = await second.send(stale);
      expect([refused.status, refused.code, refused.body.params.reason]).toEqual([409, 'operation-refused', 'stale']);
      expect(refused.body.params.cells).toEqual([second.cellOf(FIRST, place(FIRST, 8)), 1]);
      expect(refused.body.geometry.type).toBe('Point');
      await second.open();
      expect(second.state.snapshot.seq).toBe(1);
    });

    it('take back their own steps only, and not what the other has touched since', async () => {
      const first = await newPlan('各自撤销');
      await first.do(southwards(first, 8));
      const second = await asOther(first);
      await second.do(southwards(second, 9));
      await first.open();
      expect([first.state.undo, second.state.undo]).toEqual([1, null]);
      expect((await second.send({ kind: 'undo', args: { of: 1 } })).body.params.reason).toBe('nothing-to-undo');
      await second.open();
      await second.do(northwards(second, 8));
      await first.open();
      const refused = await first.send({ kind: 'undo', args: { of: 1 } });
      expect([refused.code, refused.body.params.reason, refused.body.params.seqs]).toEqual([
        'operation-refused',
        'touched-since',
        [3],
      ]);
    });
  });

  describe('a node where borders meet', () => {
    /** The first inner node of the community that a border of two grids runs through. */
    const onBorder = (client: PlanClient): number => {
      const { base, layer, divisions } = client.community(FIRST);
      const { slotOf } = divisions.grid.numbers;
      const isBorder = (arc: number): boolean => {
        const { left, right } = base.arcs[arc]!;
        return left >= 0 && right >= 0 && slotOf[left] !== slotOf[right];
      };
      const nodes = [...Array(base.nodes.length / 2).keys()];
      return nodes.find((node) => nodeFault(layer, node) === null && arcsAt(base, node).some(isBorder))!;
    };

    it('is moved with all its borders, comes back from the log, and is taken back', async () => {
      const client = await newPlan('节点');
      const start = client.state.snapshot.communities;
      const node = onBorder(client);
      const [x, y] = placeOf(client.community(FIRST).layer, node);
      const before = client.community(FIRST).divisions.grid.numbers.numbers(0).areaCm2;
      await client.do(moveNodeBody(client.community(FIRST), node, [x + 300, y + 300]));
      expect(client.community(FIRST).divisions.grid.numbers.numbers(0).areaCm2).not.toBe(before);
      const moved = client.plan.snapshot().communities;
      await client.open();
      expect(client.state.snapshot.communities).toEqual(moved);
      expect(placeOf(client.community(FIRST).layer, node)).toEqual([x + 300, y + 300]);
      await client.do({ kind: 'undo', args: { of: 1 } });
      await client.open();
      expect(client.state.snapshot.communities).toEqual(start);
    });

    it('stays where it is when its borders would cross, or on the edge, and the answer says where', async () => {
      const client = await newPlan('节点越界');
      const node = onBorder(client);
      const [x, y] = placeOf(client.community(FIRST).layer, node);
      const refused = await client.send(moveNodeBody(client.community(FIRST), node, [x, y + 200_000])!);
      expect([refused.status, refused.code, refused.body.params.reason]).toEqual([
        409,
        'operation-refused',
        'self-crossing',
      ]);
      expect(refused.body.geometry.type).toBe('Point');
      const edge = client.layer(FIRST).arcs.find(({ left, right }) => left < 0 || right < 0)!.from;
      const fixed = await client.send(moveNodeBody(client.community(FIRST), edge, [x, y])!);
      expect([fixed.status, fixed.body.params.reason]).toEqual([409, 'node-fixed']);
    });
  });

  describe('a step', () => {
    it('is taken back and done again, by one who comes back to the plan too', async () => {
      const client = await newPlan('撤销');
      const start = client.state.snapshot.communities;
      await client.do(southwards(client, 8));
      await client.do(southwards(client, 9));
      const back = new PlanClient(service, tokens.planner, client.id);
      await back.open();
      expect([back.state.undo, back.state.redo]).toEqual([2, null]);
      const undone = await back.do({ kind: 'undo', args: { of: 2 } });
      expect([undone.seq, undone.undo, undone.redo, undone.operations[0]!.reverts]).toEqual([3, 1, 3, 2]);
      await back.do({ kind: 'undo', args: { of: 1 } });
      await back.open();
      expect(back.state.snapshot.communities).toEqual(start);
      const again = await back.do({ kind: 'redo', args: { of: 4 } });
      expect([again.seq, again.undo, again.redo]).toEqual([5, 5, 3]);
    });

    it('that is sent twice is done once', async () => {
      const client = await newPlan('重发');
      const operations = [{ ref: 'sent-twice-1', operation: southwards(client, 8) }];
      const { tag } = client;
      const first = await client.ask('POST', '/operations', { operations }, tag);
      const second = await client.ask('POST', '/operations', { operations }, tag);
      expect([first.status, second.status, second.body.operations]).toEqual([200, 200, first.body.operations]);
      expect((await client.ask('GET', '/operations')).body.operations).toHaveLength(1);
    });

    it('of several that cannot be done leaves none of them done', async () => {
      const client = await newPlan('全或无');
      const good = southwards(client, 8);
      const answer = await client.send(good, good);
      expect([answer.status, answer.body.params.reason]).toEqual([409, 'stale']);
      await client.open();
      expect([client.state.snapshot.seq, client.state.version]).toEqual([0, 1]);
      expect((await client.do(good)).seq).toBe(1);
    });
  });

  it('keeps the state after every two hundred operations, and comes to the same from there and from the log', async () => {
    const client = await newPlan('快照');
    const record = { key: 'fresh-1', code: null, name: '新格', kind: 'basic', role: 'free', parent: null } as const;
    const cells = [8, 9].map((k) => client.cellOf(FIRST, place(FIRST, k)));
    await client.do(splitBody(client.community(FIRST), 'grid', client.slotOf(FIRST, `${FIRST}002`), cells, record));
    const rename = (n: number) => setGridBody(client.community(FIRST), 'grid', 2, { name: `第${n}次` })!;
    const many = Array.from({ length: 205 }, (_, n) => {
      const body = rename(n);
      client.plan.apply(body);
      return body;
    });
    await client.open();
    expect((await client.send(...many)).status).toBe(200);
    const [snapshot] = await service.db.query(sql`select seq from plan_snapshot where plan_id = ${client.id}::bigint`);
    expect(snapshot).toEqual({ seq: 206 });
    const fresh = await openApp(service.db);
    const elsewhere = new PlanClient(fresh, tokens.planner, client.id);
    await elsewhere.open();
    expect(elsewhere.state.snapshot).toEqual(client.plan.snapshot());
    expect(elsewhere.state.undo).toBe(206);
    await fresh.close();
  });
});
