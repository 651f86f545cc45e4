/**
 * Rectangles at any angle, in metres: footprints, and everything a footprint must keep clear of (a road is a long thin
 * box with its setback as half width). Overlap by separating axes.
 */
import { add, direction, distance, mix, type Point, rotate } from './plane.ts';

export interface OrientedBox {
  readonly centre: Point;
  /** Half length along the angle, half width across it. */
  readonly half: Point;
  /** Radians, counter-clockwise from east. */
  readonly angle: number;
}

export function corners(box: OrientedBox): Point[] {
  const [hx, hy] = box.half;
  const local: Point[] = [
    [-hx, -hy],
    [hx, -hy],
    [hx, hy],
    [-hx, hy],
  ];
  return local.map((p) => add(box.centre, rotate(p, box.angle)));
}

export function grown(box: OrientedBox, metres: number): OrientedBox {
  return { ...box, half: [box.half[0] + metres, box.half[1] + metres] };
}

/** The ground within `clear` metres of a segment. */
export function along(a: Point, b: Point, clear: number): OrientedBox {
  return { centre: mix(a, b, 0.5), half: [distance(a, b) / 2 + clear, clear], angle: direction(a, b) };
}

export function overlaps(a: OrientedBox, b: OrientedBox): boolean {
  const dx = b.centre[0] - a.centre[0];
  const dy = b.centre[1] - a.centre[1];
  const reach = a.half[0] + a.half[1] + b.half[0] + b.half[1];
  if (Math.abs(dx) > reach || Math.abs(dy) > reach) return false;
  const c = Math.abs(Math.cos(a.angle - b.angle));
  const s = Math.abs(Math.sin(a.angle - b.angle));
  return isNear(a, b, dx, dy, c, s) && isNear(b, a, dx, dy, c, s);
}

/** Whether b reaches over both axes of a; c and s are of the angle between them. */
function isNear(a: OrientedBox, b: OrientedBox, dx: number, dy: number, c: number, s: number): boolean {
  const cos = Math.cos(a.angle);
  const sin = Math.sin(a.angle);
  return (
    Math.abs(dx * cos + dy * sin) < a.half[0] + b.half[0] * c + b.half[1] * s &&
    Math.abs(dy * cos - dx * sin) < a.half[1] + b.half[0] * s + b.half[1] * c
  );
}

export function isFree(box: OrientedBox, obstacles: readonly OrientedBox[]): boolean {
  return obstacles.every((other) => !overlaps(box, other));
}
