/** Plane geometry in metres: points, lines and simple rings (open, counter-clockwise unless said otherwise). */

export type Point = readonly [x: number, y: number];

export const add = (a: Point, b: Point): Point => [a[0] + b[0], a[1] + b[1]];
export const subtract = (a: Point, b: Point): Point => [a[0] - b[0], a[1] - b[1]];
export const scale = (a: Point, k: number): Point => [a[0] * k, a[1] * k];
export const mix = (a: Point, b: Point, t: number): Point => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
export const cross = (a: Point, b: Point): number => a[0] * b[1] - a[1] * b[0];
const dot = (a: Point, b: Point): number => a[0] * b[0] + a[1] * b[1];
export const distance = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1]);
export const direction = (a: Point, b: Point): number => Math.atan2(b[1] - a[1], b[0] - a[0]);
export const polar = (angle: number, length: number): Point => [Math.cos(angle) * length, Math.sin(angle) * length];

export function rotate([x, y]: Point, angle: number): Point {
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  return [x * c - y * s, x * s + y * c];
}

/** The vertex after index i of a ring, or before with a step of -1. */
export function at(ring: readonly Point[], i: number): Point {
  return ring[(i + ring.length) % ring.length] as Point;
}

/** Signed area: positive when counter-clockwise. */
export function area(ring: readonly Point[]): number {
  let sum = 0;
  for (let i = 0; i < ring.length; i++) sum += cross(at(ring, i), at(ring, i + 1));
  return sum / 2;
}

export function centroid(ring: readonly Point[]): Point {
  const base = ring[0] as Point;
  let x = 0;
  let y = 0;
  let total = 0;
  for (let i = 0; i < ring.length; i++) {
    const a = subtract(at(ring, i), base);
    const b = subtract(at(ring, i + 1), base);
    const w = cross(a, b);
    x += (a[0] + b[0]) * w;
    y += (a[1] + b[1]) * w;
    total += w;
  }
  return add(base, [x / (3 * total), y / (3 * total)]);
}

export function contains(ring: readonly Point[], [x, y]: Point): boolean {
  let inside = false;
  for (let i = 0; i < ring.length; i++) {
    const a = at(ring, i);
    const b = at(ring, i + 1);
    if (a[1] > y !== b[1] > y && x < a[0] + ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1])) inside = !inside;
  }
  return inside;
}

export function distanceToSegment(p: Point, a: Point, b: Point): number {
  return distance(p, nearestOnSegment(p, a, b));
}

export function nearestOnSegment(p: Point, a: Point, b: Point): Point {
  const d = subtract(b, a);
  const length2 = dot(d, d);
  const t = length2 === 0 ? 0 : Math.min(1, Math.max(0, dot(subtract(p, a), d) / length2));
  return mix(a, b, t);
}

export function distanceToRing(p: Point, ring: readonly Point[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < ring.length; i++) least = Math.min(least, distanceToSegment(p, at(ring, i), at(ring, i + 1)));
  return least;
}

/** Where segments ab and cd cross, as parameters on both, or null when they are parallel or apart. */
export function crossing(a: Point, b: Point, c: Point, d: Point): { t: number; u: number } | null {
  const r = subtract(b, a);
  const s = subtract(d, c);
  const denominator = cross(r, s);
  if (denominator === 0) return null;
  const t = cross(subtract(c, a), s) / denominator;
  const u = cross(subtract(c, a), r) / denominator;
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? { t, u } : null;
}

/** The inner point farthest from the ring on a coarse raster: good for labels and for starting a village. */
export function deepestPoint(ring: readonly Point[], steps = 12): Point {
  const xs = ring.map((p) => p[0]);
  const ys = ring.map((p) => p[1]);
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  let best: Point = centroid(ring);
  let depth = contains(ring, best) ? distanceToRing(best, ring) : -1;
  for (let i = 1; i < steps; i++) {
    for (let j = 1; j < steps; j++) {
      const p: Point = [x0 + ((x1 - x0) * i) / steps, y0 + ((y1 - y0) * j) / steps];
      if (!contains(ring, p)) continue;
      const d = distanceToRing(p, ring);
      if (d > depth + 1e-6) [best, depth] = [p, d];
    }
  }
  return best;
}
