/**
 * What any plan has too much or too little around a node that is the only way to some sides. Geometry is left out: a side may
 * give any number of households to the node's grid. So a violation found here stands in every plan.
 */
import { addsUp, leastViolation, type Standard } from '../standard.ts';

export interface Side {
  readonly households: number;
  /** A tower stands next to it, which may take households, unlawfully. */
  readonly byTower: boolean;
}

/** Is there a choice of what each side gives that leaves everything inside the standard? */
export function pocketHolds(own: number, sides: readonly Side[], standard: Standard): boolean {
  const { min, max } = standard;
  if (own > max) return false;
  let sums = new Uint8Array(max + 1);
  sums[own] = 1;
  for (const { households } of sides) {
    const after = new Uint8Array(max + 1);
    for (let x = 0; x <= Math.min(households, max - own); x++) {
      if (!addsUp(households - x, standard)) continue;
      for (let sum = own; sum + x <= max; sum++) if (sums[sum] === 1) after[sum + x] = 1;
    }
    sums = after;
  }
  return sums.indexOf(1, Math.min(min, max)) >= 0;
}

/** Grids heavier than this many times the maximum are not followed; they violate by more than is claimed. */
const REACH = 3;

/** The least total violation of any choice. `besideTower`: the node's own grid may take in a tower, unlawfully. */
export function pocketLeast(own: number, sides: readonly Side[], standard: Standard, besideTower: boolean): number {
  const { min, max } = standard;
  const cap = REACH * max;
  let best = new Float64Array(cap + 1).fill(Infinity);
  if (own <= cap) best[own] = 0;
  for (const { households, byTower } of sides) {
    const after = new Float64Array(cap + 1).fill(Infinity);
    for (let x = 0; x <= Math.min(households, cap); x++) {
      const left = households - x;
      const price = left === 0 ? 0 : leastViolation(left, standard, byTower ? 0 : 1);
      for (let sum = own; sum + x <= cap; sum++) {
        const total = best[sum]! + price;
        if (total < after[sum + x]!) after[sum + x] = total;
      }
    }
    best = after;
  }
  let least = (REACH - 1) * max;
  best.forEach((total, weight) => {
    const outside = Math.max(0, min - weight, weight - max);
    least = Math.min(least, total + (besideTower ? Math.min(outside, weight) : outside));
  });
  return least;
}
