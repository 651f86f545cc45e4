/** Duty over HTTP on both databases: signing in and out, late and twice, in the own grid or not, what ends by itself, attendance. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Attendance, Shift } from '../../../server/contract/duty.ts';
import { sql } from '../../../server/database/sql.ts';
import { openDuty } from '../../../server/duty/duty.ts';
import { RuleBook } from '../../../server/events/rule-book.ts';
import { openWorkers } from '../../../server/workers/workers.ts';
import { eachDatabase } from '../../support/database.ts';
import { type DutyDesk, IN_ONE, IN_TWO, openDutyDesk } from '../../support/duty-desk.ts';
import { COMMUNITY, tokenOver } from '../../support/event-desk.ts';
import { COUNTY } from '../../support/small-county.ts';

const fail = (error: unknown): never => {
  throw error;
};

eachDatabase((_name, open) => {
  let desk: DutyDesk;
  beforeAll(async () => {
    desk = await openDutyDesk(await open());
  });
  afterAll(() => desk.close());

  const upkeep = () => {
    const { db, maps } = desk.service;
    const clock = () => new Date(Date.now() + desk.ahead.ms);
    const { publishing } = openWorkers({ db, maps, clock, warn: fail });
    const emergencies = { over: () => null };
    return openDuty({ db, maps, book: new RuleBook(db), publishing, emergencies, clock, warn: fail }).upkeep;
  };
  const shiftsOf = async (worker: number): Promise<Shift[]> =>
    desk.service.db.query(sql`
      select id, in_at as "inAt", out_at as "outAt", out_by as "outBy" from shift where worker_id = ${worker} order by in_at`);
  const signed = async (
    text: string,
    body: Record<string, unknown> = {},
    cookie = desk.cookies.one,
  ): Promise<Shift> => {
    desk.setClock(text);
    const answer = await desk.signIn(body, cookie);
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  };
  const attendance = async (from: string, to: string, token = desk.tokens.auditor) =>
    desk.ask('GET', `/api/duty/attendance?area=${COUNTY}&from=2027-${from}&to=2027-${to}`, undefined, token);

  describe('a sign-in', () => {
    it('answers the one that is due, and says where the worker was', async () => {
      const shift = await signed('03-02 08:44:30');
      expect(shift).toMatchObject({ worker: desk.one.id, dueAt: desk.at('03-02 08:30'), lateMin: 15, outAt: null });
      expect([shift.inPlace, shift.inGrid]).toEqual(['own-grid', `${COMMUNITY}001`]);
      const out = await desk.signOut(shift.id, IN_TWO);
      expect(out.body).toMatchObject({ outPlace: 'other-grid', outBy: 'worker' });
      const rows = await desk.service.db.query<{ action: string }>(sql`
        select action from audit where target = ${String(desk.one.id)} and action like 'duty.%' order by id`);
      expect(rows.map(({ action }) => action)).toEqual(['duty.sign-in', 'duty.sign-out']);
    });

    it.each([
      ['08:31', 'in a grid of others', IN_TWO, 'other-grid'],
      ['08:32', 'near the border by a bad position', { lon: 117.0105, lat: 30.005, accuracyM: 80 }, 'own-grid'],
      ['08:33', 'near the border by a good one', { lon: 117.0105, lat: 30.005, accuracyM: 10 }, 'other-grid'],
      ['08:34', 'outside the county', { lon: 117.5, lat: 30.5 }, 'outside'],
      ['08:35', 'by a useless position', { ...IN_ONE, accuracyM: 2000 }, 'unknown'],
      ['08:36', 'without one', { lon: undefined, lat: undefined }, 'unknown'],
      ['08:37', 'by numbers that are no place', { lon: 300, lat: 30 }, 'unknown'],
    ])('at %s %s is told', async (time, _, where, place) => {
      const shift = await signed(`03-03 ${time}`, where);
      expect(shift.inPlace).toBe(place);
      expect((await desk.signOut(shift.id)).status).toBe(200);
    });

    it('said twice is one shift, also when it comes at the same time; other words are refused', async () => {
      desk.setClock('03-04 08:30');
      const body = { id: randomUUID(), at: desk.at('03-04 08:30') };
      const answers = await Promise.all([1, 2, 3].map(() => desk.signIn(body)));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
      expect((await desk.signIn({ ...body, reason: '别的' })).code).toBe('duplicate');
      expect((await desk.signIn(body, desk.cookies.two)).code).toBe('duplicate');
      expect((await desk.signIn()).code).toBe('shift-open');
      const out = { at: desk.at('03-04 08:30') };
      expect((await desk.signOut(body.id, out)).status).toBe(200);
      expect((await desk.signOut(body.id, out)).status).toBe(200);
      expect((await desk.signOut(body.id)).code).toBe('duplicate');
      expect((await desk.signOut(randomUUID())).code).toBe('shift-unknown');
      expect((await desk.signOut(body.id, out, desk.cookies.two)).code).toBe('duplicate');
    });

    it('comes late from where there was no network, with its own time and the one of its end', async () => {
      desk.setClock('03-08 18:00');
      const id = randomUUID();
      const late = await desk.signIn({ id, at: desk.at('03-08 08:25') });
      expect([late.status, late.body.inAt, late.body.lateMin]).toEqual([201, desk.at('03-08 08:25'), 0]);
      expect((await desk.signOut(id, { at: desk.at('03-08 12:00') })).body.outAt).toBe(desk.at('03-08 12:00'));
      expect((await desk.signIn({ at: desk.at('03-07 17:00') })).code, 'more than a day ago').toBe('date-invalid');
      expect((await desk.signIn({ at: desk.at('03-08 18:03') })).code, 'to come').toBe('date-invalid');
      const jumped = await desk.signIn({ at: desk.at('03-08 18:01') });
      expect(Date.parse(jumped.body.inAt) <= Date.now() + desk.ahead.ms, 'a clock that is ahead a little').toBe(true);
      const back = await desk.signOut(jumped.body.id, { at: desk.at('03-08 17:00') });
      expect(back.body.params).toMatchObject({ reason: 'before-sign-in' });
      expect((await desk.signOut(jumped.body.id)).status).toBe(200);
    });

    it('that is due while a shift is open ends that one', async () => {
      const morning = await signed('03-09 08:30');
      const afternoon = await signed('03-09 15:20');
      expect(afternoon.dueAt).toBe(desk.at('03-09 15:30'));
      const before = (await shiftsOf(desk.one.id)).find(({ id }) => id === morning.id)!;
      expect([new Date(before.outAt!).toISOString(), before.outBy]).toEqual([afternoon.inAt, 'worker']);
      expect((await desk.signOut(afternoon.id)).status).toBe(200);
    });

    it('is of a worker: others have none, a device speaks with a token over the area', async () => {
      desk.setClock('03-10 08:30');
      const dispatcher = await desk.person('office', 'dispatcher');
      expect((await desk.signIn({}, dispatcher)).code).toBe('not-a-worker');
      expect((await desk.signIn({ worker: desk.one.id }, dispatcher)).code).toBe('not-a-worker');
      expect((await desk.signIn({ worker: desk.one.id }, desk.tokens.viewer)).code).toBe('role-missing');
      const far = await tokenOver(desk.service.db, 'worker', '990102');
      expect((await desk.signIn({ worker: desk.one.id }, far)).code).toBe('area-forbidden');
      expect((await desk.signIn({ worker: 999_999 }, desk.tokens.worker)).code).toBe('worker-unknown');
      const shift = await desk.signIn({ worker: desk.one.id }, desk.tokens.worker);
      expect(shift.status).toBe(201);
      expect((await desk.signOut(shift.body.id, { worker: desk.one.id }, desk.tokens.worker)).status).toBe(200);
      await desk.ask('PATCH', `/api/workers/${desk.two.id}`, { left: true });
      expect((await desk.signIn({}, desk.cookies.two)).code).toBe('worker-left');
      await desk.ask('PATCH', `/api/workers/${desk.two.id}`, { left: false });
      const post = { grid: `${COMMUNITY}002`, role: 'worker' };
      expect((await desk.ask('POST', `/api/workers/${desk.two.id}/posts`, post)).status).toBe(201);
    });
  });

  describe('a shift that nobody ends', () => {
    it('ends by itself at its time, once, and gives way to an earlier end that comes late', async () => {
      const shift = await signed('03-11 15:30');
      desk.setClock('03-11 21:59');
      expect(await upkeep().run()).toBe(0);
      desk.setClock('03-11 22:01');
      const [one, two] = [upkeep(), upkeep()];
      expect((await Promise.all([one.run(), two.run()])).reduce((sum, count) => sum + count, 0)).toBe(1);
      expect(await one.run()).toBe(0);
      const late = { at: desk.at('03-11 22:01') };
      expect((await desk.signOut(shift.id, late)).body.params).toMatchObject({
        outBy: 'automatic',
        outAt: desk.at('03-11 22:00'),
      });
      const said = await desk.signOut(shift.id, { at: desk.at('03-11 17:30') });
      expect([said.body.outAt, said.body.outBy]).toEqual([desk.at('03-11 17:30'), 'worker']);
    });

    it('does not stand in the way of the next morning', async () => {
      await signed('03-12 15:30');
      const next = await signed('03-15 08:30');
      const before = (await shiftsOf(desk.one.id)).at(-2)!;
      expect([new Date(before.outAt!).toISOString(), before.outBy]).toEqual([desk.at('03-12 22:00'), 'automatic']);
      await desk.signOut(next.id);
    });

    it('is ended by the office, with a reason', async () => {
      const shift = await signed('03-16 08:30');
      const end = (token: string, reason = '忘记签退') =>
        desk.ask('POST', `/api/duty/shifts/${shift.id}/end`, { reason }, token);
      expect((await end(desk.tokens.viewer)).code).toBe('role-missing');
      expect((await end(await tokenOver(desk.service.db, 'dispatcher', '990102'))).code).toBe('area-forbidden');
      expect((await end(desk.tokens.dispatcher, ' ')).code).toBe('body-invalid');
      const on = async () =>
        (await desk.ask('GET', `/api/duty/shifts?area=${COMMUNITY}`, undefined, desk.tokens.viewer)).body.shifts;
      expect((await on()).map(({ name }: { name: string }) => name)).toEqual(['网格员one']);
      expect((await end(desk.tokens.dispatcher)).body.outBy).toBe('office');
      expect((await end(desk.tokens.dispatcher)).code).toBe('shift-ended');
      expect((await desk.signOut(shift.id)).code).toBe('shift-ended');
      expect(await on()).toEqual([]);
    });
  });

  describe('posts that begin later', () => {
    it('are told to the maps when they begin', async () => {
      const worker = (await desk.ask('POST', '/api/workers', { code: 'later', area: COMMUNITY, name: '后来' })).body;
      const from = new Date(Date.now() + 1500).toISOString();
      await desk.ask('POST', `/api/workers/${worker.id}/posts`, { grid: `${COMMUNITY}003`, role: 'leader', from });
      const leader = async () => (await desk.ask('GET', '/api/locate?lon=117.025&lat=30.005')).body.grid.leader;
      expect(await leader()).toBe(null);
      await new Promise((resolve) => setTimeout(resolve, 1700));
      await upkeep().run();
      expect((await leader())?.name).toBe('后来');
      const version = desk.service.maps.version();
      await upkeep().run();
      expect(desk.service.maps.version(), 'once').toBe(version);
    });
  });

  describe('attendance', () => {
    it('says of every sign-in that was due what became of it, for those who answer for it', async () => {
      await signed('04-01 08:50', {}, desk.cookies.two).then(({ id }) => desk.signOut(id, {}, desk.cookies.two));
      const kind = { kind: 'leave', reason: '年假' };
      const excuse = (body: Record<string, unknown>, token = desk.tokens.dispatcher) =>
        desk.ask(
          'POST',
          '/api/duty/exceptions',
          { worker: desk.one.id, from: '2027-04-01', to: '2027-04-01', ...kind, ...body },
          token,
        );
      expect((await excuse({}, desk.tokens.viewer)).code).toBe('role-missing');
      expect((await excuse({ worker: 999_999 })).code).toBe('worker-unknown');
      expect((await excuse({ to: '2027-03-01' })).code).toBe('period-invalid');
      expect((await excuse({ to: '2027-04-31' })).code).toBe('date-invalid');
      const { body: exception } = await excuse({});
      desk.setClock('04-01 20:00');
      const { body } = await attendance('04-01', '04-04');
      const rows = (all: Attendance[]) => all.map(({ worker, day, result }) => [worker, day.slice(5), result]);
      expect(rows(body.rows)).toEqual([
        [desk.one.id, '04-01', 'excused'],
        [desk.one.id, '04-01', 'excused'],
        [desk.two.id, '04-01', 'late'],
        [desk.two.id, '04-01', 'missed'],
      ]);
      expect(body.totals).toEqual({ due: 4, onTime: 0, late: 1, missed: 1, excused: 2 });
      expect(body.calendar).toBe(true);
      const listed = await desk.ask('GET', `/api/duty/exceptions?area=${COUNTY}&from=2027-04-01&to=2027-04-30`);
      expect(listed.body.exceptions).toEqual([exception]);
      expect(
        (await desk.ask('POST', `/api/duty/exceptions/${exception.id}/withdraw`, undefined, desk.tokens.dispatcher))
          .status,
      ).toBe(200);
      expect((await desk.ask('POST', `/api/duty/exceptions/${exception.id}/withdraw`)).code).toBe('exception-unknown');
      expect((await attendance('04-01', '04-01')).body.totals.missed).toBe(3);
    });

    it('asks on a Saturday that is worked and on no other, and for no more days than can be looked at', async () => {
      desk.setClock('10-11 20:00');
      const { body } = await attendance('10-09', '10-10');
      expect([...new Set((body.rows as Attendance[]).map(({ day }) => day))]).toEqual(['2027-10-09']);
      expect((await attendance('01-01', '03-04')).code).toBe('period-invalid');
      expect((await attendance('04-02', '04-01')).code).toBe('period-invalid');
      expect((await attendance('02-30', '03-01')).code).toBe('date-invalid');
      expect((await attendance('04-01', '04-01', desk.tokens.viewer)).code).toBe('role-missing');
      expect((await attendance('04-01', '04-01', await tokenOver(desk.service.db, 'auditor', COMMUNITY))).code).toBe(
        'area-forbidden',
      );
      const past = await desk.ask('GET', `/api/duty/attendance?area=${COUNTY}&from=2031-01-01&to=2031-01-01`);
      expect([past.body.rows, past.body.calendar]).toEqual([[], false]);
    });
  });

  describe('the settings', () => {
    it('are changed on the version that was seen, and leave the days before as they were', async () => {
      desk.setClock('05-10 20:00');
      const url = `/api/duty/settings/${COUNTY}`;
      const { body, headers } = await desk.ask('GET', url, undefined, desk.tokens.viewer);
      expect(body).toMatchObject({
        ...{ signIns: ['08:30', '15:30'], patrolsADay: 2, householdsADay: 20, spotChecksADay: 2 },
        ...{ positionIntervalS: 30, trailDays: 30 },
      });
      const put = (change: Record<string, unknown>, tag?: string, token = desk.tokens.admin) =>
        desk.ask('PUT', url, { ...body, ...change }, token, tag === undefined ? {} : { 'if-match': tag });
      const tag = String(headers.etag);
      const refused: [Promise<{ code: string | undefined }>, string][] = [
        [put({}), 'precondition-required'],
        [put({}, '"duty-x"'), 'precondition-failed'],
        [put({}, tag, desk.tokens.planner), 'role-missing'],
        [put({ county: '990102' }, tag), 'body-invalid'],
        [put({ signIns: ['15:30', '08:30'] }, tag), 'value-out-of-bounds'],
        [put({ trailDays: 181 }, tag), 'body-invalid'],
        [put({ signIns: ['24:00'] }, tag), 'body-invalid'],
      ];
      for (const [answer, expected] of refused) expect((await answer).code, expected).toBe(expected);
      const changed = await put({ signIns: ['09:00'] }, tag);
      expect([changed.status, changed.body.signIns]).toEqual([200, ['09:00']]);
      expect((await put({}, tag)).code).toBe('precondition-failed');
      desk.setClock('05-11 20:00');
      const dues = (await attendance('05-07', '05-10')).body.rows
        .filter(({ worker }: Attendance) => worker === desk.one.id)
        .map(({ dueAt }: Attendance) => dueAt);
      expect(dues).toEqual([desk.at('05-07 08:30'), desk.at('05-07 15:30'), desk.at('05-10 09:00')]);
      await put({}, String(changed.headers.etag));
    });
  });

  describe('a worker’s own page', () => {
    it('says who they are, what is due, what was done today, and whether they know the notice', async () => {
      const me = async (cookie = desk.cookies.one) => (await desk.ask('GET', '/api/duty/me', undefined, cookie)).body;
      desk.setClock('06-01 08:00');
      expect(await me()).toMatchObject({
        ...{ shift: null, due: desk.at('06-01 08:30'), emergencyIntervalS: null, notice: { version: 1, seen: null } },
        today: { shifts: [], households: 0, visits: 0, spotChecks: 0, patrols: 0 },
      });
      const shift = await signed('06-01 08:20');
      const now = await me();
      expect([now.worker.id, now.shift.id, now.due, now.today.shifts.length]).toEqual([
        ...[desk.one.id, shift.id, desk.at('06-01 15:30'), 1],
      ]);
      const see = (version: number, cookie = desk.cookies.one) =>
        desk.ask('POST', '/api/duty/notice', { version }, cookie);
      expect((await see(2)).code).toBe('value-out-of-bounds');
      expect((await see(1, desk.tokens.viewer)).code).toBe('not-a-worker');
      const { seen } = (await see(1)).body;
      expect([(await see(1)).body.seen, (await me()).notice.seen]).toEqual([seen, seen]);
      await desk.signOut(shift.id);
      desk.setClock('06-01 18:00');
      expect((await me()).due).toBe(null);
      expect((await me(await desk.person('nobody', 'viewer'))).worker).toBe(null);
    });
  });
});
