/**
 * Makes a plan better grid by grid: a few neighbours are divided anew along roads and annealed; kept if J falls and nothing
 * becomes unlawful.
 */
import { type Division, Neighbourhood } from './neighbourhood.ts';
import { partPrices } from './part-prices.ts';
import type { PlanState } from './plan-state.ts';
import type { TreeTaste } from './random-tree.ts';
import { ROAD_FACTORS } from './seed.ts';
import { slotNodes, walkFrom } from './slot-walk.ts';
import type { Workbench } from './workbench.ts';

const TREES = 4;
/** Exchanges for each node of the neighbourhood. */
const MOVES = 42;
const HOT = 0.03;
const COLD = 0.004;
/** A round has no fewer steps than this, so that a plan of two grids is not left at the first try. */
const FEWEST_STEPS = 12;

/** What a division is worth by the tree that it comes from, which knows weights and borders but no shapes. */
function byTree(_: Neighbourhood, division: Division): number {
  return division.price;
}

/** What it is worth as a plan; dearer to ask. */
export function byPlan(around: Neighbourhood, division: Division): number {
  around.apply(division);
  const cost = around.cost();
  around.restore();
  return cost;
}

/** One grid a step; yields after each, so that the caller may stop. */
export function* improve(
  bench: Workbench,
  state: PlanState,
  rounds: number,
  judged = byTree,
  gridPrices: readonly number[] = [0],
): Generator<void> {
  const { standard, target, weights, wantedGrids } = bench.problem;
  const hard = gridPrices.map((partPrice) =>
    partPrices({ standard, target, balance: weights.balance, soft: false, partPrice }),
  );
  const taste = { road: 0, stay: 0, border: weights.border / 100, change: 0 };
  const steps = rounds * Math.max(FEWEST_STEPS, state.usedSlots().length);
  for (let step = 0; step < steps; step++) {
    const used = state.usedSlots();
    const nodesOf = slotNodes(state);
    const slots = walkFrom(state, bench.random, nodesOf, used[step % used.length]!, 2 + bench.random.below(3));
    const around = new Neighbourhood(bench, state, slots, nodesOf);
    const before = around.cost();
    const unlawful = around.violations();
    const piece = around.piece();
    let best: Division | undefined;
    let bestPrice = Infinity;
    for (let i = 0; i < TREES; i++) {
      const division = around.divided(piece, hard[i % hard.length]!, {
        ...taste,
        road: ROAD_FACTORS[i % 3]!,
      } satisfies TreeTaste);
      if (division === undefined) continue;
      const price = judged(around, division);
      if (price >= bestPrice || (wantedGrids !== undefined && division.parts !== slots.length)) continue;
      best = division;
      bestPrice = price;
    }
    if (best !== undefined) around.apply(best);
    around.anneal(MOVES, HOT, COLD);
    const after = around.violations();
    const isWorse = after.households > unlawful.households || after.grids > unlawful.grids;
    if (isWorse || around.cost() >= before) around.restore();
    yield;
  }
}
