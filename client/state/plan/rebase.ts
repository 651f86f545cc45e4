/** Communities whose ground has changed since the plan began there, and the choice for each: the plan's way, or that of now. */
import { computed, signal } from '@preact/signals';
import type { PlanRebase, RebasePreview } from '../../../server/contract/plan-rebase.ts';
import { moveCommunities, readRebase, readRebaseOf } from '../../api/plan-rebase.ts';
import { type ApiError, asApiError, isAbort } from '../../api/request.ts';
import { headState, loadHead, noteHead } from './head.ts';
import { reopen } from './opening.ts';

export type Take = 'mine' | 'theirs';
type Place = PlanRebase['communities'][number];

export const ground = signal<PlanRebase | null>(null);
export const groundProblem = signal<ApiError | null>(null);
export const groundBusy = signal(false);
/** By community, as far as they were looked at. */
export const outcomes = signal<ReadonlyMap<string, RebasePreview>>(new Map());
export const takes = signal<ReadonlyMap<string, Take>>(new Map());

/** Those that somebody must or may decide on, what blocks publishing first. */
export const shifted = computed<readonly Place[]>(() =>
  (ground.value?.communities ?? [])
    .filter(({ outdated, behind }) => outdated || behind)
    .sort((a, b) => Number(b.behind && b.changed) - Number(a.behind && a.changed)),
);

/** Ground is an extra: what cannot be read is left out. */
export async function loadGround(id: number, abort: AbortSignal): Promise<void> {
  try {
    ground.value = await readRebase(id, abort);
  } catch (error) {
    if (!isAbort(error)) leaveGround();
  }
}

export function leaveGround(): void {
  ground.value = null;
  groundProblem.value = null;
  groundBusy.value = false;
  outcomes.value = new Map();
  takes.value = new Map();
}

/** What both choices would make of a community; nothing is written. */
export async function lookAt(community: string): Promise<void> {
  const id = headState.peek().head?.plan.id;
  if (id === undefined) return;
  groundBusy.value = true;
  groundProblem.value = null;
  try {
    const found = await readRebaseOf(id, community);
    outcomes.value = new Map(outcomes.peek()).set(community, found);
  } catch (error) {
    groundProblem.value = asApiError(error);
  }
  groundBusy.value = false;
}

export const choose = (community: string, take: Take): void => {
  takes.value = new Map(takes.peek()).set(community, take);
};

/** Moves the communities that were decided on, as one operation. True when it was done. */
export async function move(): Promise<boolean> {
  const { head } = headState.peek();
  const communities = [...takes.peek()].map(([community, take]) => ({ community, take }));
  if (head === null || communities.length === 0) return false;
  groundBusy.value = true;
  groundProblem.value = null;
  try {
    const ref = `ground-${crypto.randomUUID()}`;
    const { answer, tag } = await moveCommunities(head.plan.id, { ref, communities }, head.tag);
    leaveGround();
    noteHead({ version: answer.version, seq: answer.seq }, tag);
    reopen();
    return true;
  } catch (error) {
    groundProblem.value = asApiError(error);
    groundBusy.value = false;
    await loadHead();
    return false;
  }
}
