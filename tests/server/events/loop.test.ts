/** The closed loop through HTTP on both databases: the whole way, its turns and ends, conflicts, retries, emergency mode. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventState } from '../../../server/contract/events.ts';
import { refoldAll } from '../../../server/events/refold.ts';
import { eachDatabase } from '../../support/database.ts';
import { COMMUNITY, type Desk, openDesk, tokenOver } from '../../support/event-desk.ts';
import { jpegOf } from '../../support/photo-writer.ts';
import { COUNTY } from '../../support/small-county.ts';

eachDatabase((_name, open) => {
  let desk: Desk;
  /** A session of the unit's member, and of a worker who has nothing to do with it. */
  let member: string;
  let other: string;
  beforeAll(async () => {
    desk = await openDesk(await open());
    member = await desk.person('chengguan', 'viewer');
    other = await desk.person('inspector', 'worker', COMMUNITY);
    const unit = { code: 'cg', name: '城管中队', area: COUNTY, level: 'town', members: ['chengguan'] };
    expect((await desk.ask('PUT', '/api/event-units/cg', unit)).status).toBe(200);
  });
  afterAll(() => desk.close());

  const handler = { kind: 'unit', code: 'cg' };
  /** Takes the steps in turn and answers the state after each. */
  const walk = async (id: string, steps: [step: string, more?: Record<string, unknown>, token?: string][]) => {
    const states: EventState[] = [];
    for (const [step, more, token] of steps) {
      const answer = await desk.step(id, step as 'note', more, token);
      if (answer.status !== 201) throw new Error(`${step}: ${answer.status} ${JSON.stringify(answer.body)}`);
      states.push(answer.body.state);
    }
    return states;
  };
  const dispatched = async () => {
    const event = await desk.reported();
    await walk(event.id, [['file'], ['dispatch', { handler }]]);
    return event;
  };
  const storyOf = async (id: string) => (await desk.card(id)).steps.map(({ step, actor }) => `${step} ${actor}`);

  it('goes from report to follow-up, each step with who took it', async () => {
    const event = await desk.reported({ channel: 'hotline', ticket: 'RX-1' }, desk.tokens.dispatcher);
    const early = await desk.step(event.id, 'file');
    expect([early.status, early.code, early.body.params.why]).toEqual([409, 'step-refused', 'checked']);
    expect(
      await walk(event.id, [
        ['check', { why: '属实' }, desk.tokens.worker],
        ['file'],
        ['dispatch', { handler }],
        ['handle', {}, member],
        ['feedback', { why: '已疏通' }, member],
        ['verify', {}, other],
        ['close'],
        ['follow-up', { satisfied: true }],
      ]),
    ).toEqual(['reported', 'routed', 'dispatched', 'handling', 'handled', 'verified', 'closed', 'followed-up']);
    const d = `token:dispatcher of ${COUNTY}`;
    const w = `token:worker of ${COUNTY}`;
    expect(await storyOf(event.id)).toEqual([
      ...[`report ${d}`, `check ${w}`, `file ${d}`, 'route rule', `dispatch ${d}`, 'handle chengguan'],
      ...['feedback chengguan', 'verify inspector', `close ${d}`, `follow-up ${d}`],
    ]);
    const card = await desk.card(event.id);
    expect(card.event.handler).toEqual({ kind: 'unit', code: 'cg', name: '城管中队' });
    expect(card.clocks.map(({ clock, doneAt }) => [clock, doneAt !== null])).toEqual([
      ['dispatch', true],
      ['handle', true],
      ['verify', true],
    ]);
    expect(card.allowed.map(({ step }) => step)).toEqual(['note']);
  });

  it('offers each caller the steps that are theirs, one of them as the next', async () => {
    const event = await dispatched();
    const next = async (token: string) => {
      const { allowed } = await desk.card(event.id, token);
      return [allowed.some(({ step }) => step === 'handle'), allowed.filter((one) => one.next).map(({ step }) => step)];
    };
    expect(await next(member)).toEqual([true, ['handle']]);
    expect(await next(other)).toEqual([false, []]);
    expect(await next(desk.tokens.dispatcher)).toEqual([true, ['handle']]);
    const refused = await desk.step(event.id, 'handle', {}, other);
    expect([refused.status, refused.body.params.why]).toEqual([409, 'who']);
  });

  it('comes back from the unit, and is verified by nobody who handled it', async () => {
    const event = await dispatched();
    const back = await desk.step(event.id, 'return', { why: '不属本单位' }, member);
    expect(back.body).toMatchObject({ state: 'routed', handler: null, clock: 'dispatch' });
    await walk(event.id, [
      ['dispatch', { handler }],
      ['handle', {}, desk.tokens.dispatcher],
      ['feedback', { why: '好了' }, desk.tokens.dispatcher],
    ]);
    const own = await desk.step(event.id, 'verify', {}, desk.tokens.dispatcher);
    expect(own.body.params.why).toBe('other-hands');
    expect(
      await walk(event.id, [
        ['rework', { why: '没修好' }, other],
        ['feedback', { why: '又修' }, member],
        ['verify', {}, other],
      ]),
    ).toEqual(['handling', 'handled', 'verified']);
    expect((await desk.card(event.id)).event.reworks).toBe(1);
  });

  it('is extended, suspended and resumed as the handler asks, and never on a clock that stands still', async () => {
    const event = await dispatched();
    const before = (await desk.card(event.id)).event.dueAt!;
    expect((await desk.step(event.id, 'ask-extend', { why: '等材料' }, member)).body.asked).toBe('extend');
    const until = new Date(Date.parse(before) + 86_400_000).toISOString();
    const extended = await desk.step(event.id, 'extend', { until, why: '同意' });
    expect([extended.body.asked, extended.body.dueAt]).toEqual([null, until]);
    const earlier = await desk.step(event.id, 'extend', { until: before, why: '更早' });
    expect(earlier.body.params.why).toBe('until-earlier');
    expect((await desk.step(event.id, 'extend', { until: '2099-01-01T00:00:00Z', why: '久' })).code).toBe(
      'date-invalid',
    );
    await walk(event.id, [
      ['ask-suspend', { why: '下雨' }, member],
      ['refuse', { why: '不行' }],
      ['suspend', { why: '停工' }],
    ]);
    expect((await desk.card(event.id)).event).toMatchObject({ state: 'suspended', clock: null, dueAt: null });
    desk.ahead.ms += 3_600_000;
    const resumed = await desk.step(event.id, 'resume');
    expect([resumed.body.state, resumed.body.clock]).toEqual(['dispatched', 'handle']);
    expect((await desk.card(event.id)).clocks.at(-1)!.stoppedMs).toBeGreaterThan(3_590_000);
    desk.ahead.ms = 0;
  });

  it('is made void, merged into an earlier one, supervised, whistled for', async () => {
    const first = await desk.reported();
    const second = await desk.reported();
    expect((await desk.step(second.id, 'merge', { into: second.id })).body.params.why).toBe('into-itself');
    expect((await desk.step(second.id, 'merge', { into: randomUUID() })).body.params.why).toBe('into-unknown');
    const merged = await desk.step(second.id, 'merge', { into: first.id });
    expect(merged.body.state).toBe('merged');
    expect((await desk.card(second.id)).mergedInto).toBe(first.id);
    // round in a ring: neither of the two would go on
    expect((await desk.step(first.id, 'merge', { into: second.id })).body.params.why).toBe('into-merged');
    const solved = await desk.reported();
    await desk.step(solved.id, 'void', { why: '误报' });
    expect((await desk.step(first.id, 'merge', { into: solved.id })).body.params.why).toBe('into-void');
    const narrow = await tokenOver(desk.service.db, 'dispatcher', COMMUNITY);
    const beyond = await desk.reported({ lon: undefined, lat: undefined, area: COUNTY });
    expect((await desk.step(first.id, 'merge', { into: beyond.id }, narrow)).body.params.why).toBe('into-area');
    expect((await desk.step(second.id, 'file')).body.params.why).toBe('state');
    const whistled = await desk.step(first.id, 'whistle', { units: ['cg'], why: '请到场' }, desk.tokens.worker);
    expect(whistled.status).toBe(201);
    expect((await desk.step(first.id, 'whistle', { units: ['nobody'], why: '请' })).code).toBe('unit-unknown');
    expect((await desk.step(first.id, 'supervise', { why: '督办' })).body.supervised).toBe(true);
    expect((await desk.card(first.id)).whistled).toEqual(['cg']);
    expect((await desk.step(first.id, 'void', { why: '不属实' })).body.state).toBe('void');
  });

  it('is routed to another category with its grade, way and limits', async () => {
    const event = await desk.reported();
    await desk.step(event.id, 'file');
    const routed = await desk.step(event.id, 'route', { category: '0406' });
    expect(routed.body).toMatchObject({ category: '0406', grade: 'major', way: 'approval', level: 'county' });
    const sent = await desk.step(event.id, 'dispatch', { handler });
    expect((await desk.card(event.id)).clocks.at(-1)!.rule).toBe('20 working-day');
    expect(sent.body.clock).toBe('handle');
    expect((await desk.step(event.id, 'note', { why: 'x', category: '9999' })).code).toBe('category-unknown');
  });

  it('a dissatisfied follow-up is a rework', async () => {
    const event = await dispatched();
    await walk(event.id, [
      ['handle', {}, member],
      ['feedback', { why: '好' }, member],
      ['verify', {}, other],
      ['close'],
    ]);
    expect((await desk.step(event.id, 'follow-up', { satisfied: false })).body.params.needs).toEqual(['why']);
    expect((await desk.step(event.id, 'follow-up', { satisfied: false, why: '又堵了' })).body.state).toBe('handling');
  });

  describe('on versions', () => {
    it('asks for the version, and refuses one that has gone by', async () => {
      const event = await desk.reported();
      const { tag } = await desk.card(event.id);
      const post = (payload: Record<string, unknown>, headers: Record<string, string>) =>
        desk.ask('POST', `/api/events/${event.id}/steps`, payload, desk.tokens.dispatcher, headers);
      const note = () => ({ id: randomUUID(), step: 'note', why: '备注' });
      expect((await post(note(), {})).status).toBe(428);
      expect((await post(note(), { 'if-match': tag })).status).toBe(201);
      expect((await post(note(), { 'if-match': tag })).status).toBe(412);
    });

    it('of steps taken at the same time on one version exactly one is taken', async () => {
      const event = await desk.reported();
      const { tag } = await desk.card(event.id);
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, i) =>
          desk.ask(
            'POST',
            `/api/events/${event.id}/steps`,
            { id: randomUUID(), step: 'note', why: `${i}` },
            desk.tokens.dispatcher,
            {
              'if-match': tag,
            },
          ),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(7).fill(412)]);
    });

    it('a step sent again is taken once, whatever version it names; other words under its id are refused', async () => {
      const event = await desk.reported();
      const { tag } = await desk.card(event.id);
      const body = { id: randomUUID(), step: 'file' };
      const post = (payload: unknown) =>
        desk.ask('POST', `/api/events/${event.id}/steps`, payload, desk.tokens.dispatcher, { 'if-match': tag });
      const answers = await Promise.all([post(body), post(body), post(body)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
      expect((await post({ ...body, step: 'void', why: '错' })).code).toBe('duplicate');
      expect(await storyOf(event.id)).toHaveLength(3);
    });

    it('a step queued without network keeps its time, between the one before and now', async () => {
      const event = await desk.reported();
      desk.ahead.ms = 3_600_000;
      const done = new Date(Date.now() + 1_800_000).toISOString();
      await desk.step(event.id, 'check', { why: '看过', at: done }, desk.tokens.worker);
      await desk.step(event.id, 'note', { why: '更早说的', at: '2020-01-01T00:00:00Z' });
      const { steps } = await desk.card(event.id);
      expect([steps[1]!.at, steps[2]!.at]).toEqual([done, done]);
      expect(Date.parse(steps[1]!.recordedAt)).toBeLessThan(Date.parse(done));
      const ahead = new Date(Date.now() + 2 * 3_600_000).toISOString();
      expect((await desk.step(event.id, 'note', { why: '将来', at: ahead })).code).toBe('date-invalid');
      desk.ahead.ms = 0;
    });
  });

  describe('solved on the spot', () => {
    it('waits for its photo, and is solved and closed with it', async () => {
      const event = await desk.reported({ category: '0101', solved: '已清扫' });
      expect(event).toMatchObject({ state: 'reported', way: 'on-the-spot', level: 'grid' });
      const added = await desk.photo(event.id, jpegOf());
      expect(added.status).toBe(201);
      const card = await desk.card(event.id);
      expect(card.steps.map(({ step, actor, state }) => [step, actor, state])).toEqual([
        ['report', `token:worker of ${COUNTY}`, 'reported'],
        ['solve', `token:worker of ${COUNTY}`, 'verified'],
        ['close', 'rule', 'closed'],
      ]);
      expect(added.headers.etag).toBe(card.tag);
      expect((await desk.photo(event.id, jpegOf())).status).toBe(201);
      expect((await desk.card(event.id)).event).toMatchObject({ state: 'closed', version: 3, photos: 2 });
    });

    it('is not closed by a photo where it is urgent', async () => {
      const event = await desk.reported({ category: '0501', solved: '围起来了' });
      expect((await desk.photo(event.id, jpegOf())).status).toBe(201);
      expect((await desk.card(event.id)).event).toMatchObject({ state: 'reported', photos: 1 });
    });

    it('needs the photo for the step too', async () => {
      const event = await desk.reported({ category: '0101' });
      expect((await desk.step(event.id, 'solve', { why: '好了' }, desk.tokens.worker)).body.params.needs).toEqual([
        'photo',
      ]);
      const ghost = await desk.step(event.id, 'solve', { why: '好了', photos: [randomUUID()] }, desk.tokens.worker);
      expect(ghost.code).toBe('photo-unknown');
    });
  });

  it('in emergency mode goes straight up, on emergency hours, and as before when it has ended', async () => {
    const rules = { way: 'urgent', positionIntervalS: 30, layers: [], roster: [] };
    const started = await desk.ask(
      'POST',
      '/api/emergencies',
      { area: COMMUNITY, reason: '防汛', rules },
      desk.tokens.dispatcher,
    );
    expect(started.status).toBe(201);
    const urgent = await desk.reported();
    expect(urgent).toMatchObject({ emergency: true, way: 'urgent', level: 'county' });
    expect((await desk.card(urgent.id)).clocks[0]!.rule).toBe('0.5 emergency-hour');
    const sent = await desk.step(urgent.id, 'dispatch', { handler });
    expect(sent.body.state).toBe('dispatched');
    expect((await desk.card(urgent.id)).clocks.at(-1)!.rule).toBe('2 emergency-hour');
    await desk.ask('POST', `/api/emergencies/${started.body.id}/end`, { reason: '水退' }, desk.tokens.dispatcher);
    expect(await desk.reported()).toMatchObject({ emergency: false, way: 'community' });
  });

  it('is out of reach of other areas and of those who only look', async () => {
    const event = await desk.reported();
    const foreign = await tokenOver(desk.service.db, 'dispatcher', `${COUNTY}002`);
    const { tag } = await desk.card(event.id);
    const note = { id: randomUUID(), step: 'note', why: 'x' };
    const post = (token: string) => desk.ask('POST', `/api/events/${event.id}/steps`, note, token, { 'if-match': tag });
    expect((await post(foreign)).code).toBe('area-forbidden');
    expect((await post(desk.tokens.auditor)).code).toBe('role-missing');
    expect((await post(desk.tokens.viewer)).body.params.why).toBe('who');
    expect((await desk.step(randomUUID(), 'note').catch((error: Error) => error.message)) as string).toContain(
      'event-unknown',
    );
  });

  it('a worker is a handler by login, when they reach the area', async () => {
    const event = await desk.reported();
    await desk.step(event.id, 'file');
    const unknown = await desk.step(event.id, 'dispatch', { handler: { kind: 'worker', code: 'nobody' } });
    expect([unknown.code, unknown.body.errors[0].pointer]).toEqual(['unit-unknown', '/handler/code']);
    const sent = await desk.step(event.id, 'dispatch', { handler: { kind: 'worker', code: 'inspector' } });
    expect(sent.body.handler).toEqual({ kind: 'worker', code: 'inspector', name: 'inspector' });
    expect((await desk.step(event.id, 'handle', {}, other)).status).toBe(201);
  });

  it('of two that are merged into each other at the same time, one goes on', async () => {
    for (let round = 0; round < 4; round++) {
      const one = await desk.reported();
      const two = await desk.reported();
      const answers = await Promise.all([
        desk.step(one.id, 'merge', { into: two.id }),
        desk.step(two.id, 'merge', { into: one.id }),
      ]);
      const refused = answers.find(({ status }) => status !== 201);
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
      expect([refused?.code, refused?.body.params.why]).toEqual(['step-refused', 'into-merged']);
    }
  });

  it('rows are what their steps make of them', async () => {
    const { disagreements } = await refoldAll(desk.service.db);
    expect(disagreements).toEqual([]);
  });
});
