/** A body becomes a step: judged by the table, its instant put between what was and now, its deadline reckoned and written down. */
import type { Category, ClockName, TimeLimit, TimeUnit, Way } from '../../contract/event-rules.ts';
import type { Handler, StepBody } from '../../contract/events.ts';
import { type Actor, checkStep, type StepGround } from './allowed.ts';
import type { Calendar } from './calendar.ts';
import { open } from './clocks.ts';
import { deadline, deadlineAfterStop } from './deadline.ts';
import type { ClockStart, EventNow, StepDetail, StepFacts } from './event-now.ts';
import { apply, stateAfter } from './fold.ts';
import { STEP_TABLE } from './step-table.ts';
import { limitOn, WAY_TABLE } from './ways.ts';

export type Limits = Readonly<Record<ClockName, TimeLimit>>;

export interface Making extends StepGround {
  readonly calendar: Calendar;
  /** Of the category the event has after the step; in emergency mode those of the settings for what is urgent. */
  readonly limits: Limits;
  /** The category that the body names: its grade, way and level hold where the body says no other. */
  readonly category?: Pick<Category, 'grade' | 'way' | 'level'>;
  /** With its name; for `dispatch`. */
  readonly handler?: Handler;
  /** For `locate`: whose event it is from now on. */
  readonly area?: string;
}

export interface MadeStep {
  readonly step: StepFacts;
  readonly now: EventNow;
}

/** The clock that runs from the report on: until it is dispatched. */
export function reportClock(calendar: Calendar, way: Way, limits: Limits, reportedAt: number): ClockStart {
  return clockStart(calendar, 'dispatch', limitOn(way, limits.dispatch), reportedAt);
}

/** Throws `step-refused`. */
export function makeStep(now: EventNow, body: StepBody, caller: Actor, making: Making): MadeStep {
  checkStep(now, body, caller, making);
  const at = instantOf(now, body, making);
  const said: StepDetail = detailOf(body, making);
  const clock = clockOf(now, body, said, at, making);
  const detail = clock === null ? said : { ...said, clock };
  const step = { id: body.id, step: body.step, at, actor: caller.actor, why: body.why ?? null, detail };
  return { step, now: apply(now, step) };
}

/** What was done without network keeps its instant, but none to come, and never one before the last step: clocks are put back. */
function instantOf(now: EventNow, { at }: StepBody, making: StepGround): number {
  const said = at === undefined ? making.at : Date.parse(at);
  return Math.max(now.changedAt, Math.min(said, making.at));
}

function detailOf(body: StepBody, { category, handler, area }: Making): StepDetail {
  const { id, step, why, at, handler: _, ...said } = body;
  const { grade, way, level } = category ?? {};
  const ofCategory = category === undefined ? {} : { grade, way, level: WAY_TABLE[said.way ?? way!].level ?? level };
  return {
    ...(ofCategory as StepDetail),
    ...said,
    ...(handler === undefined ? {} : { handler }),
    ...(area === undefined ? {} : { area }),
  };
}

function clockOf(now: EventNow, body: StepBody, detail: StepDetail, at: number, making: Making): ClockStart | null {
  const { calendar, limits } = making;
  const rule = STEP_TABLE[body.step];
  const last = open(now.clocks);
  if (rule.goesOn) {
    if (last === null || last.stoppedAt === null) return null;
    const unit = last.rule.slice(last.rule.indexOf(' ') + 1) as TimeUnit;
    const { dueAt, calendarKnown } = deadlineAfterStop(calendar, unit, last.dueAt, last.stoppedAt, at);
    return { ...isoClock(last.clock, last.rule, last.from, dueAt), calendarKnown };
  }
  let starts = rule.starts;
  const after = stateAfter(now, { step: body.step, detail });
  if (rule.to === 'again' || (body.step === 'follow-up' && after !== rule.to))
    starts = after === 'routed' ? 'dispatch' : 'handle';
  if (starts === undefined) return null;
  return clockStart(calendar, starts, limitOn(now.way, limits[starts]), at);
}

function clockStart(calendar: Calendar, clock: ClockName, limit: TimeLimit, from: number): ClockStart {
  const { dueAt, calendarKnown } = deadline(calendar, from, limit);
  return { ...isoClock(clock, `${limit.amount} ${limit.unit}`, from, dueAt), calendarKnown };
}

function isoClock(clock: ClockName, rule: string, from: number, dueAt: number): Omit<ClockStart, 'calendarKnown'> {
  return { clock, rule, from: new Date(from).toISOString(), dueAt: new Date(dueAt).toISOString() };
}
