/** A year as months of days, each a workday or not and why; what a change of one day makes of the list. Pure. */
import type { CalendarDay } from '../../../server/contract/event-rules.ts';

export type DayKind = 'work' | 'rest' | 'holiday' | 'make-up';
export interface YearDay {
  readonly date: string;
  readonly day: number;
  readonly kind: DayKind;
  /** Of a holiday or a make-up workday. */
  readonly name: string | null;
}
export interface YearMonth {
  readonly month: number;
  /** Days of the week before it, from Monday. */
  readonly before: number;
  readonly days: readonly YearDay[];
}

/** 0 is Monday. */
const weekday = (date: string): number => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
const isRest = (date: string): boolean => weekday(date) >= 5;
const two = (n: number): string => String(n).padStart(2, '0');

export function monthsOf(year: number, days: readonly CalendarDay[]): readonly YearMonth[] {
  const known = new Map(days.map((day) => [day.date, day]));
  return Array.from({ length: 12 }, (_, at) => {
    const count = new Date(Date.UTC(year, at + 1, 0)).getUTCDate();
    const made = Array.from({ length: count }, (__, n): YearDay => {
      const date = `${year}-${two(at + 1)}-${two(n + 1)}`;
      const said = known.get(date);
      const plain = isRest(date) ? 'rest' : 'work';
      const kind = said === undefined ? plain : said.work ? 'make-up' : 'holiday';
      return { date, day: n + 1, kind, name: said?.name ?? null };
    });
    return { month: at + 1, before: weekday(`${year}-${two(at + 1)}-01`), days: made };
  });
}

/** `as` null: the day is as its weekday says. In the order of the days. */
export function withDay(
  days: readonly CalendarDay[],
  date: string,
  as: { work: boolean; name: string } | null,
): readonly CalendarDay[] {
  const others = days.filter((day) => day.date !== date);
  if (as === null) return others;
  return [...others, { date, ...as }].sort((a, b) => (a.date < b.date ? -1 : 1));
}

export const workdaysOf = (months: readonly YearMonth[]): number =>
  months.flatMap(({ days }) => days).filter(({ kind }) => kind === 'work' || kind === 'make-up').length;
