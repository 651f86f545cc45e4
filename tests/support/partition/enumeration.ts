/** Every division of a small graph into connected parts, the slow and certain way. */
import type { CellGraph } from '../../../server/partition/cell-graph.ts';
import type { Weights } from '../../../server/partition/objective.ts';
import { type Standard, targetOf } from '../../../server/partition/standard.ts';

/** Neighbours as bits. */
export function neighbourBits({ cells, arcs }: CellGraph): number[] {
  const bits = cells.ids.map(() => 0);
  arcs.left.forEach((left, i) => {
    if (arcs.connects[i] === 0) return;
    bits[left]! |= 1 << arcs.right[i]!;
    bits[arcs.right[i]!]! |= 1 << left;
  });
  return bits;
}

/** All connected sets of free cells that hold `first`, each once. */
export function* connectedSets(bits: readonly number[], first: number, free: number): Generator<number> {
  const stack: [set: number, banned: number][] = [[1 << first, 0]];
  while (stack.length > 0) {
    const [set, banned] = stack.pop()!;
    let rim = 0;
    for (let cell = 0; cell < bits.length; cell++) if ((set >> cell) & 1) rim |= bits[cell]!;
    rim &= free & ~set & ~banned;
    if (rim === 0) {
      yield set;
      continue;
    }
    const next = rim & -rim;
    stack.push([set | next, banned], [set, banned | next]);
  }
}

/** All divisions into lawful parts, as sets of cells. */
export function* lawfulDivisions(graph: CellGraph, { min, max }: Standard): Generator<number[]> {
  const bits = neighbourBits(graph);
  const weights = [...graph.cells.households];
  const sum = (set: number) => weights.reduce((total, weight, cell) => total + ((set >> cell) & 1 ? weight : 0), 0);
  yield* divide((1 << bits.length) - 1, []);

  function* divide(free: number, parts: readonly number[]): Generator<number[]> {
    if (free === 0) {
      yield [...parts];
      return;
    }
    const first = 31 - Math.clz32(free & -free);
    for (const set of connectedSets(bits, first, free)) {
      const weight = sum(set);
      if (weight >= min && weight <= max) yield* divide(free & ~set, [...parts, set]);
    }
  }
}

/** J of a lawful division, from its definition. */
export function costOf(graph: CellGraph, parts: readonly number[], standard: Standard, weights: Weights): number {
  const { households, areaCm2, outerCm } = graph.cells;
  const { left, right, lenCm, class: classes } = graph.arcs;
  const target = targetOf(
    households.reduce((sum, one) => sum + one, 0),
    standard,
  );
  let cost = 0;
  for (const part of parts) {
    const cells = [...households.keys()].filter((cell) => (part >> cell) & 1);
    const weight = cells.reduce((sum, cell) => sum + households[cell]!, 0);
    const area = cells.reduce((sum, cell) => sum + areaCm2[cell]!, 0);
    let outline = cells.reduce((sum, cell) => sum + outerCm[cell]!, 0);
    left.forEach((a, i) => {
      if (((part >> a) & 1) !== ((part >> right[i]!) & 1)) outline += lenCm[i]!;
    });
    cost += weights.balance * ((weight - target) / target) ** 2;
    cost += (weights.shape / 4) * (outline ** 2 / (4 * Math.PI * area) - 1);
  }
  left.forEach((a, i) => {
    const isBorder = parts.some((part) => ((part >> a) & 1) !== ((part >> right[i]!) & 1));
    if (isBorder) cost += (weights.border / 100) * (lenCm[i]! / 100) * weights.preference[classes[i] as 0 | 1 | 2 | 3];
  });
  return cost;
}
