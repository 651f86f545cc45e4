/**
 * Exponential and logarithm from + − × ÷ alone. `Math.exp` and `Math.log` may differ in the last bit between engines, and one
 * bit is enough to make another plan.
 */

/** e^x for x ≤ 0, right to 1e-10 of its value; 0 below −40. */
export function expOfNegative(x: number): number {
  if (x < -40) return 0;
  const y = x / 256;
  let value =
    1 + y * (1 + (y / 2) * (1 + (y / 3) * (1 + (y / 4) * (1 + (y / 5) * (1 + (y / 6) * (1 + (y / 7) * (1 + y / 8)))))));
  for (let i = 0; i < 8; i++) value *= value;
  return value;
}

/** ln x for x > 0 and not beyond 2^±1000, right to about 1e-12. */
export function logarithm(x: number): number {
  let halvings = 0;
  let m = x;
  for (; m > 1.5; m /= 2) halvings++;
  for (; m < 0.75; m *= 2) halvings--;
  const z = (m - 1) / (m + 1);
  const square = z * z;
  let sum = 0;
  for (let k = 27; k >= 1; k -= 2) sum = sum * square + 1 / k;
  return halvings * Math.LN2 + 2 * z * sum;
}
