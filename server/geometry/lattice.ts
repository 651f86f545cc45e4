/**
 * The integer lattice every coordinate lives on: int32 units of 1e-7 degree, WGS 84 = CGCS2000 lon/lat.
 * One unit is about 1.1 cm of latitude. A degree is rounded to the lattice once, when it enters; nothing inside is a float.
 */

export const UNITS_PER_DEGREE = 1e7;
export const MAX_LON = 180 * UNITS_PER_DEGREE;
export const MAX_LAT = 90 * UNITS_PER_DEGREE;

/**
 * The greatest coordinate difference, in units, for which `orient` has an exact value in float64 (2·Δ² ≤ 2⁵³), about 6.71°.
 * Wider pairs of points need BigInt.
 */
export const MAX_SPAN = 2 ** 26;

/** Degrees → nearest lattice unit. The caller has checked that the number is finite and in range. */
export function toUnits(degrees: number): number {
  return Math.round(degrees * UNITS_PER_DEGREE);
}

/** Lattice units → degrees: the float64 nearest to the exact decimal, so `toUnits(toDegrees(u)) === u`. */
export function toDegrees(units: number): number {
  return units / UNITS_PER_DEGREE;
}
