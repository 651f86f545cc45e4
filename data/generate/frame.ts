/**
 * The drawing frame of the demo county: metres east and north of its origin, and the 1e-7 degree lattice (WGS 84).
 * One factor per axis, taken at 30° N; over the 10 km of the county the scale is true to about 2 in 10,000.
 */
import { UNITS_PER_DEGREE } from '../../server/geometry/lattice.ts';
import type { Point } from './plane.ts';

const ORIGIN_LON = 117.0342;
const ORIGIN_LAT = 30.0517;
const METRES_PER_DEGREE_LON = 96_436;
const METRES_PER_DEGREE_LAT = 110_853;

const UNIT_X_M = METRES_PER_DEGREE_LON / UNITS_PER_DEGREE;
const UNIT_Y_M = METRES_PER_DEGREE_LAT / UNITS_PER_DEGREE;
const X0 = Math.round(ORIGIN_LON * UNITS_PER_DEGREE);
const Y0 = Math.round(ORIGIN_LAT * UNITS_PER_DEGREE);

/** Metres → the nearest lattice point. */
export function toLattice([x, y]: Point): Point {
  return [X0 + Math.round(x / UNIT_X_M), Y0 + Math.round(y / UNIT_Y_M)];
}

/** Lattice units → metres. */
export function toMetres([x, y]: Point): Point {
  return [(x - X0) * UNIT_X_M, (y - Y0) * UNIT_Y_M];
}
