/**
 * Makes a plan better grid by grid: a few neighbours are divided anew along roads and annealed; kept if J falls and nothing
 * becomes unlawful.
 */
import { anneal, movableEdges } from './anneal.ts';
import { partPrices } from './part-prices.ts';
import type { PlanState } from './plan-state.ts';
import { restore } from './repair.ts';
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

/** One grid a step; yields after each, so that the caller may stop. */
export function* improve(bench: Workbench, state: PlanState, rounds: number): Generator<void> {
  const { random, problem, pieces, trees, partitions, partOf } = bench;
  const { standard, target, weights } = problem;
  const hard = partPrices({ standard, target, balance: weights.balance, soft: false });
  const taste = { road: 0, stay: 0, border: weights.border / 100, change: 0 };
  const steps = rounds * Math.max(FEWEST_STEPS, state.usedSlots().length);
  for (let step = 0; step < steps; step++) {
    const used = state.usedSlots();
    const nodesOf = slotNodes(state);
    const slots = walkFrom(state, random, nodesOf, used[step % used.length]!, 2 + random.below(3));
    const nodes = slots.flatMap((slot) => nodesOf[slot]!);
    const before = state.costIn(slots, nodes);
    const unlawful = state.violations(slots);
    const kept = Int32Array.from(nodes, (v) => state.slotOf[v]!);
    const piece = pieces.of(nodes);
    let bestCost = Infinity;
    let best: Int32Array | undefined;
    let bestParts = 0;
    for (let i = 0; i < TREES; i++) {
      const tree = trees.grow(piece, random, { ...taste, road: ROAD_FACTORS[i % 3]! });
      if (tree === undefined) break;
      const cost = partitions.solve(tree, hard);
      if (cost >= bestCost) continue;
      bestCost = cost;
      bestParts = partitions.parts(partOf);
      best = partOf.slice(0, nodes.length);
    }
    let now: readonly number[] = slots;
    if (best !== undefined) now = state.resplit(slots, nodes, best, bestParts);
    anneal(state, random, { edges: movableEdges(state, now), moves: MOVES * nodes.length, hot: HOT, cold: COLD });
    const after = state.violations(now);
    const worse = after.households > unlawful.households || after.grids > unlawful.grids;
    if (worse || state.costIn(now, nodes) >= before) restore(state, slots, now, nodes, kept);
    yield;
  }
}
