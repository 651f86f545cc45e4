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

/** Lattice units as the shortest decimal of degrees, JSON's number but never with an exponent: 1171234500 → `117.12345`. */
export function degreesText(units: number): string {
  const size = units < 0 ? -units : units;
  const whole = Math.floor(size / UNITS_PER_DEGREE);
  let fraction = size - whole * UNITS_PER_DEGREE;
  const sign = units < 0 ? '-' : '';
  if (fraction === 0) return `${sign}${whole}`;
  let digits = 7;
  while (fraction % 10 === 0) {
    fraction /= 10;
    digits -= 1;
  }
  const text = String(fraction);
  return `${sign}${whole}.${ZEROS[digits - text.length]}${text}`;
}

const ZEROS = ['', '0', '00', '000', '0000', '00000', '000000'] as const;
