/**
 * The short way through the validity gate (validity.ts): most shapes are one ring that is plainly simple. Whatever is not so
 * is left to the gate, which says what is wrong and where.
 */
import { reversedRing, senseOf } from './area.ts';
import { MAX_SPAN, toUnits } from './lattice.ts';
import type { Ring } from './polygon.ts';
import { orient } from './predicates.ts';
import { starSense } from './star-shaped.ts';

/** More sides than this are not held against each other one by one. */
const MOST_SIDES = 128;

/**
 * The ring on the lattice, counter-clockwise, when nothing is to be said of it: its points lie apart and none of its sides
 * meet but neighbours in their common end. Null when that is not plain. Degrees as the gate takes them.
 */
export function plainRing(positions: readonly (readonly number[])[]): Ring | null {
  const ring = distinctPoints(positions);
  if (ring === null) return null;
  const star = starSense(ring, 0, ring.length / 2);
  if (star === 0 && !isSimple(ring)) return null;
  return (star === 0 ? senseOf(ring) : star) === 1 ? ring : reversedRing(ring);
}

/** Null when two points in succession are so near that they may be one, or may have become one. */
function distinctPoints(positions: readonly (readonly number[])[]): Ring | null {
  const [first] = positions;
  const last = positions[positions.length - 1];
  if (first === undefined || last === undefined) return null;
  const isClosed = positions.length > 1 && first[0] === last[0] && first[1] === last[1];
  const count = isClosed ? positions.length - 1 : positions.length;
  const ring = new Int32Array(2 * count);
  let px = toUnits(positions[count - 1]![0]!);
  let py = toUnits(positions[count - 1]![1]!);
  for (let i = 0; i < count; i++) {
    const position = positions[i]!;
    const x = toUnits(position[0]!);
    const y = toUnits(position[1]!);
    if (Math.abs(x - px) < 2 && Math.abs(y - py) < 2) return null;
    ring[2 * i] = px = x;
    ring[2 * i + 1] = py = y;
  }
  return ring;
}

/** Whether a ring of few sides is simple, pair by pair. False says nothing. */
function isSimple(ring: Ring): boolean {
  const { length } = ring;
  if (length < 6 || length > 2 * MOST_SIDES || !isNarrow(ring)) return false;
  for (let i = 0; i < length; i += 2) {
    const j = (i + 2) % length;
    const ax = ring[i]!;
    const ay = ring[i + 1]!;
    const bx = ring[j]!;
    const by = ring[j + 1]!;
    if (turnsBack(ax, ay, bx, by, ring[(i + 4) % length]!, ring[(i + 5) % length]!)) return false;
    const west = Math.min(ax, bx);
    const east = Math.max(ax, bx);
    const south = Math.min(ay, by);
    const north = Math.max(ay, by);
    // The first side is a neighbour of the last one.
    const to = i === 0 ? length - 2 : length;
    let cx = ring[(i + 4) % length]!;
    let cy = ring[(i + 5) % length]!;
    for (let k = i + 4; k < to; k += 2) {
      const next = k + 2 === length ? 0 : k + 2;
      const dx = ring[next]!;
      const dy = ring[next + 1]!;
      const isOff =
        (cx < west && dx < west) ||
        (cx > east && dx > east) ||
        (cy < south && dy < south) ||
        (cy > north && dy > north);
      if (!isOff && meet(ax, ay, bx, by, cx, cy, dx, dy)) return false;
      cx = dx;
      cy = dy;
    }
  }
  return true;
}

function isNarrow(ring: Ring): boolean {
  for (let i = 2; i < ring.length; i += 2) {
    if (Math.abs(ring[i]! - ring[0]!) > MAX_SPAN || Math.abs(ring[i + 1]! - ring[1]!) > MAX_SPAN) return false;
  }
  return true;
}

function turnsBack(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): boolean {
  return orient(ax, ay, bx, by, cx, cy) === 0 && (bx - ax) * (cx - bx) + (by - ay) * (cy - by) < 0;
}

/** Whether two segments whose boxes meet have a point in common. */
function meet(ax: number, ay: number, bx: number, by: number, cx: number, cy: number, dx: number, dy: number): boolean {
  const c = orient(ax, ay, bx, by, cx, cy);
  const d = orient(ax, ay, bx, by, dx, dy);
  if ((c > 0 && d > 0) || (c < 0 && d < 0)) return false;
  const a = orient(cx, cy, dx, dy, ax, ay);
  const b = orient(cx, cy, dx, dy, bx, by);
  return !((a > 0 && b > 0) || (a < 0 && b < 0));
}
