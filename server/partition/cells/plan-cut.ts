/** Whether a segment runs through a ground plan: has a point strictly inside it. */
import { sideOf } from '../../geometry/point-in-polygon.ts';
import type { MultiPolygon } from '../../geometry/polygon.ts';
import { crossesProperly } from '../../geometry/predicates.ts';

/**
 * Exact for crossings of sides and for ends inside. A segment that enters and leaves through corners is found by the lattice
 * point in its middle.
 */
export function runsThrough(plan: MultiPolygon, ax: number, ay: number, bx: number, by: number): boolean {
  for (const polygon of plan) {
    for (const ring of polygon) {
      let px = ring[ring.length - 2]!;
      let py = ring[ring.length - 1]!;
      for (let i = 0; i < ring.length; i += 2) {
        const qx = ring[i]!;
        const qy = ring[i + 1]!;
        if (crossesProperly(ax, ay, bx, by, px, py, qx, qy)) return true;
        px = qx;
        py = qy;
      }
    }
  }
  return (
    sideOf(plan, ax, ay) === 'inside' ||
    sideOf(plan, bx, by) === 'inside' ||
    sideOf(plan, Math.round((ax + bx) / 2), Math.round((ay + by) / 2)) === 'inside'
  );
}
