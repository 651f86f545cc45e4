/** One yardstick for every method: what a division of a graph is worth, from cells and arcs alone. */
import type { CellGraph } from '../../../server/partition/cell-graph.ts';
import { USUAL_WEIGHTS } from '../../../server/partition/objective.ts';
import type { Standard } from '../../../server/partition/standard.ts';

export interface Evaluation {
  readonly parts: number;
  readonly inside: number;
  readonly contiguous: number;
  /** Polsby–Popper, added up over the parts. */
  readonly compactness: number;
  readonly borderCost: number;
  readonly households: readonly number[];
  readonly compactnesses: readonly number[];
}

export function evaluated(graph: CellGraph, partOf: ArrayLike<number>, { min, max }: Standard): Evaluation {
  const { households, areaCm2, outerCm } = graph.cells;
  const { left, right, lenCm, class: classes, connects } = graph.arcs;
  const names = [...new Set(Array.from(partOf))];
  const sums = new Map(names.map((name) => [name, { households: 0, area: 0, outline: 0, cells: 0, joins: 0 }]));
  const head = Int32Array.from(households.keys());
  const find = (cell: number): number => {
    let at = cell;
    while (head[at] !== at) at = head[at] = head[head[at]!]!;
    return at;
  };
  for (let cell = 0; cell < households.length; cell++) {
    const sum = sums.get(partOf[cell]!)!;
    sum.households += Math.max(0, households[cell]!);
    sum.area += areaCm2[cell]!;
    sum.outline += outerCm[cell]!;
    sum.cells++;
  }
  let borderCost = 0;
  for (let arc = 0; arc < left.length; arc++) {
    const a = left[arc]!;
    const b = right[arc]!;
    if (partOf[a] === partOf[b]) {
      if (connects[arc] === 0 || find(a) === find(b)) continue;
      head[find(a)] = find(b);
      sums.get(partOf[a]!)!.joins++;
      continue;
    }
    sums.get(partOf[a]!)!.outline += lenCm[arc]!;
    sums.get(partOf[b]!)!.outline += lenCm[arc]!;
    borderCost += (lenCm[arc]! / 100) * USUAL_WEIGHTS.preference[classes[arc] as 0 | 1 | 2 | 3];
  }
  const parts = [...sums.values()];
  const compactnesses = parts.map(({ area, outline }) => (4 * Math.PI * area) / outline ** 2);
  return {
    parts: parts.length,
    inside: parts.filter((part) => part.households >= min && part.households <= max).length,
    contiguous: parts.filter((part) => part.joins === part.cells - 1).length,
    compactness: compactnesses.reduce((sum, one) => sum + one, 0),
    borderCost,
    households: parts.map((part) => part.households),
    compactnesses,
  };
}
