/**
 * Metres on the WGS 84 ellipsoid (a = 6,378,137 m, 1/f = 298.257223563) for short distances: the local lengths of a unit of
 * longitude and of latitude. Good to about 1e-6 of the distance over a kilometre; not meant for hundreds of kilometres.
 */
import { orient } from './predicates.ts';

const A = 6378137;
const F = 1 / 298.257223563;
const E2 = F * (2 - F);
const RADIANS_PER_UNIT = Math.PI / 180 / 1e7;

/** Metres per unit of longitude at a latitude in units: the radius of the parallel. */
export function metresPerUnitX(y: number): number {
  const phi = y * RADIANS_PER_UNIT;
  const sin = Math.sin(phi);
  return (A * Math.cos(phi) * RADIANS_PER_UNIT) / Math.sqrt(1 - E2 * sin * sin);
}

/** Metres per unit of latitude at a latitude in units: the radius of curvature of the meridian. */
export function metresPerUnitY(y: number): number {
  const sin = Math.sin(y * RADIANS_PER_UNIT);
  const w = 1 - E2 * sin * sin;
  return (A * (1 - E2) * RADIANS_PER_UNIT) / (w * Math.sqrt(w));
}

/** Metres between two points, by the lengths of a unit at their mean latitude. */
export function pointDistanceM(ax: number, ay: number, bx: number, by: number): number {
  const mid = (ay + by) / 2;
  return Math.hypot((bx - ax) * metresPerUnitX(mid), (by - ay) * metresPerUnitY(mid));
}

/**
 * Metres from p to the closed segment a–b, given the metres per unit at p. Exactly 0 when p is on the segment and never 0
 * when it is not.
 */
export function segmentDistanceM(
  px: number,
  py: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  mx: number,
  my: number,
): number {
  const ux = (bx - ax) * mx;
  const uy = (by - ay) * my;
  const vx = (px - ax) * mx;
  const vy = (py - ay) * my;
  const square = ux * ux + uy * uy;
  const along = ux * vx + uy * vy;
  if (!(along > 0)) return Math.sqrt(vx * vx + vy * vy);
  if (along >= square) {
    const wx = (px - bx) * mx;
    const wy = (py - by) * my;
    return Math.sqrt(wx * wx + wy * wy);
  }
  return (Math.abs(orient(ax, ay, bx, by, px, py)) * mx * my) / Math.sqrt(square);
}

/** Metres from p to the closed segment a–b, by the lengths of a unit at p. */
export function pointSegmentM(px: number, py: number, ax: number, ay: number, bx: number, by: number): number {
  return segmentDistanceM(px, py, ax, ay, bx, by, metresPerUnitX(py), metresPerUnitY(py));
}
