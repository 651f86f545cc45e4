/** An event as its steps have made it: the columns that follow from them, and what the rules remember besides. Instants in milliseconds. */
import type { ClockName, EventLevel, Grade, Way } from '../../contract/event-rules.ts';
import type { Channel, ClockView, EventState, EventStep, Handler } from '../../contract/events.ts';

/** What is known from the report and follows from no step. Grade, way and level are those of the category. */
export interface ReportFacts {
  readonly county: string;
  readonly area: string;
  readonly channel: Channel;
  readonly reporter: string;
  readonly category: string;
  readonly grade: Grade;
  readonly way: Way;
  readonly level: EventLevel;
}

/** A clock as the step that started it wrote it down, so that a later change of calendar or limit changes no deadline. */
export interface ClockStart {
  readonly clock: ClockName;
  /** Amount and unit, as `4 working-hour`. */
  readonly rule: string;
  readonly from: string;
  readonly dueAt: string;
  readonly calendarKnown: boolean;
}

/** Only what the rules read; a step may carry more. Instants as in JSON. */
export interface StepDetail {
  readonly category?: string;
  readonly grade?: Grade;
  readonly way?: Way;
  readonly level?: EventLevel;
  readonly handler?: Handler;
  readonly units?: readonly string[];
  readonly until?: string;
  readonly into?: string;
  readonly satisfied?: boolean;
  /** Of `locate`: whose event it is from now on. */
  readonly area?: string;
  /** The clock this step starts, or lets go on with another deadline. */
  readonly clock?: ClockStart;
}

/** A step that was taken, in the order of `seq`. */
export interface StepFacts {
  readonly id: string;
  readonly step: EventStep;
  /** Milliseconds. Never before the step that led to the state it is taken from. */
  readonly at: number;
  readonly actor: string;
  readonly why: string | null;
  readonly detail: StepDetail;
}

export interface ClockNow {
  readonly clock: ClockName;
  readonly rule: string;
  readonly from: number;
  readonly dueAt: number;
  readonly doneAt: number | null;
  /** Since when it stands still. */
  readonly stoppedAt: number | null;
  readonly stoppedMs: number;
  readonly extended: number;
  readonly calendarKnown: boolean;
}

export interface EventNow {
  readonly state: EventState;
  readonly version: number;
  readonly changedAt: number;
  readonly area: string;
  readonly category: string;
  readonly grade: Grade;
  readonly way: Way;
  readonly level: EventLevel;
  /** The clock that runs; null: none, or it stands still. */
  readonly clock: ClockName | null;
  readonly clockFrom: number | null;
  readonly dueAt: number | null;
  readonly handler: Handler | null;
  readonly supervised: boolean;
  readonly asked: 'extend' | 'suspend' | null;
  readonly mergedInto: string | null;
  readonly whistled: readonly string[];
  readonly filedAt: number | null;
  readonly dispatchedAt: number | null;
  readonly handledAt: number | null;
  readonly verifiedAt: number | null;
  readonly endedAt: number | null;
  /** Null while it stands still: nothing is due then. */
  readonly handleDue: number | null;
  readonly verifyDue: number | null;
  readonly dispatches: number;
  readonly returns: number;
  readonly reworks: number;
  readonly escalations: number;
  /** A clock that has ended was over its limit. */
  readonly overran: boolean;
  readonly clocks: readonly ClockNow[];

  // not columns: what the rules remember
  readonly report: ReportFacts;
  /** When it came into this state. */
  readonly since: number;
  /** Looked at before it is filed. */
  readonly checked: boolean;
  /** What it was when it was suspended. */
  readonly before: EventState | null;
  /** Logins and units that have handled it; none of them verifies it. */
  readonly hands: readonly string[];
  /** The level that had it in hand when it was last dispatched. */
  readonly approvedBy: EventLevel | null;
  /** When the service last passed it up. */
  readonly passedUpAt: number | null;
}

/** Names in the database, values as parameters: instants in ISO 8601, `handler` and `clocks` to be written as JSON. */
export function columnsOf(now: EventNow) {
  return {
    area_code: now.area,
    category: now.category,
    grade: now.grade,
    way: now.way,
    level: now.level,
    state: now.state,
    version: now.version,
    changed_at: iso(now.changedAt),
    clock: now.clock,
    clock_from: isoOrNull(now.clockFrom),
    due_at: isoOrNull(now.dueAt),
    handler: now.handler,
    supervised: now.supervised,
    asked: now.asked,
    merged_into: now.mergedInto,
    whistled: now.whistled,
    filed_at: isoOrNull(now.filedAt),
    dispatched_at: isoOrNull(now.dispatchedAt),
    handled_at: isoOrNull(now.handledAt),
    verified_at: isoOrNull(now.verifiedAt),
    ended_at: isoOrNull(now.endedAt),
    handle_due: isoOrNull(now.handleDue),
    verify_due: isoOrNull(now.verifyDue),
    dispatches: now.dispatches,
    returns: now.returns,
    reworks: now.reworks,
    escalations: now.escalations,
    overran: now.overran,
    clocks: clockViews(now),
  };
}

export function clockViews({ clocks }: Pick<EventNow, 'clocks'>): ClockView[] {
  return clocks.map(({ stoppedAt, ...clock }) => ({
    ...clock,
    from: iso(clock.from),
    dueAt: iso(clock.dueAt),
    doneAt: isoOrNull(clock.doneAt),
  }));
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}

function isoOrNull(instant: number | null): string | null {
  return instant === null ? null : iso(instant);
}
