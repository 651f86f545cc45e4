/**
 * Grids as round as can be: what roads, equal sizes and today's grids are worth comes second. The present plan with what is
 * wrong in it repaired, and a fresh division, are both made rounder; the better one is taken, so that no answer by this name is
 * less round than the balanced one.
 */
import type { AreaWork } from './area-work.ts';
import { CHANGE_SOME } from './change-less.ts';
import { improve } from './improve.ts';
import type { Method } from './method.ts';
import type { PlanState } from './plan-state.ts';
import type { Stage } from './progress.ts';
import { solveAfresh } from './solve-area.ts';

const WEIGHTS = { balance: 0.1, border: 0.01, shape: 2, change: 0 };
const ROUNDS = 4;

export const BEST_SHAPE: Method = {
  name: 'best-shape',
  // A plan that keeps them cut may be the roundest.
  leaveCutCompounds: true,
  weights: WEIGHTS,
  solve: bestShape,
};

interface Shaped {
  readonly slotOf: Int32Array;
  /** Households outside the standard. */
  readonly outside: number;
  /** Mean Polsby–Popper of the grids. */
  readonly roundness: number;
}

function* bestShape(work: AreaWork): Generator<Stage, void> {
  const { state, bench, question } = work;
  let best: Shaped | undefined;
  const offer = () => {
    const now = shapedOf(state);
    if (best === undefined || isBetter(now, best)) best = now;
  };
  if (question.wantedGrids === undefined && bench.problem.graph.present.some((grid) => grid >= 0)) {
    const balanced = work.again({ ...question.request.weights, ...CHANGE_SOME.weights });
    yield* CHANGE_SOME.solve(balanced);
    state.load(balanced.state.slotOf);
    offer();
    for (const _ of improve(bench, state, ROUNDS, true)) {
      offer();
      yield 'improve';
    }
  }
  yield* solveAfresh(work);
  offer();
  for (const _ of improve(bench, state, ROUNDS, true)) {
    offer();
    yield 'improve';
  }
  state.load(best!.slotOf);
}

function shapedOf(state: PlanState): Shaped {
  const slots = state.usedSlots();
  const roundness = slots.reduce((sum, slot) => sum + compactnessOf(state, slot), 0) / slots.length;
  return { slotOf: state.slotOf.slice(), outside: state.violations(slots).households, roundness };
}

function isBetter(one: Shaped, other: Shaped): boolean {
  return one.outside < other.outside || (one.outside === other.outside && one.roundness > other.roundness);
}

function compactnessOf({ areaCm2, outlineCm }: PlanState, slot: number): number {
  return (4 * Math.PI * areaCm2[slot]!) / outlineCm[slot]! ** 2;
}
