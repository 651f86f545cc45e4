/** Proposals on both databases: asked for, given out, checked, applied, cancelled, and told of. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlanCertificate, PlanProposal } from '../../../server/contract/plan-proposals.ts';
import { sql } from '../../../server/database/sql.ts';
import { assignBody, lockBody } from '../../../server/partition/plan/bodies.ts';
import { addToken, tokenOfEachRole } from '../../support/access-app.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { PlanClient } from '../../support/plan-client.ts';
import { COMMUNITIES, COUNTY, importPlannedCounty } from '../../support/planned-county.ts';

const [FIRST] = COMMUNITIES;
const place = (k: number) => `${FIRST}-${String(k).padStart(2, '0')}`;
/** The grids have 200 and 400 households. */
const NARROW = { min: 250, max: 350 };

eachDatabase((_name, open) => {
  let service: TestApp;
  let token: string;
  beforeAll(async () => {
    service = await openApp(await open());
    await importPlannedCounty(service);
    token = await addToken(service.db, 'plans', [{ role: 'planner', area: COUNTY }]);
  });
  afterAll(() => service.close());

  const newPlan = (title: string) => PlanClient.make(service, token, { area: FIRST, title }, [FIRST]);
  const propose = async (client: PlanClient, body: object): Promise<PlanProposal> => {
    const started = await client.ask('POST', '/proposals', body);
    if (started.status !== 202) throw new Error(JSON.stringify(started.body));
    return ended(client, started.body.id);
  };
  const ended = async (client: PlanClient, id: string): Promise<PlanProposal> => {
    for (;;) {
      const proposal: PlanProposal = (await client.ask('GET', `/proposals/${id}`)).body;
      if (proposal.state !== 'running') return proposal;
      await sleep(30);
    }
  };
  const apply = (client: PlanClient, { id }: PlanProposal, more: object = {}) =>
    client.ask('POST', `/proposals/${id}/apply`, { ref: `apply-${client.id}-${id}`, ...more }, client.tag);
  const households = (client: PlanClient): number[] => {
    const { slots, numbers } = client.community(FIRST).divisions.grid;
    return slots.flatMap((slot, n) => (slot === null ? [] : [numbers.households(n)])).sort((a, b) => a - b);
  };

  describe('a proposal', () => {
    it('brings grids into the standard, moving no more than it has to, and changes nothing by itself', async () => {
      const client = await newPlan('小调整');
      const proposal = await propose(client, { method: 'least-change', standard: NARROW });
      expect([proposal.state, proposal.communities, proposal.problems]).toEqual(['done', 1, []]);
      expect(proposal.offers).toHaveLength(1);
      expect(proposal.offers[0]).toMatchObject({
        community: FIRST,
        grids: 2,
        outside: 0,
        undecided: 0,
        householdsMoved: 50,
        leastMoved: 50,
      });
      await client.open();
      expect([client.state.snapshot.seq, households(client)]).toEqual([0, [200, 400]]);
    });

    it('is taken over as one operation with its certificate, and taken back as one', async () => {
      const client = await newPlan('采用');
      const start = client.state.snapshot.communities;
      const proposal = await propose(client, { method: 'balanced', standard: NARROW });
      const done = await apply(client, proposal);
      expect([done.status, done.body.seq, done.body.undo]).toEqual([200, 1, 1]);
      const { operation } = done.body.operations[0];
      expect([operation.kind, operation.args.source]).toEqual(['apply', 'repair']);
      expect(operation.args.certificate).toBe(proposal.offers[0]!.certificate);
      await client.open();
      expect(households(client).every((count) => count >= 250 && count <= 350)).toBe(true);
      await client.do({ kind: 'undo', args: { of: 1 } });
      await client.open();
      expect(client.state.snapshot.communities).toEqual(start);
    });

    it('is the same for the same seed', async () => {
      const client = await newPlan('种子');
      const hashes: string[] = [];
      for (const seed of [7, 7]) {
        const { offers } = await propose(client, { method: 'best-shape', standard: NARROW, seed });
        const certificate: PlanCertificate = (await client.ask('GET', `/certificates/${offers[0]!.certificate}`)).body;
        hashes.push(`${certificate.graphHash} ${certificate.planHash}`);
      }
      expect(hashes[0]).toBe(hashes[1]);
    });

    it('proves what cannot be avoided', async () => {
      const client = await newPlan('不可避免');
      const { offers } = await propose(client, { method: 'fix-all', standard: { min: 400, max: 450 } });
      expect(offers[0]!.unavoidable).toBeGreaterThan(0);
      const certificate: PlanCertificate = (await client.ask('GET', `/certificates/${offers[0]!.certificate}`)).body;
      expect(certificate.checked).toBe(true);
      expect(certificate.unavoidable[0]!.proof).toMatchObject({ kind: 'no-count', households: 600 });
      expect(certificate.nearestStandards.length).toBeGreaterThan(0);
      expect(certificate.grids.reduce((sum, grid) => sum + grid.households, 0)).toBe(600);
    });

    it('puts one grid right in some ways, of which one is taken', async () => {
      const client = await newPlan('就地修正');
      const north = `${FIRST}002`;
      const proposal = await propose(client, { method: 'fix-here', grids: [north], standard: NARROW });
      expect(proposal.offers.map(({ option }) => option)).toEqual(proposal.offers.map((_, i) => i));
      expect(proposal.offers.length).toBeGreaterThan(0);
      const { parts } = (await client.ask('GET', `/proposals/${proposal.id}/parts?option=0`)).body;
      expect(parts.map(({ community, level }: Record<string, unknown>) => [community, level])).toEqual([
        [FIRST, 'grid'],
      ]);
      const done = await apply(client, proposal, { option: 0 });
      expect([done.status, done.body.operations[0].operation.args.source]).toEqual([200, 'fix']);
      await client.open();
      expect(Math.max(...households(client))).toBeLessThanOrEqual(350);
    });

    it('made afresh has grids without codes', async () => {
      const client = await newPlan('重新划分');
      const proposal = await propose(client, { method: 'afresh', standard: NARROW });
      expect((await apply(client, proposal)).status).toBe(200);
      await client.open();
      const { slots } = client.state.snapshot.communities[0]!.grid;
      expect(slots.flatMap((slot) => (slot === null ? [] : [slot.code]))).toEqual([null, null]);
    });

    it('leaves alone what is locked, and grids that were not named', async () => {
      const client = await newPlan('锁定');
      const community = client.community(FIRST);
      const north = client.slotOf(FIRST, `${FIRST}002`);
      await client.do(lockBody([{ community, level: 'grid', slot: north }], 'locked'));
      const { offers, problems } = await propose(client, { method: 'fix-all', standard: NARROW });
      expect([offers[0]!.householdsMoved, problems]).toEqual([0, []]);
      const here = await propose(client, { method: 'fix-here', grids: [`${FIRST}002`], standard: NARROW });
      expect([here.offers, here.problems.map(({ code }) => code)]).toEqual([[], ['grid-locked']]);
    });
  });

  it('an offer for a plan that went on is not taken', async () => {
    const client = await newPlan('过时');
    const proposal = await propose(client, { method: 'least-change', standard: NARROW });
    const cells = [client.cellOf(FIRST, place(8))];
    await client.do(assignBody(client.community(FIRST), 'grid', cells, client.slotOf(FIRST, `${FIRST}001`)));
    const refused = await apply(client, proposal);
    expect([refused.status, refused.code, refused.body.params.reason]).toEqual([409, 'operation-refused', 'stale']);
    expect(refused.body.params.cells).toEqual([cells[0], 1]);
  });

  it('a county comes community by community, each told of, and one proposal at a time', async () => {
    const client = await PlanClient.make(service, token, { area: COUNTY, title: '全县', standard: NARROW }, []);
    const told: { kind: string; data: Record<string, unknown> }[] = [];
    const stop = await service.db.listen('live', (text) => {
      if (text !== '') told.push(JSON.parse(text));
    });
    const started = await client.ask('POST', '/proposals', { method: 'balanced' });
    const second = await client.ask('POST', '/proposals', { method: 'balanced' });
    expect([second.status, second.code, second.body.params.proposal]).toEqual([
      409,
      'proposal-running',
      started.body.id,
    ]);
    const proposal = await ended(client, started.body.id);
    expect([proposal.state, proposal.standard]).toEqual(['done', NARROW]);
    expect(proposal.offers.map(({ community, outside }) => [community, outside])).toEqual(
      COMMUNITIES.map((community) => [community, 0]),
    );
    await client.open();
    const done = await apply(client, proposal);
    expect([done.status, done.body.operations[0].operation.args.parts.length]).toEqual([200, 3]);
    while (!told.some(({ kind }) => kind === 'plan')) await sleep(20);
    await stop();
    const heard = told.filter(({ kind }) => kind === 'proposal').map(({ data }) => data.community);
    expect([heard.slice(0, -1).sort(), heard.at(-1)]).toEqual([[...COMMUNITIES], null]);
    expect(told.find(({ kind }) => kind === 'plan')!.data).toMatchObject({ plan: client.id, seq: 1, state: 'draft' });
    expect((await client.ask('GET', '/proposals')).body.proposals.map(({ id }: PlanProposal) => id)).toEqual([
      proposal.id,
    ]);
  });

  it('is cancelled, and what was offered stays', async () => {
    const client = await PlanClient.make(service, token, { area: COUNTY, title: '取消' }, []);
    const { id } = (await client.ask('POST', '/proposals', { method: 'best-shape' })).body;
    const cancelled: PlanProposal = (await client.ask('DELETE', `/proposals/${id}`)).body;
    expect(cancelled.state).toBe('cancelled');
    expect(cancelled.offers.length).toBeLessThanOrEqual(3);
    const again: PlanProposal = (await client.ask('DELETE', `/proposals/${id}`)).body;
    expect(again).toEqual(cancelled);
    const rows = await service.db.query<{ action: string }>(sql`
      select action from audit where target = ${String(client.id)} order by id`);
    expect(rows.map(({ action }) => action)).toEqual(['plan.create', 'plan.propose', 'plan.propose-cancel']);
  });

  it('that lost its process is failed when somebody asks', async () => {
    const client = await newPlan('中断');
    const id = '00000000-0000-4000-8000-000000000001';
    await service.db.query(sql`
      insert into plan_proposal (id, plan_id, county_code, author, method, request, state, heard_at, started_at, communities)
      values (${id}, ${client.id}::bigint, ${COUNTY}, 'x', 'balanced', '{"standard":{"min":1,"max":2},"seed":1}', 'running',
              now() - interval '3 minutes', now() - interval '4 minutes', 1)`);
    const proposal: PlanProposal = (await client.ask('GET', `/proposals/${id}`)).body;
    expect([proposal.state, proposal.problems[0]!.code]).toEqual(['failed', 'proposal-interrupted']);
  });

  describe('is refused', () => {
    it.each([
      ['request-invalid', { method: 'fix-here' }],
      ['grid-unknown', { method: 'fix-here', grids: ['nowhere'] }],
      ['community-unknown', { method: 'balanced', communities: ['990102002001'] }],
      ['band-invalid', { method: 'balanced', standard: { min: 9, max: 1 } }],
      ['body-invalid', { method: 'best' }],
    ])('with %s', async (code, body) => {
      const client = await newPlan(code);
      expect((await client.ask('POST', '/proposals', body)).code).toBe(code);
    });

    it('to those who only look, and for what is not there', async () => {
      const client = await newPlan('旁观');
      const { viewer } = await tokenOfEachRole(service.db, COUNTY);
      const looking = new PlanClient(service, viewer, client.id);
      expect((await looking.ask('POST', '/proposals', { method: 'balanced' })).code).toBe('role-missing');
      const none = '00000000-0000-4000-8000-000000000009';
      expect((await client.ask('GET', `/proposals/${none}`)).code).toBe('proposal-unknown');
      expect((await client.ask('GET', `/certificates/${none}-${FIRST}-0`)).code).toBe('certificate-unknown');
    });
  });
});
