/** What a part of a tree costs by its weight alone, tabled once for a target. */
import type { Standard } from './standard.ts';

/** A grid outside the standard costs this much, and more by its distance: (1 + 8 · violation / target). */
export const VIOLATION_PRICE = 1;
export const VIOLATION_SLOPE = 8;
/** Soft partitions may be this much heavier than the standard allows. */
const SOFT_REACH = 1.6;

export interface PriceSettings {
  readonly standard: Standard;
  readonly target: number;
  /** Weight of ((W − T) / T)². */
  readonly balance: number;
  /** Parts outside the standard are dear, not forbidden. */
  readonly soft: boolean;
  /** Added to every part, to ask for fewer or, below 0, for more. */
  readonly partPrice?: number;
}

export interface PartPrices {
  readonly cap: number;
  /** Of a part of weight w ≤ cap; Infinity where it is not allowed. */
  readonly byWeight: Float64Array;
  readonly target: number;
  readonly max: number;
  readonly partPrice: number;
}

export function partPrices({ standard, target, balance, soft, partPrice = 0 }: PriceSettings): PartPrices {
  const { min, max } = standard;
  const cap = soft ? Math.ceil(SOFT_REACH * max) : max;
  const byWeight = new Float64Array(cap + 1).fill(Infinity);
  for (let weight = soft ? 0 : min; weight <= cap; weight++) {
    const off = (Math.min(weight, max) - target) / target;
    const violation = Math.max(0, min - weight, weight - max);
    byWeight[weight] =
      balance * off * off + (violation > 0 ? VIOLATION_PRICE + (VIOLATION_SLOPE * violation) / target : 0) + partPrice;
  }
  return { cap, byWeight, target, max, partPrice };
}
