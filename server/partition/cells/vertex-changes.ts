/** A shape that came back from noding against the one that went in: the same, or off by what rounding does. */
import type { MultiPolygon, Ring } from '../../geometry/polygon.ts';
import { canonicalShape } from '../../geometry/region-shape.ts';

/** How far a vertex may stand off: half a unit for each round of noding. */
const NEAR_UNITS = 3;

export interface VertexChanges {
  /** Vertices that the shape has more, within rounding of its old sides. */
  readonly gained: number;
  /** Vertices that are now within rounding of where they were: the tip of a sharp corner that fell together. */
  readonly moved: number;
}

/** Null when it is another shape. */
export function vertexChanges(given: MultiPolygon, found: MultiPolygon): VertexChanges | null {
  const wanted = canonicalShape(given);
  if (found.length !== wanted.length) return null;
  let [gained, moved] = [0, 0];
  for (let part = 0; part < wanted.length; part++) {
    if (found[part]!.length !== wanted[part]!.length) return null;
    for (let i = 0; i < wanted[part]!.length; i++) {
      const changes = ringChanges(wanted[part]![i]!, found[part]![i]!);
      if (changes === null) return null;
      gained += changes.gained;
      moved += changes.moved;
    }
  }
  return { gained, moved };
}

function ringChanges(given: Ring, found: Ring): VertexChanges | null {
  const places = new Map<string, number>();
  for (let i = 0; i < found.length; i += 2) places.set(`${found[i]} ${found[i + 1]}`, i / 2);
  const order: number[] = [];
  for (let i = 0; i < given.length; i += 2) {
    const place = places.get(`${given[i]} ${given[i + 1]}`);
    if (place !== undefined) order.push(place);
    else if (!isNearVertex(found, given[i]!, given[i + 1]!)) return null;
  }
  // What is there again comes in the old order, once round.
  const turns = order.filter((place, i) => place < order[i === 0 ? order.length - 1 : i - 1]!).length;
  if (order.length > 1 && turns !== 1) return null;
  const known = new Set(order);
  for (let i = 0; i < found.length; i += 2) {
    if (!known.has(i / 2) && !isNearSide(given, found[i]!, found[i + 1]!)) return null;
  }
  const moved = given.length / 2 - order.length;
  return { gained: Math.max(0, found.length / 2 - order.length - moved), moved };
}

function isNearVertex(ring: Ring, x: number, y: number): boolean {
  for (let i = 0; i < ring.length; i += 2) {
    if (Math.abs(ring[i]! - x) <= NEAR_UNITS && Math.abs(ring[i + 1]! - y) <= NEAR_UNITS) return true;
  }
  return false;
}

function isNearSide(ring: Ring, x: number, y: number): boolean {
  for (let i = 0; i < ring.length; i += 2) {
    const [ax, ay] = [ring[i]!, ring[i + 1]!];
    const ux = ring[(i + 2) % ring.length]! - ax;
    const uy = ring[(i + 3) % ring.length]! - ay;
    const t = Math.max(0, Math.min(1, ((x - ax) * ux + (y - ay) * uy) / (ux * ux + uy * uy)));
    if ((ax + t * ux - x) ** 2 + (ay + t * uy - y) ** 2 <= NEAR_UNITS ** 2) return true;
  }
  return false;
}
