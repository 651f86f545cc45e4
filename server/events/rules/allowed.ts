/** What a caller may do with an event now, by the table and the way; and why not. */
import {
  type AllowedStep,
  ENDED,
  EVENT_STEPS,
  type EventState,
  type EventStep,
  type StepBody,
  type StepNeed,
} from '../../contract/events.ts';
import { Refusal } from '../../contract/problem.ts';
import type { EventNow } from './event-now.ts';
import { stateAfter } from './fold.ts';
import { has, isAtLeast, levelAbove, type RoleOverArea, reach } from './levels.ts';
import { type Condition, STEP_TABLE, type Who } from './step-table.ts';
import { WAY_TABLE } from './ways.ts';

/** Who asks. */
export interface Actor {
  /** The login, as steps keep it. */
  readonly actor: string;
  readonly grants: readonly RoleOverArea[];
  /** Codes of the units of the event's county that count them as a member. */
  readonly units: readonly string[];
  /** The service itself: closes what was solved on the spot, routes by category, passes up what is overdue. */
  readonly rule?: true;
}

export const RULE: Actor = { actor: 'rule', grants: [], units: [], rule: true };

/** What a step is judged by besides the event. */
export interface StepGround {
  /** The present, ms. */
  readonly at: number;
  /** Photos the event has by now. */
  readonly photos: number;
  /** The event that `into` names; null: there is none. */
  readonly into?: {
    readonly id: string;
    readonly county: string;
    readonly area: string;
    readonly state: EventState;
  } | null;
  /** The event itself. */
  readonly id: string;
}

/** Stable words: clients translate them. */
export type StepRefusal =
  | ('state' | 'way' | 'who' | 'needs' | Condition)
  | ('until-past' | 'until-earlier' | 'nothing-running')
  | ('into-itself' | 'into-unknown' | 'into-foreign' | 'into-area' | 'into-merged' | 'into-void' | 'into-closed');

/** In the order of the loop. `report` is never among them. */
export function allowedSteps(now: EventNow, caller: Actor): AllowedStep[] {
  const steps = EVENT_STEPS.filter((step) => step !== 'report' && barrier(now, step, caller) === null);
  // Who saw it on the spot is believed: a look there leads on only where the report cannot be filed without one.
  const leadsOn = (step: EventStep): boolean => step !== 'check' || !holds('checked', now, caller);
  const forward = WAY_TABLE[now.way].next[now.state]?.find((step) => steps.includes(step) && leadsOn(step));
  return steps.map((step) => ({
    step,
    to: stateAfter(now, { step, detail: {} }),
    needs: [...needsOf(now, step)],
    next: step === forward,
  }));
}

/** Throws `step-refused` with the step, the state, `why` as a stable word, and `needs` where something is missing. */
export function checkStep(now: EventNow, body: StepBody, caller: Actor, ground: StepGround): void {
  const { step } = body;
  const why = barrier(now, step, caller);
  if (why !== null) throw refused(now, step, why);
  const missing = needsOf(now, step, body).filter((need) => !given(need, body, ground));
  if (missing.length > 0) throw refused(now, step, 'needs', { needs: missing });
  const fault = faultOf(now, body, caller, ground);
  if (fault !== null) throw refused(now, step, fault);
}

/** What the step needs on this way; a dissatisfied follow-up says why. */
export function needsOf(now: EventNow, step: EventStep, body?: StepBody): readonly StepNeed[] {
  const needs = [...STEP_TABLE[step].needs, ...(WAY_TABLE[now.way].needs[step] ?? [])];
  if (step === 'follow-up' && body?.satisfied === false) needs.push('why');
  return needs;
}

function barrier(now: EventNow, step: EventStep, caller: Actor): StepRefusal | null {
  const rule = STEP_TABLE[step];
  const way = WAY_TABLE[now.way];
  if (!rule.from.includes(now.state) && !way.from[step]?.includes(now.state)) return 'state';
  if (way.never.includes(step)) return 'way';
  if (![...rule.who, ...(way.who[step] ?? [])].some((who) => is(who, now, caller))) return 'who';
  return [...(rule.only ?? []), ...(way.only[step] ?? [])].find((one) => !holds(one, now, caller)) ?? null;
}

function is(who: Who, now: EventNow, { actor, grants, units, rule }: Actor): boolean {
  switch (who) {
    case 'rule':
      return rule === true;
    case 'handler':
      if (rule || now.handler === null) return false;
      return now.handler.kind === 'unit' ? units.includes(now.handler.code) : now.handler.code === actor;
    case 'reporter':
      return (
        !rule && now.report.channel === 'worker' && now.report.reporter === actor && has(grants, 'worker', now.area)
      );
    default:
      return !rule && has(grants, who, now.area);
  }
}

function holds(condition: Condition, now: EventNow, { actor, grants, units }: Actor): boolean {
  switch (condition) {
    case 'not-checked':
      return !now.checked;
    case 'checked': {
      const fromPublic = now.report.channel === 'hotline' || now.report.channel === 'resident';
      return now.checked || !fromPublic || now.way === 'urgent';
    }
    case 'other-hands':
      return !now.hands.includes(actor) && !units.some((unit) => now.hands.includes(`unit:${unit}`));
    case 'level':
      return isAtLeast(reach(grants, 'dispatcher', now.area), now.level);
    case 'approved-level':
      return isAtLeast(reach(grants, 'dispatcher', now.area), now.approvedBy ?? now.level);
    case 'asked':
      return now.asked !== null;
    case 'not-asked':
      return now.asked === null;
    case 'not-top':
      return levelAbove(now.level) !== null;
  }
}

function given(need: StepNeed, body: StepBody, { photos }: StepGround): boolean {
  switch (need) {
    case 'photo':
      return photos > 0 || (body.photos?.length ?? 0) > 0;
    case 'where':
      return (body.lon !== undefined && body.lat !== undefined) || Boolean(body.place ?? body.address ?? body.grid);
    case 'why':
      return body.why !== undefined && body.why.trim() !== '';
    default:
      return body[need] !== undefined;
  }
}

function faultOf(
  now: EventNow,
  { step, until, into }: StepBody,
  { grants }: Actor,
  ground: StepGround,
): StepRefusal | null {
  if (step === 'extend') {
    if (now.dueAt === null) return 'nothing-running';
    const instant = Date.parse(until!);
    if (!(instant > ground.at)) return 'until-past';
    return instant > now.dueAt ? null : 'until-earlier';
  }
  if (step !== 'merge') return null;
  const target = ground.into;
  if (into === ground.id) return 'into-itself';
  if (target === null || target === undefined || target.id !== into) return 'into-unknown';
  if (target.county !== now.report.county) return 'into-foreign';
  if (!has(grants, 'dispatcher', target.area)) return 'into-area';
  if (target.state === 'merged' || target.state === 'void') return `into-${target.state}`;
  return ENDED.includes(target.state) ? 'into-closed' : null;
}

function refused(now: EventNow, step: EventStep, why: StepRefusal, more: Record<string, unknown> = {}): Refusal {
  return new Refusal('step-refused', { step, state: now.state, why, ...more });
}

/** True when the service has to pass it up: its clock is over, and it was not passed up for this deadline yet. */
export function isToBePassedUp(now: EventNow, at: number): boolean {
  if (now.clock === null || now.dueAt === null || now.dueAt >= at || levelAbove(now.level) === null) return false;
  return now.passedUpAt === null || now.passedUpAt <= now.dueAt;
}
