/** The plan named in the address (`#/plan/12`, `#/plan/12/compare`): what it is, its state, and the tag that changes must name. */
import { computed, effect, signal, untracked } from '@preact/signals';
import { readPlan, type TaggedPlan } from '../../api/plans.ts';
import { type ApiError, asApiError, isAbort } from '../../api/request.ts';
import { route } from '../route.ts';

export const PLAN_VIEWS = ['draw', 'propose', 'compare', 'review'] as const;
export type PlanView = (typeof PLAN_VIEWS)[number];

/** null: the list of plans. */
export const planId = computed<number | null>(() => {
  const [workspace, id = ''] = route.value.path;
  return workspace === 'plan' && /^[1-9]\d{0,14}$/.test(id) ? Number(id) : null;
});

export const planView = computed<PlanView>(() => PLAN_VIEWS.find((view) => view === route.value.path[2]) ?? 'draw');

/** Comparison and review are the service's: a vast plan is not taken apart for them. */
export const worksOnCells = computed(() => planView.value === 'draw' || planView.value === 'propose');

export const planPath = (id: number, view: PlanView = 'draw'): string =>
  view === 'draw' ? `plan/${id}` : `plan/${id}/${view}`;

export interface HeadState {
  readonly head: TaggedPlan | null;
  readonly problem: ApiError | null;
}

export const headState = signal<HeadState>({ head: null, problem: null });
export const plan = computed(() => headState.value.head?.plan ?? null);

/** After a change whose answer brought the tag. */
export function noteHead(change: Partial<TaggedPlan['plan']>, tag?: string): void {
  const { head } = headState.peek();
  if (head === null) return;
  headState.value = { head: { plan: { ...head.plan, ...change }, tag: tag ?? head.tag }, problem: null };
}

/** Reads the plan of the address again. */
export async function loadHead(signal?: AbortSignal): Promise<void> {
  const id = planId.peek();
  if (id === null) return;
  try {
    const head = await readPlan(id, signal);
    if (planId.peek() === id) headState.value = { head, problem: null };
  } catch (error) {
    if (!isAbort(error)) headState.value = { head: null, problem: asApiError(error) };
  }
}

/** Follows the address for as long as the workspace is open. */
export function followHead(): () => void {
  return effect(() => {
    const id = planId.value;
    const controller = new AbortController();
    untracked(() => {
      if (headState.value.head?.plan.id !== id) headState.value = { head: null, problem: null };
      if (id !== null) void loadHead(controller.signal);
    });
    return () => controller.abort();
  });
}
