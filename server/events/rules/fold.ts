/**
 * The state of an event from its steps. Pure, and without a calendar: every deadline stands in the step that made it, so the same steps give
 * the same event for ever. It does not ask whether a step was allowed; allowed.ts does, before it is taken.
 *
 * After a rework nothing is handled or verified any more: those instants are empty until it is done again. `handleDue` and `verifyDue` are
 * the deadlines of the last such clock, empty while it stands still and after a return.
 */
import type { EventState } from '../../contract/events.ts';
import { type Clocks, end, extend, goOn, open, overran, running, start, stop } from './clocks.ts';
import type { EventNow, ReportFacts, StepFacts } from './event-now.ts';
import { levelAbove } from './levels.ts';
import { STEP_TABLE } from './step-table.ts';
import { WAY_TABLE } from './ways.ts';

type Change = Partial<EventNow>;

/** All steps, the report first. */
export function fold(report: ReportFacts, steps: readonly StepFacts[]): EventNow {
  const [first, ...rest] = steps;
  if (first?.step !== 'report') throw new Error('the first step of an event is its report');
  return rest.reduce(apply, begin(report, first));
}

/** What the report makes. */
export function begin(report: ReportFacts, first: StepFacts): EventNow {
  const clocks = first.detail.clock === undefined ? [] : start([], first.detail.clock);
  const clock = running(clocks);
  // one literal: put together from parts it costs more than all steps
  return {
    state: 'reported',
    version: 1,
    changedAt: first.at,
    area: report.area,
    category: report.category,
    grade: report.grade,
    way: report.way,
    level: WAY_TABLE[report.way].level ?? report.level,
    clock: clock?.clock ?? null,
    clockFrom: clock?.from ?? null,
    dueAt: clock?.dueAt ?? null,
    handler: null,
    supervised: false,
    asked: null,
    mergedInto: null,
    whistled: [],
    filedAt: null,
    dispatchedAt: null,
    handledAt: null,
    verifiedAt: null,
    endedAt: null,
    handleDue: null,
    verifyDue: null,
    dispatches: 0,
    returns: 0,
    reworks: 0,
    escalations: 0,
    overran: false,
    clocks,
    report,
    since: first.at,
    checked: false,
    before: null,
    hands: [],
    approvedBy: null,
    passedUpAt: null,
  };
}

/** One more step. */
export function apply(now: EventNow, step: StepFacts): EventNow {
  // one copy that is written to: an event has many fields, and an import folds a great many events
  const next: { -readonly [key in keyof EventNow]: EventNow[key] } = { ...now };
  next.state = stateAfter(now, step);
  next.version = now.version + 1;
  next.changedAt = step.at;
  if (next.state !== now.state) {
    next.since = step.at;
    next.asked = null;
  }
  Object.assign(next, effect(now, step));
  next.clocks = clocksAfter(now, step);
  if (next.clocks === now.clocks) return next;
  next.overran = now.overran || hasOverrun(now, next.clocks, step.at);
  const clock = running(next.clocks);
  const last = open(next.clocks);
  next.clock = clock?.clock ?? null;
  next.clockFrom = clock?.from ?? null;
  next.dueAt = clock?.dueAt ?? null;
  if (last?.clock === 'handle') next.handleDue = next.dueAt;
  if (last?.clock === 'verify') next.verifyDue = next.dueAt;
  return next;
}

/** Where a step leads. A follow-up that finds somebody dissatisfied is a rework. */
export function stateAfter(now: EventNow, { step, detail }: Pick<StepFacts, 'step' | 'detail'>): EventState {
  const { to } = STEP_TABLE[step];
  if (to === 'same') return now.state;
  if (to === 'before') return now.before ?? now.state;
  if (to === 'again' || dissatisfied({ step, detail })) return now.handler === null ? 'routed' : 'handling';
  return to;
}

function dissatisfied({ step, detail }: Pick<StepFacts, 'step' | 'detail'>): boolean {
  return step === 'follow-up' && detail.satisfied === false;
}

function clocksAfter({ clocks }: EventNow, { step, at, detail }: StepFacts): Clocks {
  const rule = STEP_TABLE[step];
  const left = rule.ends === undefined ? clocks : end(clocks, at);
  if (rule.stops) return stop(left, at);
  if (rule.goesOn) return goOn(left, at, detail.clock);
  if (step === 'extend') return extend(left, Date.parse(detail.until!));
  return detail.clock === undefined ? left : start(left, detail.clock);
}

/** The clock that was open has ended, and was over. */
function hasOverrun({ clocks }: EventNow, after: Clocks, at: number): boolean {
  const last = open(clocks);
  return last !== null && after[clocks.length - 1]!.doneAt !== null && overran(last, at);
}

/** What a step changes besides state and clocks. */
function effect(now: EventNow, facts: StepFacts): Change {
  const { step, at, actor, detail } = facts;
  switch (step) {
    case 'check':
      return { checked: true };
    case 'file':
      return { filedAt: at };
    case 'route':
      return routed(now, facts);
    case 'dispatch': {
      const handler = detail.handler ?? now.handler;
      const filedAt = now.filedAt ?? at;
      return { handler, filedAt, dispatchedAt: at, dispatches: now.dispatches + 1, approvedBy: now.level };
    }
    case 'return':
      return { handler: null, dispatchedAt: null, handleDue: null, returns: now.returns + 1 };
    case 'handle':
      return { hands: joined(now.hands, handsOf(now, actor)) };
    case 'feedback':
      return { hands: joined(now.hands, handsOf(now, actor)), handledAt: at };
    case 'verify':
      return { verifiedAt: at };
    case 'rework':
      return again(now);
    case 'close':
      return { endedAt: at };
    case 'follow-up':
      return dissatisfied(facts) ? again(now) : {};
    case 'solve': {
      const stamps = { filedAt: now.filedAt ?? at, handledAt: at, verifiedAt: at };
      return { way: 'on-the-spot', level: 'grid', hands: joined(now.hands, [actor]), ...stamps };
    }
    case 'ask-extend':
      return { asked: 'extend' };
    case 'ask-suspend':
      return { asked: 'suspend' };
    case 'extend':
    case 'refuse':
      return { asked: null };
    case 'suspend':
      return { before: now.state };
    case 'resume':
      return { before: null };
    case 'void':
      return { endedAt: at };
    case 'merge':
      return { endedAt: at, mergedInto: detail.into ?? null };
    case 'supervise':
      return { supervised: true };
    case 'escalate': {
      const up = { level: levelAbove(now.level) ?? now.level, escalations: now.escalations + 1 };
      return { ...up, passedUpAt: actor === 'rule' ? at : now.passedUpAt };
    }
    case 'whistle':
      return { whistled: joined(now.whistled, detail.units ?? []) };
    case 'locate':
      return { area: detail.area ?? now.area };
    default:
      return {};
  }
}

function routed(now: EventNow, { detail }: StepFacts): Change {
  const way = detail.way ?? now.way;
  const level = detail.level ?? (way === now.way ? now.level : (WAY_TABLE[way].level ?? now.report.level));
  return { way, level, grade: detail.grade ?? now.grade, category: detail.category ?? now.category };
}

function again(now: EventNow): Change {
  const nothing = { handledAt: null, verifiedAt: null, verifyDue: null, endedAt: null };
  return { ...nothing, reworks: now.reworks + 1, dispatchedAt: now.handler === null ? null : now.dispatchedAt };
}

/** Who acts, and whom it was dispatched to: a unit as `unit:code`. */
function handsOf({ handler }: EventNow, actor: string): string[] {
  if (handler === null) return [actor];
  return [actor, handler.kind === 'unit' ? `unit:${handler.code}` : handler.code];
}

function joined(known: readonly string[], more: readonly string[]): readonly string[] {
  const added = more.filter((one, index) => !known.includes(one) && more.indexOf(one) === index);
  return added.length === 0 ? known : [...known, ...added];
}
