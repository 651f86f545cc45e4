/** Events of each grid per 1,000 households: the map of density that does not only show where people live. Pure. */
import { classOf } from './classes.ts';

export interface RateGround {
  readonly code: string;
  readonly name: string;
  readonly households: number;
  /** Places without a count. */
  readonly uncounted: number;
}

/** `few`: too few to be shown to this role. `none`: no households are counted, so there is no rate. */
export type RateClass = number | 'few' | 'none';

export interface RateRow extends RateGround {
  /** Null: too few to be shown. */
  readonly count: number | null;
  readonly rate: number | null;
}

/** Fewer are hidden from all but the roles that command. */
export const FEWEST = 5;

export const isFew = (count: number, seesFew: boolean): boolean => !seesFew && count > 0 && count < FEWEST;

/** The highest rate first; without a rate the most events first; then those too few to show. */
export function rateRows(
  grounds: readonly RateGround[],
  countOf: (code: string) => number,
  seesFew: boolean,
): readonly RateRow[] {
  return grounds
    .map((ground): RateRow => {
      const count = countOf(ground.code);
      if (isFew(count, seesFew)) return { ...ground, count: null, rate: null };
      return { ...ground, count, rate: ground.households > 0 ? (count * 1000) / ground.households : null };
    })
    .sort((a, b) => (b.rate ?? -1) - (a.rate ?? -1) || (b.count ?? -1) - (a.count ?? -1) || (a.code < b.code ? -1 : 1));
}

export function rateClassOf({ count, rate }: Pick<RateRow, 'count' | 'rate'>, breaks: readonly number[]): RateClass {
  if (count === null) return 'few';
  return rate === null ? 'none' : classOf(rate, breaks);
}

/** A hundredth of the grids may lie above the last class's beginning by far. */
export function topRate(rows: readonly RateRow[]): number {
  const rates = rows.flatMap(({ rate }) => (rate === null || rate === 0 ? [] : [rate])).sort((a, b) => a - b);
  return rates.length === 0 ? 1 : rates[Math.min(rates.length - 1, Math.floor(rates.length * 0.97))]!;
}
