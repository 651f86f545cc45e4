/**
 * The plan that is being worked on, as signals: what screens and the map follow. Everything that changes the plan goes through
 * `act` and undoing.ts; each is on the screen at once and on its way to the service.
 */
import { batch, computed, signal } from '@preact/signals';
import type { OperationBody } from '../../../server/contract/plan-operations.ts';
import type { OperationRefusal } from '../../../server/contract/plan-refusal.ts';
import type { Touched } from '../../../server/partition/plan/refuse.ts';
import type { ApiError } from '../../api/request.ts';
import { mayIn } from '../who.ts';
import { headState, plan, planId, worksOnCells } from './head.ts';
import type { Dropped, PlanSession, Step } from './plan-session.ts';
import { PLANNERS } from './roles.ts';

export type OpenState =
  | { readonly state: 'none' }
  /** Communities whose cells are there. */
  | { readonly state: 'loading'; readonly done: number; readonly of: number }
  | { readonly state: 'ready' }
  | { readonly state: 'failed'; readonly problem: ApiError };

export const openState = signal<OpenState>({ state: 'none' });
/** Another object when the plan was read anew. */
export const planSession = signal<PlanSession | null>(null);
/**
 * Whether the map leaves out the grids in force: the plan's own lie over them, or will in a moment. While its cells are being built,
 * which takes a while, the grids in force are what there is to see.
 */
export const coversGrids = computed(() => {
  if (planSession.value !== null) return true;
  if (planId.value === null || !worksOnCells.value || openState.value.state === 'failed') return false;
  const { head, problem } = headState.value;
  if (head === null) return problem === null;
  return head.plan.form === 'cells' && head.plan.communities.every(({ drawn, layer }) => !drawn || layer !== null);
});

/** Counts up with every change, whoever made it. Read it to be told again. */
export const revision = signal(0);

/** What the last change touched; null: everything may be another. */
export const lastChange = signal<readonly Touched[] | null>(null);

/** Why the last thing was not done, and where; gone with the next that is. */
export const refusal = signal<OperationRefusal | null>(null);

/** What others did while this browser had something else in mind, and what of ours could not be kept. */
export interface Meeting {
  readonly others: readonly { readonly actor: string; readonly operations: number }[];
  readonly communities: readonly string[];
  readonly dropped: readonly Dropped[];
}
export const meeting = signal<Meeting | null>(null);

/** Drafts are changed by planners of their area; all else is looked at. */
export const mayEdit = computed(
  () => plan.value !== null && plan.value.state === 'draft' && mayIn(PLANNERS, plan.value.area),
);

/** To be called after the session has changed. */
export function noteChange(touched: readonly Touched[] | null): void {
  batch(() => {
    lastChange.value = touched;
    revision.value += 1;
  });
}

/** Set by sending.ts: something waits to be sent. */
export const queued = signal(0);

/** What came of a step goes to the screen and on its way to the service; false when it was refused. */
export function note(step: Step | null): boolean {
  if (step === null) return false;
  if ('refusal' in step) {
    refusal.value = step.refusal;
    return false;
  }
  batch(() => {
    refusal.value = null;
    noteChange(step.touched);
    queued.value += 1;
  });
  return true;
}

/** False when it was refused: `refusal` says why and where. */
export function act(body: OperationBody): boolean {
  const session = planSession.peek();
  return session !== null && mayEdit.peek() && note(session.do(body));
}

/** The log has more that this person can take back than was read. */
export const older = signal(false);

export const canUndo = computed(() => {
  void revision.value;
  return mayEdit.value && (planSession.value?.undoable != null || older.value);
});
export const canRedo = computed(() => {
  void revision.value;
  return mayEdit.value && planSession.value?.redoable != null;
});
