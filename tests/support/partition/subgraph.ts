/** Some neighbouring cells of a graph as a graph of their own: breadth first from one of them. */
import { type CellGraph, LEAST_CONTACT_CM } from '../../../server/partition/cell-graph.ts';

/** Arcs too short to be contact are left out, so that each arc is a way across. */
export function subgraph({ community, cells, arcs }: CellGraph, first: number, count: number): CellGraph {
  const rows = [...arcs.left.keys()].filter((arc) => arcs.connects[arc] === 1 && arcs.lenCm[arc]! >= LEAST_CONTACT_CM);
  const kept = [first];
  for (let at = 0; at < kept.length; at++) {
    for (const arc of rows) {
      const other =
        arcs.left[arc] === kept[at] ? arcs.right[arc]! : arcs.right[arc] === kept[at] ? arcs.left[arc]! : -1;
      if (other >= 0 && kept.length < count && !kept.includes(other)) kept.push(other);
    }
  }
  const number = new Map(kept.map((cell, i) => [cell, i]));
  const inner = rows.filter((arc) => number.has(arcs.left[arc]!) && number.has(arcs.right[arc]!));
  return {
    community,
    cells: {
      ids: kept.map((cell) => cells.ids[cell]!),
      households: Int32Array.from(kept, (cell) => cells.households[cell]!),
      areaCm2: Float64Array.from(kept, (cell) => cells.areaCm2[cell]!),
      outerCm: Float64Array.from(kept, (cell) => cells.outerCm[cell]!),
    },
    arcs: {
      left: Int32Array.from(inner, (arc) => number.get(arcs.left[arc]!)!),
      right: Int32Array.from(inner, (arc) => number.get(arcs.right[arc]!)!),
      lenCm: Int32Array.from(inner, (arc) => arcs.lenCm[arc]!),
      class: Uint8Array.from(inner, (arc) => arcs.class[arc]!),
      connects: Uint8Array.from(inner, () => 1),
    },
    links: new Int32Array(0),
    ties: [],
    compounds: [],
  };
}
