/** Every step from every state, on every way: what is legal stands here as letters, and nothing else is. */
import { describe, expect, it } from 'vitest';
import { WAYS, type Way } from '../../../server/contract/event-rules.ts';
import {
  type Channel,
  EVENT_STATES,
  EVENT_STEPS,
  type EventState,
  type EventStep,
} from '../../../server/contract/events.ts';
import {
  type Actor,
  allowedSteps,
  checkStep,
  needsOf,
  type StepRefusal,
} from '../../../server/events/rules/allowed.ts';
import type { EventNow } from '../../../server/events/rules/event-now.ts';
import { begin } from '../../../server/events/rules/fold.ts';
import { STEP_TABLE } from '../../../server/events/rules/step-table.ts';
import { WAY_TABLE } from '../../../server/events/rules/ways.ts';
import { ADMIN, ALL, bodyOf, DISPATCHER, making, reported, standing, Told, WORKER } from '../../support/event-loop.ts';

/** States in the order of the way: R reported, F filed, T routed, D dispatched, H handling, h handled, V verified, C closed, U followed-up, S suspended, v void, m merged. */
const LETTERS: Record<string, EventState> = {
  ...{ R: 'reported', F: 'filed', T: 'routed', D: 'dispatched', H: 'handling', h: 'handled', V: 'verified' },
  ...{ C: 'closed', U: 'followed-up', S: 'suspended', v: 'void', m: 'merged' },
};

/** Legal for somebody, on the way of the community. */
const LEGAL: Record<EventStep, string> = {
  report: '',
  check: 'R',
  file: 'R',
  route: 'FT',
  dispatch: 'T',
  return: 'DH',
  handle: 'D',
  feedback: 'H',
  rework: 'hV',
  verify: 'h',
  close: 'V',
  'follow-up': 'C',
  solve: 'RFT',
  'ask-extend': 'DH',
  extend: 'DH',
  'ask-suspend': 'DH',
  suspend: 'FTDH',
  resume: 'S',
  refuse: 'DH',
  void: 'RFTDHS',
  merge: 'RFTDHS',
  supervise: 'RFTDHhVS',
  escalate: 'RFTDHh',
  whistle: 'RFTDH',
  locate: 'RFTDHhVS',
  note: 'RFTDHhVCUSvm',
};

/** What the other ways have otherwise. */
const OTHERWISE: Record<Way, Partial<Record<EventStep, string>>> = {
  community: {},
  'on-the-spot': {},
  // at the top already
  urgent: { solve: '', dispatch: 'RFT', escalate: '' },
  approval: { solve: '' },
};

function refusalOf(now: EventNow, step: EventStep, caller: Actor): StepRefusal | null {
  const body = bodyOf(step);
  try {
    checkStep(now, body, caller, making(now.changedAt, body));
    return null;
  } catch (error) {
    return (error as { params: { why: StepRefusal } }).params.why;
  }
}

/** All roles, and a member of the unit that has it; but what is handled is verified by who is no member of it. */
function somebody(state: EventState): Actor {
  return state === 'handled' ? { ...ADMIN, units: [] } : ADMIN;
}

/** What needs an answer to a question has the question. */
function withQuestion(now: EventNow, step: EventStep): EventNow {
  return step === 'refuse' ? { ...now, asked: 'extend' } : now;
}

describe('the table of steps', () => {
  it('has a letter for every state', () => {
    expect(new Set(Object.values(LETTERS))).toEqual(new Set(EVENT_STATES));
    expect(Object.keys(LEGAL)).toEqual([...EVENT_STEPS]);
  });

  for (const way of WAYS) {
    it(`allows from each state what it says and nothing else: ${way}`, () => {
      const found: Record<string, string> = {};
      const said: Record<string, string> = {};
      for (const step of EVENT_STEPS) {
        said[step] = OTHERWISE[way][step] ?? LEGAL[step];
        found[step] = Object.entries(LETTERS)
          .filter(
            ([, state]) => refusalOf(withQuestion(standing(state, way).now, step), step, somebody(state)) === null,
          )
          .map(([letter]) => letter)
          .join('');
      }
      expect(found).toEqual(said);
    });
  }

  it('lists as allowed what it lets through, with the same needs', () => {
    for (const way of WAYS)
      for (const state of EVENT_STATES)
        for (const caller of Object.values(ALL)) {
          const { now } = standing(state, way);
          const listed = allowedSteps(now, caller);
          const passed = EVENT_STEPS.filter((step) => refusalOf(now, step, caller) === null);
          expect(listed.map(({ step }) => step)).toEqual(passed);
          expect(listed.map(({ needs }) => needs)).toEqual(passed.map((step) => needsOf(now, step)));
        }
  });

  it('leads where it says', () => {
    const led = (state: EventState) =>
      Object.fromEntries(
        allowedSteps(standing(state).now, somebody(state))
          .filter(({ to }) => to !== state)
          .map(({ step, to }) => [step, to]),
      );
    const away = { void: 'void', merge: 'merged' };
    expect(led('reported')).toEqual({ file: 'filed', solve: 'verified', ...away });
    expect(led('filed')).toEqual({ route: 'routed', solve: 'verified', suspend: 'suspended', ...away });
    expect(led('routed')).toEqual({ dispatch: 'dispatched', solve: 'verified', suspend: 'suspended', ...away });
    expect(led('dispatched')).toEqual({ return: 'routed', handle: 'handling', suspend: 'suspended', ...away });
    expect(led('handling')).toEqual({ return: 'routed', feedback: 'handled', suspend: 'suspended', ...away });
    expect(led('handled')).toEqual({ rework: 'handling', verify: 'verified' });
    expect(led('verified')).toEqual({ rework: 'handling', close: 'closed' });
    expect(led('closed')).toEqual({ 'follow-up': 'followed-up' });
    expect(led('suspended')).toEqual({ resume: 'handling', ...away });
    for (const ended of ['followed-up', 'void', 'merged'] as const) expect(led(ended)).toEqual({});
  });

  it('shows one step forward in every state that has one', () => {
    const next = (state: EventState, way: Way, caller: Actor = somebody(state)) =>
      allowedSteps(standing(state, way).now, caller)
        .filter((step) => step.next)
        .map(({ step }) => step);
    const plain = [
      ['filed', 'route'],
      ['routed', 'dispatch'],
      ['dispatched', 'handle'],
      ['handling', 'feedback'],
      ['handled', 'verify'],
      ['verified', 'close'],
      ['closed', 'follow-up'],
      ['suspended', 'resume'],
    ] as const;
    for (const way of ['on-the-spot', 'community', 'approval'] as const)
      for (const [state, step] of plain) expect([state, next(state, way)]).toEqual([state, [step]]);
    expect(next('reported', 'on-the-spot', WORKER)).toEqual(['solve']);
    expect(next('reported', 'on-the-spot', DISPATCHER)).toEqual(['file']);
    expect(next('reported', 'urgent', DISPATCHER)).toEqual(['dispatch']);
    expect(next('filed', 'urgent', DISPATCHER)).toEqual(['dispatch']);
    for (const state of ['followed-up', 'void', 'merged'] as const) expect(next(state, 'community')).toEqual([]);
  });

  it.each<[Channel, keyof typeof ALL, string[], string[]]>([
    ['hotline', 'DISPATCHER', ['check'], ['file']],
    ['resident', 'WORKER', ['check'], []],
    ['worker', 'DISPATCHER', ['file'], ['file']],
    ['worker', 'WORKER', ['file'], ['file']],
    ['worker', 'COLLEAGUE', [], []],
    ['system', 'DISPATCHER', ['file'], ['file']],
  ])('what came by %s is for a %s first %j, when it was looked at %j', (channel, who, first, then) => {
    const told = new Told('community', channel);
    const next = () =>
      allowedSteps(told.now, ALL[who])
        .filter((step) => step.next)
        .map(({ step }) => step);
    expect(next()).toEqual(first);
    // a look at the spot stays possible, whoever reported it
    expect(allowedSteps(told.now, ALL[who]).map(({ step }) => step)).toContain('check');
    told.take('check', DISPATCHER);
    expect(next()).toEqual(then);
  });

  it('closes nothing that is not verified: verify and solve alone lead there, close alone leads out', () => {
    const into = EVENT_STEPS.filter((step) => STEP_TABLE[step].to === 'verified');
    expect(into).toEqual(['verify', 'solve']);
    expect(EVENT_STEPS.filter((step) => STEP_TABLE[step].to === 'closed')).toEqual(['close']);
    expect(STEP_TABLE.close.from).toEqual(['verified']);
    for (const way of WAYS) expect(WAY_TABLE[way].from.close).toBeUndefined();
  });

  it('begins with the report', () => {
    const now = begin(...reported('community'));
    expect([now.state, now.version, now.clock]).toEqual(['reported', 1, 'dispatch']);
    for (const state of EVENT_STATES) expect(refusalOf(standing(state).now, 'report', ADMIN)).toBe('state');
  });
});
