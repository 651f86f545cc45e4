/**
 * Repairs are written to drafts; what is published stays as it is. A deed names the version of the draft that was on the
 * screen, so that nobody's work is overwritten or thrown away unseen.
 */
import { signal } from '@preact/signals';
import type { PlanHead } from '../../server/contract/plans.ts';
import { makeRepairs } from '../api/coverage.ts';
import { dropDraft, listDrafts, readDraft } from '../api/coverage-drafts.ts';
import { ApiError } from '../api/request.ts';
import { scope } from './areas.ts';
import { DRAFT_READERS } from './audit-roles.ts';
import { mayIn } from './who.ts';

/** Drafts of the area on the screen, the newest first; null while nobody has asked. */
export const drafts = signal<readonly PlanHead[] | null>(null);
/** The draft that repairs are previewed on and written to; null: the edition in force, and a new draft. */
export const target = signal<number | null>(null);

export interface Applied {
  readonly plan: number;
  /** Made for this repair. */
  readonly isNew: boolean;
  /** Of the draft, once it was written. */
  readonly version: number;
  /** Why it could not be mended; null: it was. */
  readonly left: string | null;
}
/** What was written from this screen, by finding. */
export const applied = signal<ReadonlyMap<string, Applied>>(new Map());

export async function loadDrafts(): Promise<void> {
  const area = scope.peek()?.code;
  if (area === undefined || !mayIn(DRAFT_READERS, area)) {
    drafts.value = [];
    return;
  }
  drafts.value = await listDrafts(area);
  if (!drafts.value.some(({ id }) => id === target.peek())) target.value = null;
}

/** Throws `precondition-failed` when the draft is no longer the one that was shown. */
async function tagOf({ id, version }: PlanHead): Promise<string> {
  const { plan, tag } = await readDraft(id);
  if (plan.version !== version) throw new ApiError('precondition-failed', 412);
  return tag;
}

const known = (id: number | null): PlanHead | undefined => drafts.peek()?.find((draft) => draft.id === id);

/** Writes the repair to the draft chosen, or to a new one of this title. Rejects with ApiError. */
export async function applyRepair(finding: string, title: string): Promise<void> {
  const area = scope.peek()?.code ?? '';
  const draft = known(target.peek());
  const done =
    draft === undefined
      ? await makeRepairs({ area, findings: [finding], title })
      : await makeRepairs({ area, findings: [finding], plan: draft.id }, await tagOf(draft));
  const left = done.left.find((one) => one.finding === finding)?.code ?? null;
  await loadDrafts();
  const version = known(done.plan)?.version ?? 0;
  applied.value = new Map(applied.value).set(finding, { plan: done.plan, isNew: draft === undefined, version, left });
}

/** Whether dropping the draft undoes this repair and nothing else. */
export const canUndo = ({ plan, isNew, version }: Applied): boolean =>
  isNew && drafts.value?.find(({ id }) => id === plan)?.version === version;

/** Drops a draft as it was shown. Rejects with ApiError. */
export async function discardDraft(id: number): Promise<void> {
  const draft = known(id);
  if (draft === undefined) throw new ApiError('plan-unknown', 404);
  await dropDraft(id, await tagOf(draft));
  applied.value = new Map([...applied.value].filter(([, { plan }]) => plan !== id));
  await loadDrafts();
}

export function leaveDrafts(): void {
  drafts.value = null;
  target.value = null;
  applied.value = new Map();
}
