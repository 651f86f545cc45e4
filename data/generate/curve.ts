/** Curves in metres: a smooth line through given points, a line beside a line, round shapes. */
import { at, direction, distance, type Point, polar } from './plane.ts';
import type { Random } from './random.ts';

function spline(p0: Point, p1: Point, p2: Point, p3: Point, t: number): Point {
  const f = (a: number, b: number, c: number, d: number): number =>
    0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);
  return [f(p0[0], p1[0], p2[0], p3[0]), f(p0[1], p1[1], p2[1], p3[1])];
}

/** Catmull–Rom through the points with a vertex about every `step` metres; the points themselves are kept. */
export function smooth(points: readonly Point[], step: number, closed = false): Point[] {
  const out: Point[] = [];
  const pieces = closed ? points.length : points.length - 1;
  const point = (i: number): Point =>
    closed ? at(points, i) : (points[Math.min(points.length - 1, Math.max(0, i))] as Point);
  for (let i = 0; i < pieces; i++) {
    const count = Math.max(1, Math.round(distance(point(i), point(i + 1)) / step));
    for (let k = 0; k < count; k++) out.push(spline(point(i - 1), point(i), point(i + 1), point(i + 2), k / count));
  }
  if (!closed) out.push(point(points.length - 1));
  return out;
}

/** The line `offset` metres to the left of an open line; the offset may change along it. */
export function beside(line: readonly Point[], offset: (index: number) => number): Point[] {
  return line.map((p, i) => {
    const before = line[Math.max(0, i - 1)] as Point;
    const after = line[Math.min(line.length - 1, i + 1)] as Point;
    const d = polar(direction(before, after) + Math.PI / 2, offset(i));
    return [p[0] + d[0], p[1] + d[1]];
  });
}

/** A round irregular ring: ponds, lakes, woods. */
export function blob(random: Random, centre: Point, rx: number, ry: number, angle: number, vertices: number): Point[] {
  const phase = random.between(0, 6);
  return Array.from({ length: vertices }, (_, i) => {
    const a = (i / vertices) * 2 * Math.PI;
    const r = 1 + 0.13 * Math.sin(2 * a + phase) + 0.07 * Math.sin(3 * a + 2 * phase) + random.between(-0.03, 0.03);
    const p: Point = [Math.cos(a) * rx * r, Math.sin(a) * ry * r];
    const c = Math.cos(angle);
    const s = Math.sin(angle);
    return [centre[0] + p[0] * c - p[1] * s, centre[1] + p[0] * s + p[1] * c];
  });
}
