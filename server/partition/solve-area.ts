/** All stages of a fresh proposal for one connected area. */
import { anneal, movableEdges } from './anneal.ts';
import type { Effort } from './effort.ts';
import { improve } from './improve.ts';
import type { Excuses } from './open-violations.ts';
import type { PlanState } from './plan-state.ts';
import { repair } from './repair.ts';
import { seedPlan } from './seed.ts';
import type { Workbench } from './workbench.ts';

export type Stage = 'seed' | 'polish' | 'repair' | 'improve';

const HOT = 0.15;
const COLD = 0.004;
/** A large community gets more exchanges: this many a node. */
const MOVES_A_NODE = 400;

/** Yields the stage it is in whenever the caller may stop; a plan stands after every yield. */
export function* solveArea(
  bench: Workbench,
  state: PlanState,
  effort: Effort,
  excuses: Excuses,
): Generator<Stage, void> {
  seedPlan(bench, state, effort, excuses.households > 0);
  yield 'seed';
  polish(bench, state, effort);
  yield 'polish';
  for (const _ of repair(bench, state, excuses, effort.repairRounds)) yield 'repair';
  for (const _ of improve(bench, state, effort.improveRounds)) yield 'improve';
}

export function polish({ random, problem }: Workbench, state: PlanState, effort: Effort): void {
  const moves = Math.max(effort.polishMoves, effort.polishMoves > 0 ? MOVES_A_NODE * problem.graph.nodeCount : 0);
  if (moves > 0) anneal(state, random, { edges: movableEdges(state), moves, hot: HOT, cold: COLD });
}
