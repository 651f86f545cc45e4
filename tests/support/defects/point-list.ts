/** Rings as lists of points, for cutting and joining; exact tests of small rings that share no code with the check. */
import type { Ring } from '../../../server/geometry/polygon.ts';
import { onSegment, orient } from '../../../server/geometry/predicates.ts';

export type Point = readonly [x: number, y: number];

export function pointsOf(ring: Ring): Point[] {
  return Array.from({ length: ring.length / 2 }, (_, i) => [ring[2 * i]!, ring[2 * i + 1]!] as const);
}

export function same(a: Point, b: Point): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

export function indexOfPoint(points: readonly Point[], point: Point): number {
  return points.findIndex((one) => same(one, point));
}

/** With `between` in place of whatever the ring has on its way from `from` to `to`, both of which are in it. */
export function withPath(ring: readonly Point[], from: Point, to: Point, between: readonly Point[]): Point[] {
  const start = indexOfPoint(ring, from);
  const turned = [...ring.slice(start), ...ring.slice(0, start)];
  return [from, ...between, ...turned.slice(indexOfPoint(turned, to))];
}

/** Whether two segments have a point in common. */
export function segmentsMeet(a: Point, b: Point, c: Point, d: Point): boolean {
  const turn = (p: Point, q: Point, r: Point) => Math.sign(orient(p[0], p[1], q[0], q[1], r[0], r[1]));
  const on = (p: Point, q: Point, r: Point) => onSegment(p[0], p[1], q[0], q[1], r[0], r[1]);
  if (on(a, b, c) || on(a, b, d) || on(c, d, a) || on(c, d, b)) return true;
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
}

/** Whether two edges have more in common than an end of both. */
function edgesMeet(a: Point, b: Point, c: Point, d: Point): boolean {
  const shared = [a, b].find((end) => same(end, c) || same(end, d));
  if (shared === undefined) return segmentsMeet(a, b, c, d);
  const free = same(shared, a) ? b : a;
  const other = same(shared, c) ? d : c;
  return (
    same(free, other) ||
    onSegment(c[0], c[1], d[0], d[1], free[0], free[1]) ||
    onSegment(a[0], a[1], b[0], b[1], other[0], other[1])
  );
}

/** Whether an edge meets one of the ring otherwise than end to end. */
export function meetsRing(a: Point, b: Point, ring: readonly Point[]): boolean {
  return ring.some((c, i) => edgesMeet(a, b, c, ring[(i + 1) % ring.length]!));
}

/** No edge meets another but its neighbours in their common end, and no point is there twice. */
export function isSimple(ring: readonly Point[]): boolean {
  const next = (i: number) => ring[(i + 1) % ring.length]!;
  return ring.every(
    (a, i) => indexOfPoint(ring, a) === i && ring.every((c, j) => j <= i || !edgesMeet(a, next(i), c, next(j))),
  );
}
