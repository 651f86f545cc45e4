/**
 * Exact comparison of two products: the one place where the kernel meets differences wider than MAX_SPAN. Factors are
 * integers or halves of integers of at most 2³⁴.
 */

/** Beyond this relative difference the rounded products already have the right order (four roundings of 2⁻⁵³). */
const SAFE = 2 ** -50;

/** The sign of a·b − c·d: negative, zero or positive. Float64 where it is certain, BigInt where it is not. */
export function compareProducts(a: number, b: number, c: number, d: number): number {
  const p = a * b;
  const q = c * d;
  const difference = p - q;
  const size = Math.abs(p) + Math.abs(q);
  if (difference > SAFE * size || difference < -SAFE * size) return difference;
  if (size <= 2 ** 51) return difference;
  const exact = BigInt(2 * a) * BigInt(2 * b) - BigInt(2 * c) * BigInt(2 * d);
  return exact > 0n ? 1 : exact < 0n ? -1 : 0;
}
