/** Which arcs are a border between whom: each pair of neighbours once, the one with the lower code on the left. */
import type { Topology } from '../geometry/tiles/topology.ts';

export interface Borders {
  /** For each arc twice its border, plus 1 where the arc runs against it; −1 where it is none. */
  readonly ofArc: Int32Array;
  readonly count: number;
  /** The shape on the left and on the right of each border, −1 for nobody; and which of the sorts it is. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly sort: Uint8Array;
}

/** A border is of the first sort of shapes that changes along it; where several overlap the lowest number has it. */
export function bordersOf(topology: Topology, sorts: readonly ((shape: number) => boolean)[]): Borders {
  const { arcs, sideStarts, sides } = topology;
  const keys = new Float64Array(arcs).fill(-1);
  const turned = new Uint8Array(arcs);
  for (let arc = 0; arc < arcs; arc++) {
    for (let sort = 0; sort < sorts.length; sort++) {
      const [left, right] = sidesOf(arc, sorts[sort]!);
      if (left < 0 && right < 0) continue;
      const turn = left < 0 || (right >= 0 && right < left);
      turned[arc] = turn ? 1 : 0;
      keys[arc] = ((turn ? right : left) * 2 ** 25 + (turn ? left : right) + 1) * sorts.length + sort;
      break;
    }
  }
  const known = [...new Set(keys)].filter((key) => key >= 0).sort((a, b) => a - b);
  const numbers = new Map(known.map((key, number) => [key, number]));
  const pairs = known.map((key) => Math.floor(key / sorts.length));
  return {
    ofArc: Int32Array.from(keys, (key, arc) => (key < 0 ? -1 : 2 * numbers.get(key)! + turned[arc]!)),
    count: known.length,
    left: Int32Array.from(pairs, (pair) => Math.floor(pair / 2 ** 25)),
    right: Int32Array.from(pairs, (pair) => (pair % 2 ** 25) - 1),
    sort: Uint8Array.from(known, (key) => key % sorts.length),
  };

  function sidesOf(arc: number, isOfSort: (shape: number) => boolean): [left: number, right: number] {
    let left = -1;
    let right = -1;
    for (let i = sideStarts[arc]!; i < sideStarts[arc + 1]!; i++) {
      const shape = sides[i]! >> 1;
      if (!isOfSort(shape)) continue;
      let net = 0;
      for (let k = sideStarts[arc]!; k < sideStarts[arc + 1]!; k++) {
        if (sides[k]! >> 1 === shape) net += (sides[k]! & 1) === 0 ? 1 : -1;
      }
      if (net > 0 && (left < 0 || shape < left)) left = shape;
      if (net < 0 && (right < 0 || shape < right)) right = shape;
    }
    return [left, right];
  }
}
