/** Where cells lie, for flying to them. */
import { toDegrees } from '../../../server/geometry/lattice.ts';
import type { PlanLayer } from '../../../server/partition/plan/plan-layer.ts';
import type { Bounds } from '../viewport.ts';

/** Degrees; null for no cells. */
export function boundsOfCells({ arcs }: Pick<PlanLayer, 'arcs'>, cells: Iterable<number>): Bounds | null {
  const wanted = new Set(cells);
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { left, right, points } of arcs) {
    if (!wanted.has(left) && !wanted.has(right)) continue;
    for (let i = 0; i < points.length; i += 2) {
      west = Math.min(west, points[i]!);
      east = Math.max(east, points[i]!);
      south = Math.min(south, points[i + 1]!);
      north = Math.max(north, points[i + 1]!);
    }
  }
  return west > east ? null : [toDegrees(west), toDegrees(south), toDegrees(east), toDegrees(north)];
}
