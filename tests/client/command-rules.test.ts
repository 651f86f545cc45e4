import { describe, expect, it } from 'vitest';
import { zhCommand } from '../../client/i18n/zh-command.ts';
import { zhCommandCard } from '../../client/i18n/zh-command-card.ts';
import { zhCommandFigures } from '../../client/i18n/zh-command-figures.ts';
import { zhCommandRules } from '../../client/i18n/zh-command-rules.ts';
import { monthsOf, withDay, workdaysOf } from '../../client/state/command/rules-calendar.ts';
import { categoryRows } from '../../client/state/command/rules-csv.ts';
import { csvText } from '../../client/ui/csv.ts';
import { type Category, GRADES, LEVELS, TIME_UNITS, WAYS } from '../../server/contract/event-rules.ts';
import { readCategories } from '../../server/events/dictionary-csv.ts';
import { FIGURE_WORDS, GROUP_WORDS } from '../../server/events/statistics/statistics-csv.ts';

const COLUMNS = [
  ...(['code', 'major', 'majorName', 'name', 'grade', 'way', 'level'] as const),
  ...(['dispatch', 'handle', 'verify', 'retired'] as const),
];

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

  it('says what the screen says', () => {
    const rows = categoryRows(KINDS);
    const text = (key: string): unknown => (zhCommandCard as Record<string, unknown>)[key];
    expect(rows[0]).toEqual(COLUMNS.map((column) => zhCommandRules[`column.${column}`]));
    for (const [at, { grade, way, level, limits }] of KINDS.entries()) {
      const cells = rows[at + 1]!;
      expect(cells.slice(4, 7)).toEqual([zhCommand[`grade.${grade}`], text(`way.${way}`), text(`level.${level}`)]);
      expect(cells[7]).toBe(`0.5 ${text(`unit.${limits.dispatch.unit}`)}`);
    }
  });

  it.each([
    ['工作时', { amount: 4, unit: 'working-hour' }, 'community', 'town'],
    ['工作小时', { amount: 4, unit: 'working-hour' }, 'community', 'town'],
  ])('is read with the words of older files: %s', (unit, handle, way, level) => {
    const old = ['小类代码,大类名称,小类名称,处置方式,层级,派遣时限,处置时限,核查时限']
      .concat(`0101,市容,垃圾,社区协调,街道,4 ${unit},4 ${unit},4 ${unit}`)
      .join('\n');
    const { categories, bad } = readCategories(new TextEncoder().encode(old));
    expect(bad).toEqual([]);
    expect(categories[0]).toMatchObject({ way, level, limits: { handle } });
  });
});

describe('the file of statistics', () => {
  it.each(Object.entries({ figure: FIGURE_WORDS, group: GROUP_WORDS }))(
    'says of each %s what the screen says',
    (stem, words) => {
      for (const [name, word] of Object.entries(words))
        expect(word, name).toBe((zhCommandFigures as Record<string, unknown>)[`${stem}.${name}`]);
    },
  );
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
