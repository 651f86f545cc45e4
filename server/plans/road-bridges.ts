/**
 * Bridges: where a road crosses a hard line, the place of the crossing, on both sides of which people get across. Nobody draws
 * bridges as things of their own, but a road that goes on over a river has one.
 */
import { crossesProperly } from '../geometry/predicates.ts';
import type { Barrier } from '../partition/cells/cells-input.ts';

/** A point on each crossing, in lattice units, as `CellsInput.crossings` takes it. */
export function roadBridges(barriers: readonly Barrier[]): Int32Array[] {
  const hard = barriers.filter(({ hard }) => hard).flatMap(({ points }) => segmentsOf(points));
  if (hard.length === 0) return [];
  const roads = barriers.filter(({ kind }) => kind === 'main-road' || kind === 'minor-road');
  const bridges: Int32Array[] = [];
  for (const [ax, ay, bx, by] of roads.flatMap(({ points }) => segmentsOf(points))) {
    for (const [cx, cy, dx, dy] of hard) {
      const isApart =
        Math.max(ax, bx) < Math.min(cx, dx) ||
        Math.max(cx, dx) < Math.min(ax, bx) ||
        Math.max(ay, by) < Math.min(cy, dy) ||
        Math.max(cy, dy) < Math.min(ay, by);
      if (isApart || !crossesProperly(ax, ay, bx, by, cx, cy, dx, dy)) continue;
      const across = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx);
      const along = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / across;
      bridges.push(Int32Array.of(Math.round(ax + along * (bx - ax)), Math.round(ay + along * (by - ay))));
    }
  }
  return bridges;
}

type Segment = readonly [ax: number, ay: number, bx: number, by: number];

function segmentsOf(points: Int32Array): Segment[] {
  const segments: Segment[] = [];
  for (let i = 2; i < points.length; i += 2) {
    segments.push([points[i - 2]!, points[i - 1]!, points[i]!, points[i + 1]!]);
  }
  return segments;
}
