/** The plain, exact test of one point against one shape, O(vertices). For many points use GridIndex. */
import type { MultiPolygon, Polygon } from './polygon.ts';
import { turn } from './segment-meeting.ts';

export type Side = 'inside' | 'border' | 'outside';

/** A ring of any exact numbers: int32 units, or a finer lattice in float64. */
type AnyRing = Int32Array | Float64Array;

/** Where p is relative to a closed ring, whatever its sense; parity decides where a ring winds several times. */
export function sideOfRing(ring: AnyRing, px: number, py: number): Side {
  let inside = false;
  let ax = ring[ring.length - 2]!;
  let ay = ring[ring.length - 1]!;
  for (let i = 0; i < ring.length; i += 2) {
    const bx = ring[i]!;
    const by = ring[i + 1]!;
    if (px === bx && py === by) return 'border';
    if (ay > py !== by > py) {
      const order = turn(ax, ay, bx, by, px, py);
      if (order === 0) return 'border';
      if (order > 0 === by > ay) inside = !inside;
    } else if (ay === py && by === py && ax > px !== bx > px) return 'border';
    ax = bx;
    ay = by;
  }
  return inside ? 'inside' : 'outside';
}

/** Where p is relative to the closed polygon; the border of a hole belongs to the polygon. */
export function sideOfPolygon(polygon: Polygon, px: number, py: number): Side {
  for (let i = 0; i < polygon.length; i++) {
    const side = sideOfRing(polygon[i]!, px, py);
    if (side === 'border') return 'border';
    if ((side === 'inside') !== (i === 0)) return 'outside';
  }
  return polygon.length === 0 ? 'outside' : 'inside';
}

/** Where p is relative to all parts: inside one of them before on the border of one. */
export function sideOf(shape: MultiPolygon, px: number, py: number): Side {
  let answer: Side = 'outside';
  for (const polygon of shape) {
    const side = sideOfPolygon(polygon, px, py);
    if (side === 'inside') return side;
    if (side === 'border') answer = side;
  }
  return answer;
}
