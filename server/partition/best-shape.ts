/**
 * Grids as round as can be; what roads, equal sizes and present grids are worth comes second. Two plans are made rounder step
 * by step, the balanced one and a fresh division, and of all plans on the way the roundest is taken: nothing by this name is
 * less round than the balanced plan, and where nothing is rounder it is that plan.
 */
import type { AreaWork } from './area-work.ts';
import { CHANGE_SOME, changeLess } from './change-less.ts';
import { byPlan, improve } from './improve.ts';
import type { AreaStage, Method } from './method.ts';
import { openViolations } from './open-violations.ts';
import type { Stage } from './progress.ts';
import { RoundestPlans } from './roundest-plans.ts';
import { solveAfresh } from './solve-area.ts';

/**
 * By the usual weights a grid's border costs several times what its shape does, so that roads win. These leave roads and
 * balance enough to decide between plans of one shape. Borders cost by the metre and shapes do not: in wide communities of few
 * grids a dearer border would still ask for fewer grids than are round.
 */
const WEIGHTS = { balance: 0.1, border: 0.003, shape: 2, change: 0, roundness: 0.7 };
/** Rounds of IMPROVE for each grid of each of the two plans. */
const ROUNDS = 3;

/** Trees know no shapes, and would all lead to the number of grids that balances best. */
const GRID_PRICES = [0, -0.1, 0, 0.1] as const;

export const BEST_SHAPE: Method = {
  name: 'best-shape',
  // The balanced plan may leave them cut, and it must be within reach.
  leaveCutCompounds: true,
  weights: WEIGHTS,
  solve: bestShape,
};

function* bestShape(areas: readonly AreaWork[]): Generator<AreaStage, void> {
  const roundest = new RoundestPlans(areas.length);
  for (const [area, work] of areas.entries()) {
    for (const stage of isPlanned(work) ? balanced(work) : solveAfresh(work)) yield { area, stage };
    roundest.offer(area, work.state);
  }
  for (const [area, work] of areas.entries()) {
    const { state } = work;
    const offer = () => roundest.offer(area, state);
    for (const stage of rounder(work, offer)) yield { area, stage };
    if (isPlanned(work)) {
      for (const stage of solveAfresh(work)) yield { area, stage };
      offer();
      for (const stage of rounder(work, offer)) yield { area, stage };
    }
    state.load(roundest.plan(area));
    if (!openViolations(state, work.excuses).done) work.proveNoGrid();
  }
}

/** Does a plan stand here? A wanted number of grids is a wish for a fresh division all the same. */
function isPlanned({ question: { graph, wantedGrids } }: AreaWork): boolean {
  return wantedGrids === undefined && graph.present.some((grid) => grid >= 0);
}

function* balanced(work: AreaWork): Generator<Stage, void> {
  const other = work.again({ ...work.question.request.weights, ...CHANGE_SOME.weights });
  yield* changeLess(other);
  work.state.load(other.state.slotOf);
}

function* rounder({ bench, state }: AreaWork, offer: () => void): Generator<Stage, void> {
  for (const _ of improve(bench, state, ROUNDS, byPlan, GRID_PRICES)) {
    offer();
    yield 'improve';
  }
}
