/** Sums of sizes that are the same to the last bit in whatever order the sizes come up. */

/** The smallest first. */
export function sumOf(values: Iterable<number>): number {
  let sum = 0;
  for (const value of Float64Array.from(values).sort()) sum += value;
  return sum;
}
