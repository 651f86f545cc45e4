/**
 * The simple way, to compare with: a random spanning tree, cut where one side is a grid and the other can hold the rest of
 * them, and so on with the rest (as ReCom's chains are started; written from its description).
 */
import type { CellGraph } from '../../../server/partition/cell-graph.ts';
import type { Standard } from '../../../server/partition/standard.ts';
import { between, type Random, shuffle } from '../random.ts';

const TRIES = 200;
/** How much of the slack around the mean a grid may use, so that the last ones come out too: the best of 0.3, 0.5, 0.7 and 1. */
const SLACK_SHARE = 0.5;

/** Part of each cell, `parts` in all; where no tree has a fitting edge, the fittest one met is cut. */
export function treeBipartition(graph: CellGraph, { min, max }: Standard, parts: number, random: Random): Int32Array {
  const partOf = new Int32Array(graph.cells.ids.length);
  const target = graph.cells.households.reduce((sum, one) => sum + one, 0) / parts;
  const slack = SLACK_SHARE * Math.min(max - target, target - min);
  const band = { min: target - slack, max: target + slack };
  let next = 0;
  divide([...partOf.keys()], parts);
  return partOf;

  function divide(cells: readonly number[], count: number): void {
    if (count === 1 || cells.length === 1) {
      for (const cell of cells) partOf[cell] = next;
      next++;
      return;
    }
    let fittest: { side: number[]; miss: number } | undefined;
    for (let attempt = 0; attempt < TRIES && (fittest === undefined || fittest.miss > 0); attempt++) {
      const cut = bestCut(graph, cells, count, band, random);
      if (cut.miss < (fittest?.miss ?? Infinity)) fittest = cut;
    }
    const side = new Set(fittest!.side);
    divide([...side], 1);
    divide(
      cells.filter((cell) => !side.has(cell)),
      count - 1,
    );
  }
}

function bestCut(
  { arcs, cells: { households } }: CellGraph,
  cells: readonly number[],
  count: number,
  { min, max }: Standard,
  random: Random,
): { side: number[]; miss: number } {
  const inside = new Set(cells);
  const set = new Map(cells.map((cell) => [cell, cell]));
  const find = (cell: number): number => (set.get(cell) === cell ? cell : find(set.get(cell)!));
  const near = new Map<number, number[]>(cells.map((cell) => [cell, []]));
  const rows = [...arcs.left.keys()].filter(
    (arc) =>
      arcs.connects[arc] === 1 && arcs.lenCm[arc]! >= 50 && inside.has(arcs.left[arc]!) && inside.has(arcs.right[arc]!),
  );
  for (const arc of shuffle(random, rows)) {
    const a = arcs.left[arc]!;
    const b = arcs.right[arc]!;
    const x = find(a);
    const y = find(b);
    if (x === y) continue;
    set.set(x, y);
    near.get(a)!.push(b);
    near.get(b)!.push(a);
  }
  const order = [cells[between(random, 0, cells.length - 1)]!];
  const parent = new Map([[order[0]!, -1]]);
  for (const at of order) {
    for (const other of near.get(at)!) {
      if (parent.has(other)) continue;
      parent.set(other, at);
      order.push(other);
    }
  }
  const weight = new Map(cells.map((cell) => [cell, households[cell]!]));
  for (const at of [...order].reverse()) {
    const above = parent.get(at)!;
    if (above >= 0) weight.set(above, weight.get(above)! + weight.get(at)!);
  }
  const all = weight.get(order[0]!)!;
  const outside = (sum: number, grids: number) => Math.max(0, grids * min - sum, sum - grids * max);
  const misses = order.slice(1).map((top) => {
    const sum = weight.get(top)!;
    const miss = outside(sum, 1) + outside(all - sum, count - 1);
    const other = outside(sum, count - 1) + outside(all - sum, 1);
    return { top, miss: Math.min(miss, other), isGrid: miss <= other };
  });
  const least = Math.min(...misses.map(({ miss }) => miss));
  const fitting = misses.filter(({ miss }) => miss === least);
  const { top, isGrid } = fitting[between(random, 0, fitting.length - 1)]!;
  const below = new Set([top]);
  for (const at of order) if (below.has(parent.get(at)!)) below.add(at);
  const side = order.filter((cell) => below.has(cell) === isGrid);
  return { side, miss: least };
}
