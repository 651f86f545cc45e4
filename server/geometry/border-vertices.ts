/**
 * T-junctions: borders that agree although one side has a vertex that the other lacks. Found where stretches cancel only
 * after noding. One entry for each pair of grids.
 *
 * No other inner edge is left without an exact partner, so there is no kind of finding for one. Take a stretch of a border
 * between two nodes. (1) If its net count is not 0, the depths on its two sides differ, so one of them is not 1: it bounds a
 * gap, an overlap, the outside, or ground not judged. All of these are told, or counted, as places. (2) If the count is 0
 * and each edge on the stretch is as long as the stretch, equal ends make them one edge of the table, used as often in one
 * direction as in the other: every use has an exact partner. (3) Otherwise two edges or more lie on the stretch, one of them
 * with an end where another has none: a T-junction. tests/property/coverage-edges.test.ts looks for a fourth case.
 */
import { strictlyBetween } from './crossings.ts';
import type { EdgeUses } from './edge-uses.ts';
import type { Pieces } from './noding.ts';

export interface BorderMismatch {
  /** Owners, the lower first. */
  readonly owners: readonly [number, number];
  /** Vertices that one of the two lacks, x0, y0, x1, y1, … in order. */
  readonly vertices: Int32Array;
}

export function borderMismatches(table: EdgeUses, pieces: Pieces): BorderMismatch[] {
  const found = new Map<string, { owners: [number, number]; points: Map<string, [number, number]> }>();
  for (const { tail, head, edges } of pieces.agreed) {
    for (const node of [tail, head]) {
      const x = pieces.nodes.x[node]!;
      const y = pieces.nodes.y[node]!;
      const lacking = ownersOf(edges.filter((edge) => strictlyBetween(table, edge, x, y)));
      const having = ownersOf(edges.filter((edge) => !strictlyBetween(table, edge, x, y)));
      for (const a of lacking) {
        for (const b of having) {
          if (a === b) continue;
          const owners: [number, number] = a < b ? [a, b] : [b, a];
          const pair = found.get(owners.join(' ')) ?? { owners, points: new Map() };
          pair.points.set(`${x} ${y}`, [x, y]);
          found.set(owners.join(' '), pair);
        }
      }
    }
  }
  return [...found.values()]
    .map(({ owners, points }) => ({
      owners,
      vertices: Int32Array.from([...points.values()].sort((p, q) => p[0] - q[0] || p[1] - q[1]).flat()),
    }))
    .sort((p, q) => p.owners[0] - q.owners[0] || p.owners[1] - q.owners[1]);

  function ownersOf(edges: readonly number[]): Set<number> {
    const owners = new Set<number>();
    for (const edge of edges) table.eachGridUse(edge, (owner) => owners.add(owner));
    return owners;
  }
}
