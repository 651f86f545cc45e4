/** Which stretch of time the slider shows, cut into what steps, and how it is written in the address. Pure; Asia/Shanghai. */

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
/** Shanghai has had no summer time since 1991. */
const SHANGHAI_MS = 8 * HOUR_MS;
export const MOST_DAYS = 366;

export const midnightOf = (at: number): number => Math.floor((at + SHANGHAI_MS) / DAY_MS) * DAY_MS - SHANGHAI_MS;
/** `2026-11-30`. */
export const dateOf = (at: number): string => new Date(at + SHANGHAI_MS).toISOString().slice(0, 10);

/** First and last day, both whole. */
export interface OwnDays {
  readonly first: string;
  readonly last: string;
}
export const NAMED = ['today', '7d', '30d'] as const;
export type PeriodChoice = (typeof NAMED)[number] | OwnDays;

/** from (inclusive) to (exclusive), whole days; the last may not be over yet. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

const DAYS = { today: 1, '7d': 7, '30d': 30 } as const;
const startOf = (date: string): number => Date.parse(`${date}T00:00:00+08:00`);

/** `now`: any moment of today. */
export function periodOf(choice: PeriodChoice, now: number): Period {
  if (typeof choice === 'object') return { from: startOf(choice.first), to: startOf(choice.last) + DAY_MS };
  const to = midnightOf(now) + DAY_MS;
  return { from: to - DAYS[choice] * DAY_MS, to };
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Null: no days in this order, more than a year of them, or not days at all. */
export function ownDays(first: string, last: string): OwnDays | null {
  if (!DATE.test(first) || !DATE.test(last)) return null;
  const days = (startOf(last) - startOf(first)) / DAY_MS + 1;
  return days >= 1 && days <= MOST_DAYS ? { first, last } : null;
}

export function parsePeriod(text: string | null): PeriodChoice {
  const named = NAMED.find((one) => one === text);
  if (named) return named;
  const [first = '', last = ''] = (text ?? '').split('~');
  return ownDays(first, last) ?? 'today';
}

export const formatPeriod = (choice: PeriodChoice): string | null =>
  typeof choice === 'object' ? `${choice.first}~${choice.last}` : choice === 'today' ? null : choice;

/** More bars than this are no longer told apart. */
const MOST_BARS = 200;
/** Of the histogram: hours, and days of what is longer. */
export const binOf = ({ from, to }: Period): number => ((to - from) / HOUR_MS <= MOST_BARS ? HOUR_MS : DAY_MS);

/** Of a key press on the slider. */
export const stepOf = (period: Period): number => (binOf(period) === DAY_MS ? 2 * HOUR_MS : 10 * MINUTE_MS);

/** How many were reported in each hour or day; those open from before are in none. */
export function histogram(reported: Float64Array, period: Period): Uint32Array {
  const bin = binOf(period);
  const counts = new Uint32Array(Math.ceil((period.to - period.from) / bin));
  for (let i = firstAtOrAfter(reported, period.from); i < reported.length && reported[i]! < period.to; i++)
    counts[Math.floor((reported[i]! - period.from) / bin)]!++;
  return counts;
}

/** Index of the first that is not before `at`, in times that are sorted; their number when all are before. */
export function firstAtOrAfter(times: Float64Array, at: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
