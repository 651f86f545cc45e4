// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../../client/api/request.ts';
import { fits, type Making, MOST_ENTRIES, outlived } from '../../client/field/queue/changes.ts';
import { forgetClock, learnClock, serviceTime } from '../../client/field/queue/clock.ts';
import type { Entry, Refused, Seen, Task } from '../../client/field/queue/entry.ts';
import { BATCH, fixOf, isDue, MOST_FIXES, thinned } from '../../client/field/queue/fixes.ts';
import { nextMoment, nextToSend, waitAfter } from '../../client/field/queue/order.ts';
import { Outbox, type OutboxDeps, OutboxFull } from '../../client/field/queue/outbox.ts';
import { memoryShelf } from '../../client/field/queue/shelf.ts';
import { verdictOf } from '../../client/field/queue/verdict.ts';

const T0 = Date.parse('2026-11-30T01:00:00Z');

/** A service that takes each id once, and an outbox in front of it; `fail` refuses what is sent next. */
function desk(deps: Partial<OutboxDeps> = {}) {
  const shelf = memoryShelf();
  const taken: string[] = [];
  const bodies = new Map<string, Task>();
  const failures: ApiError[] = [];
  const clock = { now: T0, login: 'wang' as string | null, session: 'wang' as string | null, reachable: true };
  let version = 1;
  const make = () =>
    new Outbox({
      shelf,
      login: () => clock.login,
      session: async () => {
        if (!clock.reachable) throw new ApiError('service-unreachable', 0);
        return clock.session;
      },
      deliver: async (entry): Promise<Seen | null> => {
        if (!clock.reachable) throw new ApiError('service-unreachable', 0);
        const failure = failures.shift();
        if (failure !== undefined) throw failure;
        if (!taken.includes(entry.id)) taken.push(entry.id);
        bodies.set(entry.id, entry.task);
        version += 1;
        return entry.task.kind === 'step' || entry.task.kind === 'report' ? { tag: `"${version}"`, version } : null;
      },
      explain: async (_entry, refused) => refused,
      now: () => clock.now,
      random: () => 0.5,
      ...deps,
    });
  return { outbox: make(), make, shelf, taken, bodies, failures, clock };
}

const step = (id: string, event = 'e1', seen: Seen | null = { tag: '"1"', version: 1 }): Making => ({
  id,
  subject: event,
  label: '暴露垃圾',
  task: { kind: 'step', event, seen, body: { id, step: 'note', why: id } },
});
const visit = (id: string, after: string[] = []): Making => ({
  id,
  subject: id,
  after,
  label: '1号楼',
  task: { kind: 'visit', body: { id, place: 'b1', kind: 'visit', households: 2 } },
});
const signIn = (id: string): Making => ({
  id,
  subject: 'duty:wang',
  label: '',
  task: { kind: 'sign-in', body: { id } },
});
const find = (outbox: Outbox, id: string): Entry | undefined => outbox.entries.value.find((one) => one.id === id);
const settled = (outbox: Outbox) => vi.waitFor(() => expect(outbox.busy.value).toBe(false));

beforeEach(() => {
  forgetClock();
});

describe('the outbox', () => {
  it('sends in the order in which things were made, each once', async () => {
    const { outbox, taken } = desk();
    await outbox.add([step('a'), step('b', 'e2')]);
    await outbox.add([step('c')]);
    await outbox.run();
    await settled(outbox);
    expect(taken).toEqual(['a', 'b', 'c']);
    expect(outbox.entries.value.map(({ standing }) => standing)).toEqual(['sent', 'sent', 'sent']);
    await outbox.run();
    expect(taken).toEqual(['a', 'b', 'c']);
  });

  it('holds what follows on the same subject until it has arrived, and lets others pass', async () => {
    const { outbox, taken, failures } = desk();
    failures.push(new ApiError('internal', 500));
    await outbox.add([step('a'), step('b'), step('other', 'e2')]);
    await settled(outbox);
    expect(taken).toEqual(['other']);
    expect(find(outbox, 'a')).toMatchObject({ standing: 'waiting', tries: 1 });
    expect(find(outbox, 'b')).toMatchObject({ standing: 'waiting', tries: 0 });
  });

  it('tries again after a wait that grows, and arrives', async () => {
    const { outbox, taken, failures, clock } = desk();
    failures.push(new ApiError('internal', 500), new ApiError('internal', 500));
    await outbox.add([step('a')]);
    await settled(outbox);
    const first = find(outbox, 'a')!.notBefore - clock.now;
    clock.now += first;
    await outbox.run();
    await settled(outbox);
    const second = find(outbox, 'a')!.notBefore - clock.now;
    expect([first, second]).toEqual([2000, 4000]);
    clock.now += second - 1;
    await outbox.run();
    expect(taken).toEqual([]);
    clock.now += 1;
    await outbox.run();
    await settled(outbox);
    expect(taken).toEqual(['a']);
  });

  it('counts no try without network, and sends when it is back', async () => {
    const { outbox, taken, clock } = desk();
    clock.reachable = false;
    await outbox.add([step('a')]);
    await settled(outbox);
    expect(find(outbox, 'a')).toMatchObject({ standing: 'waiting', tries: 0 });
    expect(outbox.unreached.value).toBe(1);
    for (let count = 0; count < 5; count += 1) await outbox.run();
    expect(outbox.unreached.value).toBe(6);
    // said to be back before it is: the wait begins anew
    await outbox.wake();
    await settled(outbox);
    expect(outbox.unreached.value).toBe(1);
    clock.reachable = true;
    await outbox.run();
    await settled(outbox);
    expect([taken, outbox.unreached.value]).toEqual([['a'], 0]);
  });

  it('goes on after the page went while something was being sent, with the same id and the same body', async () => {
    const { outbox, make, shelf, taken, bodies, failures, clock } = desk();
    failures.push(new ApiError('internal', 500));
    await outbox.add([visit('v')]);
    await settled(outbox);
    const said = (shelf.entries.get('v')!.task as Extract<Task, { kind: 'visit' }>).body.at;
    await shelf.put({ ...shelf.entries.get('v')!, standing: 'sending', notBefore: clock.now });
    clock.now += 3_600_000;
    const again = make();
    await again.load();
    await again.run();
    await settled(again);
    expect(taken).toEqual(['v']);
    expect((bodies.get('v') as Extract<Task, { kind: 'visit' }>).body.at).toBe(said);
    expect(said).toBe(new Date(T0).toISOString());
  });

  it('decides a second step on the story the first one made', async () => {
    const { outbox, bodies } = desk();
    await outbox.add([step('a'), step('b')]);
    await settled(outbox);
    expect((bodies.get('a') as Extract<Task, { kind: 'step' }>).seen).toEqual({ tag: '"1"', version: 1 });
    expect((bodies.get('b') as Extract<Task, { kind: 'step' }>).seen).toEqual({ tag: '"2"', version: 2 });
  });

  it('stops at a refusal, tells what happened meanwhile, and goes on when it was taken again', async () => {
    const since = [{ seq: 2, id: 'x', step: 'handle', actor: 'li' }] as never;
    const seen = { tag: '"9"', version: 9 };
    const { outbox, taken, bodies, failures } = desk({
      explain: async (_entry: Entry, refused: Refused) => ({
        ...refused,
        since,
        state: 'handling',
        possible: true,
        seen,
      }),
    });
    failures.push(new ApiError('precondition-failed', 412));
    await outbox.add([step('a'), step('b')]);
    await settled(outbox);
    expect(taken).toEqual([]);
    expect(find(outbox, 'a')).toMatchObject({ standing: 'conflict', problem: { status: 412, state: 'handling' } });
    await outbox.tryAgain('a');
    await settled(outbox);
    expect(taken).toEqual(['a', 'b']);
    expect((bodies.get('a') as Extract<Task, { kind: 'step' }>).seen).toEqual(seen);
  });

  it('takes a step that was there already for one that has arrived', async () => {
    const { outbox, failures } = desk({ explain: async () => 'arrived' });
    failures.push(new ApiError('precondition-failed', 412));
    await outbox.add([step('a')]);
    await settled(outbox);
    expect(find(outbox, 'a')?.standing).toBe('sent');
  });

  it('changes by hand what was refused, under the same id', async () => {
    const { outbox, bodies, failures } = desk();
    failures.push(new ApiError('value-out-of-bounds', 422));
    await outbox.add([visit('v')]);
    await settled(outbox);
    await outbox.tryAgain('v', (task) =>
      task.kind === 'visit' ? { ...task, body: { ...task.body, households: 1 } } : task,
    );
    await settled(outbox);
    expect(bodies.get('v')).toMatchObject({ body: { id: 'v', households: 1 } });
  });

  it('sends no visit before the sign-in it rests on, and drops photos with their report', async () => {
    const { outbox, taken, failures } = desk();
    failures.push(new ApiError('shift-open', 409));
    await outbox.add([signIn('s'), visit('v', ['s'])]);
    await settled(outbox);
    expect(taken).toEqual([]);
    await outbox.drop('s');
    await settled(outbox);
    expect(taken).toEqual(['v']);
    failures.push(new ApiError('category-unknown', 422));
    const report: Task = { kind: 'report', body: { id: 'r', category: '0101', text: '垃圾', channel: 'worker' } };
    const photo: Task = { kind: 'photo', event: 'r', photo: 'p', file: new Blob(['x']) };
    await outbox.add([
      { id: 'r', subject: 'r', label: '', task: report },
      { id: 'p', subject: 'r', label: '', task: photo },
    ]);
    await settled(outbox);
    await outbox.drop('r');
    await settled(outbox);
    expect([find(outbox, 'r'), find(outbox, 'p')]).toEqual([undefined, undefined]);
    expect(taken).toEqual(['v']);
  });

  it('can be taken back while it is held, and goes when that is over', async () => {
    const { outbox, taken, clock } = desk();
    await outbox.add([{ ...visit('v'), holdMs: 6000 }]);
    await outbox.add([{ ...visit('w'), holdMs: 6000 }]);
    await settled(outbox);
    await outbox.drop('v');
    clock.now += 6000;
    await outbox.run();
    await settled(outbox);
    expect(taken).toEqual(['w']);
  });

  it('sends nothing of one account under the session of another', async () => {
    const { outbox, taken, clock } = desk();
    clock.session = 'li';
    await outbox.add([step('a')]);
    await settled(outbox);
    expect([taken, outbox.needsSignIn.value]).toEqual([[], true]);
    clock.login = 'li';
    await outbox.run();
    await settled(outbox);
    expect(taken).toEqual([]);
    clock.login = 'wang';
    clock.session = 'wang';
    await outbox.run();
    await settled(outbox);
    expect(taken).toEqual(['a']);
  });

  it('waits for a sign-in when the session is over, and loses nothing', async () => {
    const { outbox, taken, failures } = desk();
    failures.push(new ApiError('session-expired', 401));
    await outbox.add([step('a')]);
    await settled(outbox);
    expect([find(outbox, 'a')?.standing, outbox.needsSignIn.value]).toEqual(['waiting', true]);
    await outbox.run();
    await settled(outbox);
    expect(taken).toEqual(['a']);
  });

  it('leaves the sending to another tab, and takes over what that one has done', async () => {
    const other = { sends: true };
    const { outbox, shelf, taken } = desk({
      alone: async (work) => {
        if (other.sends) return false;
        await work();
        return true;
      },
    });
    await outbox.add([step('a'), step('b')]);
    await settled(outbox);
    expect(taken).toEqual([]);
    await shelf.put({ ...shelf.entries.get('a')!, standing: 'sent', sentAt: T0 });
    other.sends = false;
    await outbox.run();
    await settled(outbox);
    expect(taken).toEqual(['b']);
    expect(outbox.entries.value.map(({ standing }) => standing)).toEqual(['sent', 'sent']);
  });

  it('has a limit, and says so before anything is written down', async () => {
    const { outbox, clock, shelf } = desk();
    clock.reachable = false;
    const many = Array.from({ length: MOST_ENTRIES }, (_, index) => visit(`v${index}`));
    await outbox.add(many);
    await expect(outbox.add([visit('one more')])).rejects.toBeInstanceOf(OutboxFull);
    expect(shelf.entries.size).toBe(MOST_ENTRIES);
    expect(
      fits([], [{ ...visit('p'), task: { kind: 'photo', event: 'e', photo: 'p', file: { size: 3e8 } as Blob } }]),
    ).toBe(false);
  });

  it('forgets what arrived a day ago', () => {
    const sent = { standing: 'sent', sentAt: T0 } as Entry;
    expect(outlived([sent], T0 + 23 * 3_600_000)).toEqual([]);
    expect(outlived([sent], T0 + 25 * 3_600_000)).toEqual([sent]);
  });
});

describe('the order', () => {
  it('waits for the first that may go', () => {
    const entry = (id: string, seq: number, notBefore: number): Entry =>
      ({ id, seq, notBefore, login: 'wang', subject: id, after: [], standing: 'waiting' }) as never;
    const entries = [entry('a', 1, T0 + 5000), entry('b', 2, T0 + 1000)];
    expect(nextToSend(entries, 'wang', T0)).toBeNull();
    expect(nextMoment(entries, 'wang')).toBe(T0 + 1000);
    expect(nextToSend(entries, 'wang', T0 + 1000)?.id).toBe('b');
    expect(nextToSend(entries, 'li', T0 + 9000)).toBeNull();
  });

  it.each([
    [1, 0.5, 0, 2_000],
    [4, 0.5, 0, 16_000],
    [1, 0, 0, 1_600],
    [1, 1, 0, 2_400],
    [60, 0.5, 0, 300_000],
    [1, 0.5, 30_000, 30_000],
  ])('waits after %i tries (chance %f, asked for %i) %i ms', (tries, random, asked, wait) => {
    expect(waitAfter(tries, random, asked)).toBe(wait);
  });
});

describe('a refusal', () => {
  it.each([
    [0, 'service-unreachable', 'again'],
    [503, 'not-ready', 'again'],
    [429, 'too-many-requests', 'again'],
    [500, 'internal', 'again'],
    [401, 'session-expired', 'sign-in'],
    [412, 'precondition-failed', 'overtaken'],
    [409, 'shift-open', 'conflict'],
    [422, 'value-out-of-bounds', 'conflict'],
    [403, 'area-forbidden', 'conflict'],
    [404, 'event-unknown', 'conflict'],
    [0, 'client-failed', 'conflict'],
  ])('of status %i, %s, means %s', (status, code, means) => {
    expect(verdictOf({ status, code, params: {} })).toMatchObject({ means });
  });

  it('is heard when it names a time', () => {
    expect(verdictOf({ status: 429, code: 'too-many-requests', params: { retryAfterS: 7 } })).toEqual({
      means: 'again',
      afterMs: 7000,
    });
  });
});

describe('the clock', () => {
  const answer = (at: number) => new Headers({ date: new Date(at).toUTCString() });

  it('of a phone that is ahead is put right, and one that is right stays', () => {
    learnClock(answer(T0), T0 + 600_000, T0 + 600_200);
    expect(Date.parse(serviceTime(T0 + 600_000, T0 + 600_000))).toBeGreaterThan(T0 - 1000);
    expect(Date.parse(serviceTime(T0 + 600_000, T0 + 600_000))).toBeLessThan(T0 + 1000);
    learnClock(answer(T0), T0 + 100, T0 + 300);
    expect(serviceTime(T0, T0)).toBe(new Date(T0).toISOString());
  });

  it('is not learned from an answer that took long, and nothing is said to be in the future', () => {
    learnClock(answer(T0), T0 + 600_000, T0 + 640_000);
    expect(serviceTime(T0 + 5000, T0)).toBe(new Date(T0).toISOString());
  });
});

describe('positions that wait', () => {
  it('are taken once an interval', () => {
    expect(isDue(null, T0, 30)).toBe(true);
    expect(isDue(T0, T0 + 20_000, 30)).toBe(false);
    expect(isDue(T0, T0 + 29_800, 30)).toBe(true);
  });

  it('are thinned when there are too many, keep the newest, and lose what is a day old', () => {
    const many = Array.from({ length: MOST_FIXES + 100 }, (_, index) => ({ t: T0 + index * 1000 }));
    const newest = many.at(-1)!;
    const kept = thinned(many, newest.t);
    expect(kept.length).toBeLessThanOrEqual(MOST_FIXES);
    expect(kept.at(-1)).toBe(newest);
    expect(kept[0]).toBe(many[0]);
    expect(thinned([{ t: T0 }], T0 + 24 * 3_600_000)).toEqual([]);
    expect(BATCH).toBeLessThanOrEqual(1000);
  });

  it('are told in the time of the service, with an id of their own', () => {
    const fix = fixOf(
      { t: T0 + 5000, lon: 117.123456789, lat: 30.1, accuracyM: 8.04, speed: null, course: Number.NaN },
      5000,
    );
    expect(fix).toEqual({ t: T0, lon: 117.1234568, lat: 30.1, accuracy: 8, cid: String(T0 + 5000) });
  });
});
