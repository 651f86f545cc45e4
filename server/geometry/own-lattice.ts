/**
 * A lattice fine enough to stand for the caller's own coordinates. Degrees written with up to 12 decimals are taken as those
 * decimals: a float64 near 0.1 is meant as 0.1, and what touches on paper touches. Degrees that were computed are taken bit
 * by bit: by a power of two that makes an integer of every one of them, perhaps beyond 2⁵³ but without rounding.
 */

const DECIMAL = 1e12;
/** More than float64 degrees and one multiplication can be off, far less than a half. */
const NOISE = 0.04;
/** Bits that a float64 keeps after its first. */
const MANTISSA = 52;
/** Beyond this a coordinate is as good as zero and is rounded. */
const MOST_BITS = 200;

/** Fine units per degree that suit all these coordinates. */
export function perDegree(polygons: readonly (readonly (readonly (readonly number[])[])[])[]): number {
  let decimal = true;
  let least = Infinity;
  for (const polygon of polygons) {
    for (const ring of polygon) {
      for (const position of ring) {
        for (let axis = 0; axis < 2; axis++) {
          const degrees = position[axis]!;
          decimal = decimal && isDecimal(degrees);
          if (degrees !== 0) least = Math.min(least, Math.abs(degrees));
        }
      }
    }
  }
  if (decimal) return DECIMAL;
  return 2 ** Math.min(MOST_BITS, MANTISSA - Math.floor(Math.log2(least)));
}

/** Degrees → fine units. */
export function ownLattice(degrees: number, scale: number): number {
  return Math.round(degrees * scale);
}

function isDecimal(degrees: number): boolean {
  const fine = degrees * DECIMAL;
  return Math.abs(fine - Math.round(fine)) <= NOISE;
}
