/**
 * Random steps by random callers, legal and not, against a tiny model written apart from the table: what may happen to an event at all,
 * said as plain rules. The fold of all steps is compared with the one that goes step by step.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WAYS, type Way } from '../../server/contract/event-rules.ts';
import { CHANNELS, type Channel, EVENT_STEPS, type EventStep } from '../../server/contract/events.ts';
import type { Actor } from '../../server/events/rules/allowed.ts';
import { columnsOf } from '../../server/events/rules/event-now.ts';
import { fold } from '../../server/events/rules/fold.ts';
import { ALL, Told } from '../support/event-loop.ts';

const RUNS = { seed: 20261130, numRuns: 3000 };
const CALLERS = Object.values(ALL);
const HANDLERS = [
  { kind: 'unit', code: 'water' },
  { kind: 'worker', code: 'worker' },
] as const;

interface Try {
  step: EventStep;
  caller: Actor;
  minutes: number;
  /** How much of what the step needs is given. */
  bare: boolean;
  handler: number;
  satisfied: boolean;
}

/** Steps of the way come more often, so that sequences reach its end. */
const WAY_STEPS = ['check', 'file', 'route', 'dispatch', 'handle', 'feedback', 'verify', 'close', 'follow-up'] as const;
const oneTry: fc.Arbitrary<Try> = fc.record({
  step: fc.oneof(fc.constantFrom<EventStep>(...WAY_STEPS), fc.constantFrom<EventStep>(...EVENT_STEPS)),
  caller: fc.constantFrom(...CALLERS),
  minutes: fc.nat(3000),
  bare: fc.boolean().map((bare) => bare),
  handler: fc.nat(1),
  satisfied: fc.boolean(),
});

/** What may be done to an event, with nothing taken from the table. */
class Model {
  readonly way: Way;
  steps = 1;
  /** Where on the way it is: 0 reported … 8 followed up. */
  place = 0;
  aside: 'suspended' | 'void' | 'merged' | null = null;
  verified = false;
  handledBy = new Set<string>();
  handler: string | null = null;

  constructor(way: Way) {
    this.way = way;
  }

  taken({ step, caller, handler, satisfied }: Try): void {
    this.steps += 1;
    expect(this.aside === 'void' || this.aside === 'merged' ? step : 'note').toBe('note');
    const places: Partial<Record<EventStep, number>> = {
      ...{ file: 1, route: 2, dispatch: 3, handle: 4, feedback: 5, verify: 6, close: 7 },
      ...{ return: 2, solve: 6, 'follow-up': 8 },
    };
    const back = step === 'rework' || (step === 'follow-up' && !satisfied);
    if (step === 'close') expect(this.verified).toBe(true);
    if (step === 'verify') expect(this.handledBy.has(caller.actor) || caller.rule === true).toBe(false);
    if (step === 'verify' || step === 'solve') this.verified = true;
    if (back || step === 'feedback') this.verified = false;
    if (step === 'feedback' || step === 'handle') {
      this.handledBy.add(caller.actor);
      if (this.handler === 'water') for (const one of ['member', 'admin']) this.handledBy.add(one);
      if (this.handler === 'worker') this.handledBy.add('worker');
    }
    if (step === 'solve') this.handledBy.add(caller.actor);
    if (step === 'dispatch') this.handler = HANDLERS[handler]!.code;
    if (step === 'return') this.handler = null;
    if (step === 'suspend') this.aside = 'suspended';
    else if (step === 'resume') this.aside = null;
    else if (step === 'void') this.aside = 'void';
    else if (step === 'merge') this.aside = 'merged';
    else if (back) this.place = this.handler === null ? 2 : 4;
    else {
      const to = places[step];
      // nothing is jumped over but by what is urgent, and by what is solved at once
      const urgent = this.way === 'urgent' && step === 'dispatch';
      const skips = step === 'solve' || urgent || step === 'return' || step === 'route';
      if (to !== undefined && !skips) expect(to).toBe(this.place + 1);
      this.place = to ?? this.place;
    }
  }

  get state(): string {
    const places = ['reported', 'filed', 'routed', 'dispatched', 'handling', 'handled', 'verified', 'closed'];
    return this.aside ?? places[this.place] ?? 'followed-up';
  }
}

const seen = new Map<string, number>();

function attempt(told: Told, one: Try): boolean {
  told.at += one.minutes * 60_000;
  const more = one.step === 'dispatch' ? { handler: HANDLERS[one.handler]! } : {};
  const until = new Date(told.at + 90 * 86_400_000).toISOString();
  const given = one.step === 'extend' ? { until } : one.step === 'follow-up' ? { satisfied: one.satisfied } : more;
  try {
    told.take(one.step, one.caller, one.bare && one.step !== 'follow-up' ? {} : given);
    return true;
  } catch (error) {
    expect((error as { code: string }).code).toBe('step-refused');
    return false;
  }
}

describe('the closed loop under random steps', () => {
  it('is what the model says, whoever tries what', () => {
    const tries = fc.array(oneTry, { minLength: 20, maxLength: 120 });
    fc.assert(
      fc.property(fc.constantFrom(...WAYS), fc.constantFrom<Channel>(...CHANNELS), tries, (way, channel, tries) => {
        const told = new Told(way, channel);
        const model = new Model(way);
        for (const one of tries) {
          const { now, steps } = told;
          const whole = one.step === 'dispatch' ? { ...one, bare: false } : one;
          if (attempt(told, whole)) model.taken(whole);
          else expect([told.now, told.steps.length]).toEqual([now, steps.length]);
          expect(told.now.state).toBe(model.state);
          expect(told.now.version).toBe(model.steps);
          expect(told.steps.length).toBe(model.steps);
          clocksAreTrue(told);
        }
        seen.set(told.now.state, (seen.get(told.now.state) ?? 0) + 1);
        expect(fold(told.report, told.steps)).toEqual(told.now);
        // as the database gives them back
        const read = JSON.parse(JSON.stringify(told.steps)) as typeof told.steps;
        expect(columnsOf(fold(told.report, read))).toEqual(columnsOf(told.now));
      }),
      RUNS,
    );
    // the walk has been everywhere
    for (const state of ['handled', 'verified', 'closed', 'followed-up', 'suspended', 'void', 'merged'])
      expect([state, (seen.get(state) ?? 0) > 5]).toEqual([state, true]);
  });
});

function clocksAreTrue({ now, at }: Told): void {
  const open = now.clocks.filter(({ doneAt }) => doneAt === null);
  const ended = ['closed', 'followed-up', 'void', 'merged', 'verified'].includes(now.state);
  expect(open.length).toBe(ended ? 0 : 1);
  expect(now.endedAt !== null).toBe(ended && now.state !== 'verified');
  if (ended || now.state === 'suspended') {
    expect([now.clock, now.clockFrom, now.dueAt]).toEqual([null, null, null]);
  } else {
    const expected = { handled: 'verify', dispatched: 'handle', handling: 'handle' }[now.state as string] ?? 'dispatch';
    expect(now.clock).toBe(expected);
  }
  for (const clock of now.clocks) {
    expect(clock.stoppedMs).toBeGreaterThanOrEqual(0);
    expect(clock.stoppedAt !== null).toBe(clock.doneAt === null && now.state === 'suspended');
    if (clock.doneAt !== null) expect(clock.doneAt).toBeLessThanOrEqual(at);
    if (clock.doneAt !== null) expect(clock.stoppedMs).toBeLessThanOrEqual(clock.doneAt - clock.from);
  }
}
