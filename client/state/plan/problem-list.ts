/** What is wrong with the open plan, to be gone through: the next one is flown to and its grid is taken in hand. */
import { computed, signal } from '@preact/signals';
import { toDegrees } from '../../../server/geometry/lattice.ts';
import type { Problem } from '../../../server/partition/plan/problems.ts';
import { flyTo } from '../viewport.ts';
import { chosen, level } from './choice.ts';
import { flyToCells } from './fly.ts';
import { planSession, revision } from './opened.ts';

export const problems = computed<readonly Problem[]>(() => {
  void revision.value;
  return planSession.value?.problems.list() ?? [];
});

export const problemCount = computed(() => problems.value.length);

/** The one that was gone to last; it may be solved by now. */
export const problemInHand = signal<Problem | null>(null);

/** The smaller piece is what there is to do about, and what is flown to. */
export function goToProblem(problem: Problem): void {
  problemInHand.value = problem;
  if (problem.level !== level.peek()) level.value = problem.level;
  chosen.value = problem.slot === null ? null : { community: problem.community, slot: problem.slot };
  const community = planSession.peek()?.community(problem.community);
  if (community !== undefined && flyToCells(community.layer, problem.cells)) return;
  if (problem.at !== null) flyTo({ lon: toDegrees(problem.at[0]), lat: toDegrees(problem.at[1]), zoom: 17 });
}

/** False when there is none. */
export function stepProblem(way: 1 | -1): boolean {
  const next = planSession.peek()?.problems.step(problemInHand.peek(), way) ?? null;
  if (next !== null) goToProblem(next);
  return next !== null;
}
