/** From what is chosen to what the service is asked: whole days of Asia/Shanghai, one group or two, the filters. Pure. */
import type { Group } from '../../../server/contract/event-statistics.ts';
import type { Query } from '../../api/request.ts';
import type { FiguresChoice, FiguresPeriod } from './figures-choice.ts';
import { DAY_MS, dateOf, midnightOf, type Period, periodOf } from './time/period.ts';

const monthStart = (month: string): number => Date.parse(`${month}-01T00:00:00+08:00`);

/** `now`: any moment of today. This month and the last days end with today, which is not over yet. */
export function figuresPeriod(period: FiguresPeriod, now: number): Period {
  if (period !== 'month' && period !== 'last-month') return periodOf(period, now);
  const start = monthStart(dateOf(now).slice(0, 7));
  if (period === 'month') return { from: start, to: midnightOf(now) + DAY_MS };
  return { from: monthStart(dateOf(start - DAY_MS).slice(0, 7)), to: start };
}

const iso = (ms: number): string => new Date(ms).toISOString();

export function figuresQuery(
  choice: FiguresChoice,
  { area, now, by }: { area: string; now: number; by: readonly (Group | null)[] },
): Query {
  const { from, to } = figuresPeriod(choice.period, now);
  const { kind, grade, channel, way } = choice;
  const groups = by.filter((group) => group !== null).join(',');
  return { area, from: iso(from), to: iso(to), by: groups, category: kind, grade, channel, way };
}

/** Days are too many to tell apart when there are more. */
const MOST_DAYS = 62;
export const trendStep = ({ from, to }: Period): 'day' | 'month' =>
  (to - from) / DAY_MS <= MOST_DAYS ? 'day' : 'month';
