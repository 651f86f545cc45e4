/** The first division of an area: the cheapest over some random trees, lawful if any tree has a lawful one. */
import type { Effort } from './effort.ts';
import { type PartPrices, partPrices } from './part-prices.ts';
import type { PlanState } from './plan-state.ts';
import type { TreeTaste } from './random-tree.ts';
import type { Workbench } from './workbench.ts';

/** How much trees think of roads, in turn. */
export const ROAD_FACTORS = [0, 0.3, 0.6] as const;
const BEST_ROAD_FACTOR = 0.6;
/** Small areas get more trees, as many as make this many nodes: they cost little and there the best plan can be found. */
const NODES_ON_TREES = 1700;

/** `hopeless`: it is proven that no lawful division exists, so none is looked for. */
export function seedPlan(bench: Workbench, state: PlanState, effort: Effort, hopeless: boolean): void {
  const { standard, target, weights, graph } = bench.problem;
  const all = Array.from({ length: graph.nodeCount }, (_, v) => v);
  const price = { standard, target, balance: weights.balance };
  const taste = { road: BEST_ROAD_FACTOR, stay: 0, border: weights.border / 100, change: 0 };
  const best = new Best();
  const hard = partPrices({ ...price, soft: false });
  const attempt = (prices: PartPrices, road: number) => {
    if (divide(bench, state, all, prices, { ...taste, road })) best.offer(state);
  };
  if (!hopeless) {
    const trees = Math.max(effort.seedTrees, Math.ceil(NODES_ON_TREES / graph.nodeCount));
    for (let i = 0; i < trees; i++) attempt(hard, BEST_ROAD_FACTOR);
    for (let i = 0; i < effort.extraTrees && best.slotOf === undefined; i++) attempt(hard, ROAD_FACTORS[i % 3]!);
  }
  if (best.slotOf === undefined) {
    const soft = partPrices({ ...price, soft: true });
    for (let i = 0; i < effort.seedTrees; i++) attempt(soft, BEST_ROAD_FACTOR);
  }
  state.load(best.slotOf!);
}

/** Loads the cheapest division of one random tree over all nodes; false when it has none. */
function divide(
  { pieces, trees, partitions, partOf, random }: Workbench,
  state: PlanState,
  all: readonly number[],
  prices: PartPrices,
  taste: TreeTaste,
): boolean {
  const tree = trees.grow(pieces.of(all), random, taste)!;
  if (partitions.solve(tree, prices) === Infinity) return false;
  partitions.parts(partOf);
  state.load(partOf);
  return true;
}

/** The best plan offered: fewest unlawful households, then the least J. */
class Best {
  slotOf: Int32Array | undefined;
  #violation = Infinity;
  #cost = Infinity;

  offer(state: PlanState): void {
    const { households } = state.violations();
    const cost = state.cost();
    if (households > this.#violation || (households === this.#violation && cost >= this.#cost)) return;
    this.slotOf = state.slotOf.slice();
    this.#violation = households;
    this.#cost = cost;
  }
}
