/**
 * The plan of the address on its way to the next edition: the steps it took, what the signed-in person may do now, what
 * publishing would do and what blocks it, and the edition it became.
 */
import { computed, effect, signal, untracked } from '@preact/signals';
import type { Finding } from '../../../server/contract/coverage.ts';
import type { NewPlanStep, PlanStepRow, PlanSteps } from '../../../server/contract/plan-life.ts';
import type { NewPublish, Published, PublishPreview } from '../../../server/contract/plan-publish.ts';
import type { PlanLifeState } from '../../../server/contract/plans.ts';
import { publishPlan, readPlanCoverage, readPublishPreview, readSteps, takeStep } from '../../api/plan-life.ts';
import { type ApiError, asApiError, isAbort } from '../../api/request.ts';
import { reload } from '../load.ts';
import { headState, loadHead, noteHead, plan } from './head.ts';
import { leaveGround, loadGround } from './rebase.ts';

export interface LifeState {
  readonly steps: PlanSteps | null;
  readonly problem: ApiError | null;
}
export const life = signal<LifeState>({ steps: null, problem: null });

export interface PreviewState {
  readonly preview: PublishPreview | null;
  readonly problem: ApiError | null;
  /** Of the map that the plan would make, by id: where what blocks lies. */
  readonly findings: ReadonlyMap<string, Finding>;
}
const NO_PREVIEW: PreviewState = { preview: null, problem: null, findings: new Map() };
export const publishState = signal<PreviewState>(NO_PREVIEW);
/** What was published from this screen. */
export const published = signal<Published | null>(null);
/** The last confirmation before publishing is open. */
export const confirming = signal(false);

export const mayPublish = computed(() => life.value.steps?.next.includes('publish') ?? false);

async function loadSteps(id: number, abort: AbortSignal): Promise<void> {
  try {
    life.value = { steps: await readSteps(id, abort), problem: null };
  } catch (error) {
    if (!isAbort(error)) life.value = { steps: null, problem: asApiError(error) };
  }
}

async function loadPreview(id: number, area: string, abort: AbortSignal): Promise<void> {
  try {
    const preview = await readPublishPreview(id, abort);
    publishState.value = { preview, problem: null, findings: publishState.peek().findings };
    if (preview.blocks.findings.length === 0) return;
    const { findings } = await readPlanCoverage(area, id, abort);
    publishState.value = { ...publishState.peek(), findings: new Map(findings.map((one) => [one.id, one])) };
  } catch (error) {
    if (!isAbort(error)) publishState.value = { ...NO_PREVIEW, problem: asApiError(error) };
  }
}

/** After something else than the plan has changed: an exception. */
export async function readPreviewAgain(): Promise<void> {
  const of = plan.peek();
  if (of !== null) await loadPreview(of.id, of.area, new AbortController().signal);
}

/** Follows the plan and its version for as long as the review is open. */
export function followLife(): () => void {
  const key = computed(() => (plan.value === null ? '' : `${plan.value.id} ${plan.value.version}`));
  let known = '';
  const stop = effect(() => {
    const now = key.value;
    const controller = new AbortController();
    untracked(() => {
      const of = plan.value;
      if (of === null) return;
      if (now.split(' ')[0] !== known.split(' ')[0]) leaveLife();
      known = now;
      void loadSteps(of.id, controller.signal);
      // what is there stays until the answer comes: a step changes the version, and seldom what publishing would do
      if (of.state === 'published') publishState.value = NO_PREVIEW;
      else void loadPreview(of.id, of.area, controller.signal);
      if (of.form === 'cells' && of.state !== 'published') void loadGround(of.id, controller.signal);
      else leaveGround();
    });
    return () => controller.abort();
  });
  return () => {
    stop();
    leaveLife();
  };
}

function leaveLife(): void {
  life.value = { steps: null, problem: null };
  publishState.value = NO_PREVIEW;
  published.value = null;
  confirming.value = false;
  leaveGround();
}

/** Rejects with ApiError; the plan is read again when somebody else was faster. */
export async function take(step: NewPlanStep): Promise<void> {
  const { head } = headState.peek();
  if (head === null) return;
  try {
    const { answer, tag } = await takeStep(head.plan.id, step, head.tag);
    // the tag names the version: a step counts it up by one
    noteHead({ state: answer.state, version: head.plan.version + 1 }, tag);
    life.value = { steps: answer, problem: null };
  } catch (error) {
    await refresh(asApiError(error));
    throw error;
  }
}

/** Rejects with ApiError. Afterwards the map shows the new edition. */
export async function publish(body: NewPublish): Promise<void> {
  const { head } = headState.peek();
  if (head === null) return;
  try {
    const { answer, tag } = await publishPlan(head.plan.id, body, head.tag);
    noteHead({ state: 'published', edition: answer.edition, version: head.plan.version + 1 }, tag);
    published.value = answer;
    confirming.value = false;
  } catch (error) {
    await refresh(asApiError(error));
    throw error;
  }
  await reload();
}

/** What the refusal says is out of date is read again. */
async function refresh({ code }: ApiError): Promise<void> {
  if (code === 'precondition-failed' || code === 'plan-state') await loadHead();
}

export const LIFE_STATES: readonly PlanLifeState[] = ['draft', 'submitted', 'reviewed', 'approved', 'published'];

export interface Station {
  readonly state: PlanLifeState;
  readonly reached: boolean;
  readonly current: boolean;
  /** The step that led here, since the plan was last sent back. */
  readonly by: PlanStepRow | null;
}

/** The way as a line of five stations. */
export function stationsOf({ state, steps }: PlanSteps): Station[] {
  const at = LIFE_STATES.indexOf(state);
  const lastBack = steps.findLastIndex(({ to }) => to === 'draft');
  return LIFE_STATES.map((one, place) => {
    const by =
      one === 'draft'
        ? (steps[lastBack] ?? null)
        : (steps.findLast(({ to }, row) => to === one && row > lastBack) ?? null);
    return { state: one, reached: place <= at, current: place === at, by: place <= at ? by : null };
  });
}
