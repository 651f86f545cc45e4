/**
 * The plans the signed-in person may read: asked for by the areas of their grants, so that a planner of a town sees the
 * town's. One of several areas may be chosen (`area` of the address belongs to the other workspaces and is left alone).
 */
import { computed, effect, signal, untracked } from '@preact/signals';
import type { PlanHead, PlanLifeState } from '../../../server/contract/plans.ts';
import { dropPlan, listPlans, readPlan } from '../../api/plans.ts';
import { ApiError, asApiError, isAbort } from '../../api/request.ts';
import { counties } from '../areas.ts';
import { session } from '../who.ts';
import { PLAN_READERS, reachOf } from './roles.ts';

export const PLAN_STATES = ['draft', 'submitted', 'reviewed', 'approved', 'published'] as const;
export type StateFilter = PlanLifeState | 'all';

export interface PlansState {
  /** null: nobody has answered yet. */
  readonly plans: readonly PlanHead[] | null;
  readonly problem: ApiError | null;
}

export const plansState = signal<PlansState>({ plans: null, problem: null });
export const stateFilter = signal<StateFilter>('all');

/** The areas that may be asked for. */
export const readable = computed(() =>
  reachOf(
    session.value?.grants ?? [],
    PLAN_READERS,
    counties.value.map(({ code }) => code),
  ),
);
const chosen = signal<string | null>(null);
/** null: all of them. */
export const listArea = computed(() =>
  chosen.value !== null && readable.value.includes(chosen.value) ? chosen.value : null,
);
export const chooseListArea = (code: string | null): void => {
  chosen.value = code;
};

const inArea = computed(() =>
  (plansState.value.plans ?? []).filter(({ area }) => area.startsWith(listArea.value ?? '')),
);
/** Plans that are drawn here, before the filter by state. */
export const ownPlans = computed(() => inArea.value.filter(({ form }) => form === 'cells'));
/** Drafts that repairs of the audit were written to. */
export const repairPlans = computed(() => inArea.value.filter(({ form }) => form === 'shapes'));
export const shownPlans = computed(() =>
  ownPlans.value.filter(({ state }) => stateFilter.value === 'all' || state === stateFilter.value),
);
export const countIn = (state: StateFilter): number =>
  state === 'all' ? ownPlans.value.length : ownPlans.value.filter((plan) => plan.state === state).length;

/** The newest first; a plan under two grants comes once. */
export function merged(lists: readonly (readonly PlanHead[])[]): PlanHead[] {
  return [...new Map(lists.flat().map((plan) => [plan.id, plan])).values()].sort((a, b) => b.id - a.id);
}

/** What is there stays until the answer comes. */
export async function loadPlans(signal?: AbortSignal): Promise<void> {
  try {
    const lists = await Promise.all(readable.peek().map((area) => listPlans(area, signal)));
    plansState.value = { plans: merged(lists), problem: null };
  } catch (error) {
    if (!isAbort(error)) plansState.value = { ...plansState.peek(), problem: asApiError(error) };
  }
}

/** Follows who is signed in for as long as the list is open. */
export function followPlans(): () => void {
  return effect(() => {
    const controller = new AbortController();
    if (readable.value.length > 0) untracked(() => void loadPlans(controller.signal));
    return () => controller.abort();
  });
}

/** Drops a draft as it was shown: throws `precondition-failed` when somebody has changed it since. */
export async function discardPlan({ id, version }: PlanHead): Promise<void> {
  const { plan, tag } = await readPlan(id);
  if (plan.version !== version) throw new ApiError('precondition-failed', 412);
  await dropPlan(id, tag);
  plansState.value = {
    plans: (plansState.peek().plans ?? []).filter((one) => one.id !== id),
    problem: null,
  };
}
