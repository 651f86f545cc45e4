/**
 * The simple way, to compare with: a random spanning tree, cut where both sides can hold whole numbers of lawful grids, and so
 * on for both sides (recursive tree bipartition as in ReCom's start; written from its description).
 */
import type { CellGraph } from '../../../server/partition/cell-graph.ts';
import type { Standard } from '../../../server/partition/standard.ts';
import { between, type Random, shuffle } from '../random.ts';

const TRIES = 200;

/** Part of each cell, `parts` in all; where no tree has a fitting edge, the fittest one met is cut. */
export function treeBipartition(graph: CellGraph, { min, max }: Standard, parts: number, random: Random): Int32Array {
  const partOf = new Int32Array(graph.cells.ids.length);
  let next = 0;
  divide([...partOf.keys()], parts);
  return partOf;

  function divide(cells: readonly number[], count: number): void {
    if (count === 1 || cells.length === 1) {
      for (const cell of cells) partOf[cell] = next;
      next++;
      return;
    }
    const half = Math.floor(count / 2);
    let fittest: { side: number[]; miss: number } | undefined;
    for (let attempt = 0; attempt < TRIES && (fittest === undefined || fittest.miss > 0); attempt++) {
      const cut = bestCut(graph, cells, half, count, { min, max }, random);
      if (cut.miss < (fittest?.miss ?? Infinity)) fittest = cut;
    }
    const side = new Set(fittest!.side);
    divide([...side], half);
    divide(
      cells.filter((cell) => !side.has(cell)),
      count - half,
    );
  }
}

function bestCut(
  { arcs, cells: { households } }: CellGraph,
  cells: readonly number[],
  half: number,
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
    const miss = outside(sum, half) + outside(all - sum, count - half);
    const other = outside(sum, count - half) + outside(all - sum, half);
    return { top, miss: Math.min(miss, other), isHalf: miss <= other };
  });
  const least = Math.min(...misses.map(({ miss }) => miss));
  const fitting = misses.filter(({ miss }) => miss === least);
  const { top, isHalf } = fitting[between(random, 0, fitting.length - 1)]!;
  const below = new Set([top]);
  for (const at of order) if (below.has(parent.get(at)!)) below.add(at);
  const side = order.filter((cell) => below.has(cell) === isHalf);
  return { side, miss: least };
}
