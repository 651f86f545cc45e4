import { describe, expect, it } from 'vitest';
import { monthsOf, withDay, workdaysOf } from '../../client/state/command/rules-calendar.ts';
import { categoryRows } from '../../client/state/command/rules-csv.ts';
import { csvText } from '../../client/ui/csv.ts';
import { type Category, GRADES, LEVELS, TIME_UNITS, WAYS } from '../../server/contract/event-rules.ts';
import { readCategories } from '../../server/events/dictionary-csv.ts';

const KINDS = GRADES.map(
  (grade, at): Category => ({
    ...{ code: `010${at + 1}`, major: '01', majorName: '市容环境', name: `带,号"的${at}`, grade },
    ...{ way: WAYS[at]!, level: LEVELS[at]!, retired: at === 0 },
    limits: {
      dispatch: { amount: 0.5, unit: TIME_UNITS[at]! },
      handle: { amount: 4, unit: 'working-hour' },
      verify: { amount: 1, unit: 'working-day' },
    },
  }),
);

describe('the file of categories', () => {
  it('is read by the service as it was, every grade, way, level and unit of it', () => {
    const file = csvText(categoryRows(KINDS));
    expect(readCategories(new TextEncoder().encode(file))).toEqual({ categories: KINDS, bad: [] });
  });
});

describe('a year', () => {
  const days = [
    { date: '2026-10-01', work: false, name: '国庆节' },
    { date: '2026-10-10', work: true, name: '国庆节调休' },
  ];
  it('has every day, with the weekday it begins on', () => {
    const months = monthsOf(2028, []);
    expect(months.map((month) => month.days.length)).toEqual([31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
    // 1 January 2028 is a Saturday, 1 May a Monday
    expect([months[0]?.before, months[4]?.before]).toEqual([5, 0]);
  });
  it.each([
    ['2026-10-01', 'holiday', '国庆节'],
    ['2026-10-10', 'make-up', '国庆节调休'],
    ['2026-10-09', 'work', null],
    ['2026-10-11', 'rest', null],
  ])('%s is %s', (date, kind, name) => {
    const found = monthsOf(2026, days)[9]?.days.find((day) => day.date === date);
    expect(found).toMatchObject({ kind, name });
  });
  it('counts its workdays: a holiday takes one away, a make-up day adds one', () => {
    expect(workdaysOf(monthsOf(2026, []))).toBe(261);
    expect(workdaysOf(monthsOf(2026, days.slice(0, 1)))).toBe(260);
    expect(workdaysOf(monthsOf(2026, days))).toBe(261);
  });
  it('changes one day, and keeps the order', () => {
    const more = withDay(days, '2026-01-01', { work: false, name: '元旦' });
    expect(more.map(({ date }) => date)).toEqual(['2026-01-01', '2026-10-01', '2026-10-10']);
    expect(withDay(more, '2026-10-01', null).map(({ date }) => date)).toEqual(['2026-01-01', '2026-10-10']);
    expect(withDay(days, '2026-10-01', { work: false, name: '中秋节' })).toHaveLength(2);
  });
});
