/**
 * The way of a plan as one table: which step leads from where to where, and who may take it. Who edits does not review: a
 * planner submits; a reviewer of the plan's own area, be it of the town or of the county, reviews or returns it; approving and
 * publishing change the county's map and are for a reviewer of the county. An admin has every role over their area.
 */
import { type Caller, may } from '../access/caller.ts';
import type { Role } from '../contract/access.ts';
import type { PlanStep } from '../contract/plan-life.ts';
import type { PlanLifeState } from '../contract/plans.ts';

export type LifeStep = PlanStep | 'publish';

interface Transition {
  readonly from: readonly PlanLifeState[];
  readonly to: PlanLifeState;
  readonly roles: readonly Role[];
  /** The area that the role must reach: the plan's own, or its county whole. */
  readonly over: 'area' | 'county';
  readonly needsNote: boolean;
}

export const LIFE: Readonly<Record<LifeStep, Transition>> = {
  submit: { from: ['draft'], to: 'submitted', roles: ['planner'], over: 'area', needsNote: false },
  withdraw: { from: ['submitted'], to: 'draft', roles: ['planner'], over: 'area', needsNote: false },
  review: { from: ['submitted'], to: 'reviewed', roles: ['reviewer'], over: 'area', needsNote: false },
  approve: { from: ['reviewed'], to: 'approved', roles: ['reviewer'], over: 'county', needsNote: false },
  return: {
    from: ['submitted', 'reviewed', 'approved'],
    to: 'draft',
    roles: ['reviewer'],
    over: 'area',
    needsNote: true,
  },
  publish: { from: ['approved'], to: 'published', roles: ['reviewer'], over: 'county', needsNote: false },
};

export const LIFE_STEPS = Object.keys(LIFE) as LifeStep[];

/** Everybody who may take some step. */
export const STEPPERS: readonly Role[] = [...new Set(Object.values(LIFE).flatMap(({ roles }) => roles))];

/** Where the role must reach for this step of a plan. */
export function reachOf(step: LifeStep, area: string): string {
  return LIFE[step].over === 'county' ? area.slice(0, 6) : area;
}

/** What the caller may do with a plan in this state. */
export function stepsOpen(caller: Caller, state: PlanLifeState, area: string): LifeStep[] {
  return LIFE_STEPS.filter(
    (step) => LIFE[step].from.includes(state) && may(caller, LIFE[step].roles, reachOf(step, area)),
  );
}
