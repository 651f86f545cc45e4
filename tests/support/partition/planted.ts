/**
 * Communities of which a lawful plan is known: a plan is drawn by a method that is not the engine's, households are scaled
 * inside each part to a total inside the standard, and the plan is hidden.
 */
import type { CellGraph } from '../../../server/partition/cell-graph.ts';
import type { Standard } from '../../../server/partition/standard.ts';
import { between, type Random } from '../random.ts';
import type { TestCommunity } from './test-community.ts';

export type Planting = 'growth' | 'nearest';

const FEWEST_CELLS = 3;
/** No cell is heavier than this share of the standard's maximum. */
const HEAVIEST = 0.6;

export interface Planted {
  readonly graph: CellGraph;
  /** The hidden plan. */
  readonly partOf: Int32Array;
}

/** growth: regions that eat their way outwards by chance, of any shape. nearest: each cell to the nearest of some points. */
export function planted(
  { graph, x, y }: TestCommunity,
  standard: Standard,
  planting: Planting,
  random: Random,
): Planted {
  const neighbours = neighbourLists(graph);
  const count = neighbours.length;
  const households = graph.cells.households.reduce((sum, one) => sum + one, 0);
  const most = Math.floor(count / (FEWEST_CELLS + 2));
  const parts = Math.max(1, Math.min(most, Math.round(households / ((standard.min + standard.max) / 2))));
  const seeds = new Set<number>();
  while (seeds.size < parts) seeds.add(between(random, 0, count - 1));
  const partOf = new Int32Array(count).fill(-1);
  [...seeds].forEach((cell, part) => {
    partOf[cell] = part;
  });
  const starts = [...seeds];
  const price = (part: number, cell: number) => {
    const start = starts[part]!;
    return planting === 'growth' ? random() : (x[cell]! - x[start]!) ** 2 + (y[cell]! - y[start]!) ** 2;
  };
  grow(partOf, neighbours, price);
  mergeSmall(partOf, neighbours);
  return { graph: withHouseholds(graph, partOf, standard, random), partOf };
}

function grow(
  partOf: Int32Array,
  neighbours: readonly (readonly number[])[],
  price: (part: number, cell: number) => number,
): void {
  const rim: { cell: number; part: number; price: number }[] = [];
  const spread = (cell: number) => {
    const part = partOf[cell]!;
    for (const other of neighbours[cell]!)
      if (partOf[other]! < 0) rim.push({ cell: other, part, price: price(part, other) });
  };
  for (const cell of partOf.keys()) if (partOf[cell]! >= 0) spread(cell);
  while (rim.length > 0) {
    let cheapest = 0;
    for (let i = 1; i < rim.length; i++) if (rim[i]!.price < rim[cheapest]!.price) cheapest = i;
    const { cell, part } = rim[cheapest]!;
    rim[cheapest] = rim[rim.length - 1]!;
    rim.pop();
    if (partOf[cell]! >= 0) continue;
    partOf[cell] = part;
    spread(cell);
  }
}

function mergeSmall(partOf: Int32Array, neighbours: readonly (readonly number[])[]): void {
  for (;;) {
    const sizes = new Map<number, number>();
    for (const part of partOf) sizes.set(part, (sizes.get(part) ?? 0) + 1);
    const small = [...sizes].find(([, size]) => size < FEWEST_CELLS)?.[0];
    if (small === undefined || sizes.size === 1) return;
    const cell = partOf.findIndex(
      (part, at) => part === small && neighbours[at]!.some((other) => partOf[other] !== small),
    );
    const into = neighbours[cell]!.map((other) => partOf[other]!).find((part) => part !== small)!;
    for (const at of partOf.keys()) if (partOf[at] === small) partOf[at] = into;
  }
}

function withHouseholds(graph: CellGraph, partOf: Int32Array, standard: Standard, random: Random): CellGraph {
  const households = graph.cells.households.slice();
  const limit = Math.floor(HEAVIEST * standard.max);
  for (const part of new Set(partOf)) {
    const cells = [...partOf.keys()].filter((cell) => partOf[cell] === part);
    const total = between(random, standard.min, standard.max);
    share(cells, households, total, limit);
  }
  return { ...graph, cells: { ...graph.cells, households } };
}

/** Scales to the total by largest remainder; what is above the limit goes to the cells that have room, one each in turn. */
function share(cells: readonly number[], households: Int32Array, total: number, limit: number): void {
  const sum = cells.reduce((all, cell) => all + households[cell]!, 0);
  const exact = cells.map((cell) =>
    Math.min(limit, sum === 0 ? total / cells.length : (total * households[cell]!) / sum),
  );
  const order = cells.map((_, i) => i).sort((a, b) => (exact[b]! % 1) - (exact[a]! % 1));
  cells.forEach((cell, i) => {
    households[cell] = Math.floor(exact[i]!);
  });
  let left = total - cells.reduce((all, cell) => all + households[cell]!, 0);
  for (let i = 0; left > 0; i = (i + 1) % order.length) {
    const cell = cells[order[i]!]!;
    if (households[cell]! >= limit) continue;
    households[cell]!++;
    left--;
  }
}

function neighbourLists({ cells, arcs }: CellGraph): number[][] {
  const lists: number[][] = cells.ids.map(() => []);
  arcs.left.forEach((left, i) => {
    if (arcs.connects[i] === 0 || arcs.lenCm[i]! < 50) return;
    lists[left]!.push(arcs.right[i]!);
    lists[arcs.right[i]!]!.push(left);
  });
  return lists;
}
