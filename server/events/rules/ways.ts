/**
 * The four ways of the field as settings of the table: what each allows, asks or forbids besides, and the step that leads on.
 *
 * - on-the-spot: the worker reports, handles and verifies in one act, the photo is the proof; the service closes it.
 * - community: coordinated by the community, a worker may still settle it on the spot.
 * - urgent: straight up. One dispatcher sends it from where it is, at the level of the county, and its clocks run day and night.
 * - approval: each level approves it, which is to dispatch it, or passes it up, which is to escalate it. It is handled with a photo, closed
 *   by a level not below the one that approved, and tracked to its follow-up.
 */
import type { EventLevel, TimeLimit, Way } from '../../contract/event-rules.ts';
import type { EventState, EventStep, StepNeed } from '../../contract/events.ts';
import type { Condition, Who } from './step-table.ts';

export interface WayRule {
  /** Where it goes whatever the category says; null: where the category has it. */
  readonly level: EventLevel | null;
  readonly never: readonly EventStep[];
  /** States a step may be taken from besides those of its row. */
  readonly from: Partial<Record<EventStep, readonly EventState[]>>;
  readonly who: Partial<Record<EventStep, readonly Who[]>>;
  readonly only: Partial<Record<EventStep, readonly Condition[]>>;
  readonly needs: Partial<Record<EventStep, readonly StepNeed[]>>;
  /** The first of these the caller may take is the step forward. */
  readonly next: Partial<Record<EventState, readonly EventStep[]>>;
}

const FORWARD: WayRule['next'] = {
  reported: ['check', 'file'],
  filed: ['route'],
  routed: ['dispatch'],
  dispatched: ['handle'],
  handling: ['feedback'],
  handled: ['verify'],
  verified: ['close'],
  suspended: ['resume'],
  closed: ['follow-up'],
};

export const WAY_TABLE: Readonly<Record<Way, WayRule>> = {
  'on-the-spot': {
    level: null,
    never: [],
    from: {},
    who: { close: ['rule'] },
    only: {},
    needs: {},
    next: { ...FORWARD, reported: ['solve', 'check', 'file'] },
  },
  community: { level: null, never: [], from: {}, who: {}, only: {}, needs: {}, next: FORWARD },
  urgent: {
    level: 'county',
    never: ['solve'],
    from: { dispatch: ['reported', 'filed'] },
    who: {},
    only: {},
    needs: {},
    next: { ...FORWARD, reported: ['dispatch', 'file'], filed: ['dispatch'] },
  },
  approval: {
    level: null,
    never: ['solve'],
    from: {},
    who: {},
    only: { dispatch: ['level'], close: ['approved-level'] },
    needs: { feedback: ['photo'] },
    next: { ...FORWARD, routed: ['dispatch', 'escalate'] },
  },
};

/** What is urgent waits for no office: hours are taken as emergency hours, working days as days. */
export function limitOn(way: Way, { amount, unit }: TimeLimit): TimeLimit {
  if (way !== 'urgent') return { amount, unit };
  if (unit === 'working-hour') return { amount, unit: 'emergency-hour' };
  return { amount, unit: unit === 'working-day' ? 'calendar-day' : unit };
}
