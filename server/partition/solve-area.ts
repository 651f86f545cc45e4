/** All stages of a fresh proposal for one connected area. */
import { anneal, movableEdges } from './anneal.ts';
import type { AreaWork } from './area-work.ts';
import { BestPlans } from './best-plans.ts';
import type { Effort } from './effort.ts';
import { improve } from './improve.ts';
import { openViolations } from './open-violations.ts';
import type { PlanState } from './plan-state.ts';
import type { Stage } from './progress.ts';
import { repair } from './repair.ts';
import { seedPlans } from './seed.ts';
import type { Workbench } from './workbench.ts';

const HOT = 0.15;
const COLD = 0.004;
/** Most of what can be repaired is by then; only afterwards is it worth asking what cannot. */
const FIRST_ROUNDS = 40;

/** Yields the stage it is in whenever the caller may stop; a plan stands after every yield. */
export function* solveAfresh(work: AreaWork): Generator<Stage, void> {
  const { bench, state, effort } = work;
  const best = new BestPlans(0, bench.problem.wantedGrids);
  for (const plan of seedPlans(bench, state, effort, work.excuses.households > 0)) {
    state.load(plan);
    yield 'seed';
    polish(bench, state, effort);
    best.offer(state);
    yield 'polish';
  }
  state.load(best.plans()[0]!);
  yield* repairOrProve(work);
  for (const _ of improve(bench, state, effort.improveRounds)) yield 'improve';
}

/** Repairs, and proves what resists. */
export function* repairOrProve(work: AreaWork): Generator<Stage, void> {
  const { bench, state, effort } = work;
  const first = Math.min(FIRST_ROUNDS, effort.repairRounds);
  for (const _ of repair(bench, state, work.excuses, first)) yield 'repair';
  if (openViolations(state, work.excuses).done) return;
  work.proveNoGrid();
  yield 'prove';
  for (const _ of repair(bench, state, work.excuses, effort.repairRounds - first)) yield 'repair';
  // What is left after all rounds may have come to other nodes.
  if (!openViolations(state, work.excuses).done) work.proveNoGrid();
}

export function polish({ random, problem }: Workbench, state: PlanState, effort: Effort): void {
  const moves = effort.polishMoves * problem.graph.nodeCount;
  anneal(state, random, { edges: movableEdges(state), moves, hot: HOT, cold: COLD });
}
