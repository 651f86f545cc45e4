/**
 * Exact predicates on lattice points. Float64 while every difference is within MAX_SPAN, BigInt beyond it: the sign of
 * `orient` is right for any int32 input (products of differences up to 2³³ need 67 bits).
 */
import { MAX_SPAN } from './lattice.ts';

/**
 * Twice the signed area of the triangle a, b, c in square units: positive when c lies left of a→b, zero when the three
 * are on one line. The value is exact up to MAX_SPAN; beyond it the sign is exact and the magnitude is rounded.
 */
export function orient(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number {
  const abx = bx - ax;
  const aby = by - ay;
  const acx = cx - ax;
  const acy = cy - ay;
  if (
    abx <= MAX_SPAN &&
    abx >= -MAX_SPAN &&
    aby <= MAX_SPAN &&
    aby >= -MAX_SPAN &&
    acx <= MAX_SPAN &&
    acx >= -MAX_SPAN &&
    acy <= MAX_SPAN &&
    acy >= -MAX_SPAN
  ) {
    return abx * acy - aby * acx;
  }
  return Number(BigInt(abx) * BigInt(acy) - BigInt(aby) * BigInt(acx));
}

/** Whether p lies on the closed segment a–b. */
export function onSegment(ax: number, ay: number, bx: number, by: number, px: number, py: number): boolean {
  if (px < Math.min(ax, bx) || px > Math.max(ax, bx)) return false;
  if (py < Math.min(ay, by) || py > Math.max(ay, by)) return false;
  return orient(ax, ay, bx, by, px, py) === 0;
}

/** Whether the open segments a–b and c–d cross in one point inside both. Touching and overlapping do not count. */
export function crossesProperly(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): boolean {
  const c = orient(ax, ay, bx, by, cx, cy);
  const d = orient(ax, ay, bx, by, dx, dy);
  if (c === 0 || d === 0 || c > 0 === d > 0) return false;
  const a = orient(cx, cy, dx, dy, ax, ay);
  const b = orient(cx, cy, dx, dy, bx, by);
  return a !== 0 && b !== 0 && a > 0 !== b > 0;
}
