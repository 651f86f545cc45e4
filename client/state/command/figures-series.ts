/** Figures of days or months one after the other, with those on which nothing was reported. Pure. */
import type { EventFigures, StatisticsRow } from '../../../server/contract/event-statistics.ts';
import type { FigureColumn } from './figures-columns.ts';
import { DAY_MS, dateOf, type Period } from './time/period.ts';

export interface TrendPoint {
  /** `2026-11-30` or `2026-11`. */
  readonly at: string;
  /** null: nothing to divide by, or no hours to average. */
  readonly value: number | null;
}

/** Every day or month of the period up to `now`: what is still to come is not nought. */
export function datesOf({ from, to }: Period, step: 'day' | 'month', now: number): readonly string[] {
  const dates = new Set<string>();
  for (let at = from; at < Math.min(to, now); at += DAY_MS) dates.add(dateOf(at).slice(0, step === 'day' ? 10 : 7));
  return [...dates];
}

/** A day without a row had no events: its counts are nought, its rates are none. */
export function trendOf(
  rows: readonly StatisticsRow[],
  { name, is }: FigureColumn,
  dates: readonly string[],
): readonly TrendPoint[] {
  const found = new Map<string | null, EventFigures>(rows.map(({ key, figures }) => [key[0] ?? null, figures]));
  return dates.map((at) => {
    const figures = found.get(at);
    return { at, value: figures === undefined ? (is === 'count' ? 0 : null) : figures[name] };
  });
}

/** A number a person would write at the top of an axis, not below `value`. */
export function axisTop(value: number): number {
  if (!(value > 0)) return 1;
  const unit = 10 ** Math.floor(Math.log10(value));
  return unit * ([1, 2, 2.5, 5, 10].find((times) => times * unit >= value) ?? 10);
}
