/** The first division of an area: the cheapest over some random trees, lawful if any tree has a lawful one. */
import { BestPlans } from './best-plans.ts';
import type { Effort } from './effort.ts';
import { type PartPrices, partPrices } from './part-prices.ts';
import type { PlanState } from './plan-state.ts';
import { CountedPartitions } from './wanted-grids.ts';
import type { Workbench } from './workbench.ts';

/** How much trees think of roads, in turn. */
export const ROAD_FACTORS = [0, 0.3, 0.6] as const;
const BEST_ROAD_FACTOR = 0.6;
/** Areas of up to this many nodes are cheap to try and have few plans: they get many trees and several plans to go on with. */
export const SMALL_AREA = 60;
const SMALL_TREES = 500;
const PLANS_A_COUNT = 2;
/**
 * Trees know nothing of shapes, which cost more the more grids there are: left alone they all lead to the number of grids that
 * balances best. Where a grid has only a few nodes IMPROVE finds no way from there to another number, so every fourth tree is
 * asked again with another price for a grid. In larger areas that changed nothing for the better.
 */
const TINY_AREA = 16;
const GRID_PRICES = [-0.15, 0.1, 0.2, 0.35] as const;
const ASKED_AGAIN = 4;

/**
 * Plans to go on with, the best first: one, or for a small area some of each number of grids. `hopeless`: it is proven that no
 * lawful division exists, so none is looked for.
 */
export function seedPlans(bench: Workbench, state: PlanState, effort: Effort, hopeless: boolean): Int32Array[] {
  const { graph, standard, target, weights, wantedGrids } = bench.problem;
  const isSmall = graph.nodeCount <= SMALL_AREA;
  const best = new BestPlans(isSmall ? PLANS_A_COUNT : 0, wantedGrids);
  const price = { standard, target, balance: weights.balance };
  const hard = partPrices({ ...price, soft: false });
  const counted = wantedGrids === undefined ? undefined : new CountedPartitions({ ...price, soft: false }, wantedGrids);
  if (!hopeless) {
    const trees = isSmall ? Math.max(effort.seedTrees, SMALL_TREES) : effort.seedTrees;
    const isTiny = graph.nodeCount <= TINY_AREA;
    const priced = isTiny ? GRID_PRICES.map((partPrice) => partPrices({ ...price, soft: false, partPrice })) : [];
    for (let i = 0; i < trees; i++) {
      const again = isTiny && i % ASKED_AGAIN === 0 ? priced[(i / ASKED_AGAIN) % priced.length] : undefined;
      attempt(hard, isSmall ? ROAD_FACTORS[i % 3]! : BEST_ROAD_FACTOR, again);
    }
    for (let i = 0; i < effort.extraTrees && best.isEmpty; i++) attempt(hard, ROAD_FACTORS[i % 3]!);
  }
  if (best.isEmpty) {
    const soft = partPrices({ ...price, soft: true });
    for (let i = 0; i < effort.seedTrees; i++) attempt(soft, BEST_ROAD_FACTOR);
  }
  return best.plans();

  function attempt(prices: PartPrices, road: number, again?: PartPrices): void {
    const { pieces, trees, partitions, partOf, random } = bench;
    const taste = { road, stay: 0, border: weights.border / 100, change: 0 };
    const piece = pieces.of(Array.from({ length: graph.nodeCount }, (_, v) => v));
    const tree = trees.grow(piece, random, taste)!;
    if (counted !== undefined && prices === hard) {
      if (!counted.solve(partitions, tree, partOf)) return;
    } else {
      if (partitions.solve(tree, prices) === Infinity) return;
      partitions.parts(partOf);
    }
    state.load(partOf);
    best.offer(state);
    if (again === undefined || counted !== undefined || partitions.solve(tree, again) === Infinity) return;
    partitions.parts(partOf);
    state.load(partOf);
    best.offer(state);
  }
}
