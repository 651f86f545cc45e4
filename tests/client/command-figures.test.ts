// @vitest-environment happy-dom
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zhCommandFigures } from '../../client/i18n/zh-command-figures.ts';
import {
  FIGURE_GROUPS,
  type FiguresChoice,
  formatFigures,
  PLAIN_FIGURES,
  parseFigures,
} from '../../client/state/command/figures-choice.ts';
import { COLUMN_SETS, columnOf, partsOf } from '../../client/state/command/figures-columns.ts';
import { eventsOf } from '../../client/state/command/figures-links.ts';
import { figuresPeriod, figuresQuery, trendStep } from '../../client/state/command/figures-query.ts';
import { axisTop, datesOf, trendOf } from '../../client/state/command/figures-series.ts';
import { FIRST_SORT, greatest, nextSort, ranksOf, sortRows } from '../../client/state/command/figures-table.ts';
import { DAY_MS } from '../../client/state/command/time/period.ts';
import {
  emptyText,
  keyText,
  meaningText,
  numbersText,
  valueText,
} from '../../client/workspaces/command/figures/words.ts';
import {
  type EventFigures,
  EventFigures as FiguresSchema,
  GROUPS,
  type StatisticsRow,
} from '../../server/contract/event-statistics.ts';

const at = (text: string): number => Date.parse(`${text}+08:00`);
const NOTHING = Object.fromEntries(
  Object.keys(FiguresSchema.properties).map((name) => [name, 0]),
) as unknown as EventFigures;
const row = (key: (string | null)[], figures: Partial<EventFigures> = {}): StatisticsRow => ({
  ...{ key, name: key },
  figures: { ...NOTHING, ...figures },
});
const choice = (change: Partial<FiguresChoice> = {}): FiguresChoice => ({ ...PLAIN_FIGURES, ...change });

describe('the choice in the address', () => {
  it.each([
    [null, PLAIN_FIGURES],
    ['today', choice({ period: 'today' })],
    ['last-month,by:grid+month,kind:01', choice({ period: 'last-month', by: ['grid', 'month'], kind: '01' })],
    [
      '2026-11-01~2026-11-05,way:urgent',
      choice({ period: { first: '2026-11-01', last: '2026-11-05' }, way: 'urgent' }),
    ],
    ['by:grid+grid', choice({ by: ['grid', null] })],
    ['by:nonsense,2026-11-09~2026-11-05,kind:', PLAIN_FIGURES],
    ['by:hour+nonsense', choice({ by: ['hour', null] })],
  ])('%j is read', (text, expected) => {
    expect(parseFigures(text)).toEqual(expected);
  });

  it('comes back as it was', () => {
    const group = fc.constantFrom(...FIGURE_GROUPS);
    fc.assert(
      fc.property(
        fc.constantFrom('today', '7d', '30d', 'month', 'last-month', { first: '2026-01-31', last: '2026-03-01' }),
        fc.tuple(group, fc.option(group)).filter(([a, b]) => a !== b),
        fc.record({
          area: fc.constantFrom(null, '341921100'),
          kind: fc.constantFrom(null, '01', '0103'),
          grade: fc.constantFrom(null, 'major'),
          channel: fc.constantFrom(null, 'hotline'),
          way: fc.constantFrom(null, 'on-the-spot'),
        }),
        (period, by, filters) => {
          const made = { period, by, ...filters } as FiguresChoice;
          expect(parseFigures(formatFigures(made))).toEqual(made);
        },
      ),
      { seed: 5 },
    );
  });

  it('offers every group of the contract', () => {
    expect([...FIGURE_GROUPS].sort()).toEqual([...GROUPS].sort());
  });
});

describe('what the service is asked', () => {
  const now = at('2026-03-02T10:20:00');
  it.each([
    ['today', '2026-03-02T00:00:00', '2026-03-03T00:00:00'],
    ['7d', '2026-02-24T00:00:00', '2026-03-03T00:00:00'],
    ['30d', '2026-02-01T00:00:00', '2026-03-03T00:00:00'],
    ['month', '2026-03-01T00:00:00', '2026-03-03T00:00:00'],
    ['last-month', '2026-02-01T00:00:00', '2026-03-01T00:00:00'],
    [{ first: '2025-12-31', last: '2026-01-01' }, '2025-12-31T00:00:00', '2026-01-02T00:00:00'],
  ] as const)('for %j', (period, from, to) => {
    expect(figuresPeriod(period, now)).toEqual({ from: at(from), to: at(to) });
  });

  it('is of Shanghai in the first hours of a year, and of the December before', () => {
    const newYear = at('2026-01-01T00:30:00');
    expect(figuresPeriod('month', newYear).from).toBe(at('2026-01-01T00:00:00'));
    expect(figuresPeriod('last-month', newYear)).toEqual({
      from: at('2025-12-01T00:00:00'),
      to: at('2026-01-01T00:00:00'),
    });
  });

  it('has the groups with a comma, and only the filters that are set', () => {
    const asked = choice({ period: 'today', kind: '01' });
    expect(figuresQuery(asked, { area: '341921', now, by: ['grid', 'month'] })).toEqual({
      ...{ area: '341921', from: '2026-03-01T16:00:00.000Z', to: '2026-03-02T16:00:00.000Z', by: 'grid,month' },
      ...{ category: '01', grade: null, channel: null, way: null },
    });
    expect(figuresQuery(asked, { area: '341921', now, by: ['grid', null] }).by).toBe('grid');
  });

  it.each([
    [62, 'day'],
    [63, 'month'],
  ] as const)('for a trend of %i days is by %s', (days, step) => {
    expect(trendStep({ from: 0, to: days * DAY_MS })).toBe(step);
  });
});

describe('a rate', () => {
  it('with nothing to divide by is no number, and says why', () => {
    expect(valueText(columnOf('handlingRate'), null)).toBe('—');
    expect(emptyText(columnOf('handlingRate'))).toBe('分母为 0，不计算');
    expect(emptyText(columnOf('averageClosingH'))).toBe('没有可以平均的事件');
    expect(emptyText(columnOf('per1000Households'))).toBe('没有户数');
  });
  it.each([
    ['handlingRate', 0, '0%'],
    ['handlingRate', 1, '100%'],
    ['reworkRate', 0.0345, '3.5%'],
    ['reported', 12345, '12,345'],
    ['averageHandlingH', 15.06, '15.1'],
  ] as const)('%s of %d is written %s', (name, value, text) => {
    expect(valueText(columnOf(name), value)).toBe(text);
  });
  it('has its formula in words and in numbers', () => {
    const figures = { ...NOTHING, dispatched: 20, returned: 3, handledOnTime: 9, handleDue: 10 };
    expect(meaningText('exactDispatchRate')).toBe('(派遣次数 − 退回次数) ÷ 派遣次数');
    expect(numbersText('exactDispatchRate', figures)).toBe('17 ÷ 20');
    expect(meaningText('onTimeHandlingRate')).toBe('按期处置 ÷ 应处置');
    expect(numbersText('onTimeHandlingRate', figures)).toBe('9 ÷ 10');
    expect(numbersText('reported', figures)).toBe('');
  });
  it('has the formula that the contract gives it', () => {
    const described = Object.entries(FiguresSchema.properties).filter(([name]) => name.endsWith('Rate'));
    expect(described).toHaveLength(8);
    for (const [name, { description }] of described as unknown as [keyof EventFigures, { description: string }][]) {
      const { part, less, whole } = columnOf(name).formula!;
      expect(`${less === undefined ? part : `(${part} - ${less})`} / ${whole}`, name).toBe(
        // the contract calls what is counted there by its plural
        description.replaceAll('dispatches', 'dispatched'),
      );
    }
    expect(partsOf({ part: 'handled', whole: 'handleDue' }, NOTHING)).toEqual({ part: 0, whole: 0 });
  });
  it('stands among the columns with every other figure, named and explained', () => {
    const shown = new Set(Object.values(COLUMN_SETS).flatMap((set) => set.map(({ name }) => name as string)));
    expect([...shown].sort()).toEqual(Object.keys(FiguresSchema.properties).sort());
    for (const name of shown) {
      expect(zhCommandFigures).toHaveProperty([`figure.${name}`]);
      if (!name.endsWith('Rate')) expect(zhCommandFigures).toHaveProperty([`meaning.${name}`]);
    }
  });
});

describe('rows', () => {
  const rows = [
    row(['b'], { reported: 3, closingRate: null }),
    row([null], { reported: 9, closingRate: 0.5 }),
    row(['a'], { reported: 3, closingRate: 0.2 }),
    row(['c'], { reported: 1, closingRate: 1 }),
  ];
  it.each([
    [{ by: 'reported', down: true }, [null, 'a', 'b', 'c'], [null, 1, 1, 3]],
    [{ by: 'reported', down: false }, ['c', 'a', 'b', null], [1, 2, 2, null]],
    [{ by: 'closingRate', down: true }, ['c', null, 'a', 'b'], [1, null, 2, null]],
    [{ by: 'closingRate', down: false }, ['a', null, 'c', 'b'], [1, null, 2, null]],
    [{ by: 'key', down: false }, ['a', 'b', 'c', null], [null, null, null, null]],
    [{ by: 'key', down: true }, ['c', 'b', 'a', null], [null, null, null, null]],
  ] as const)('by %j, and their ranks', (sort, keys, ranks) => {
    const sorted = sortRows(rows, sort);
    expect(sorted.map(({ key }) => key[0])).toEqual(keys);
    expect(ranksOf(sorted, sort)).toEqual(ranks);
  });
  it('are turned round by a second click', () => {
    expect(nextSort(FIRST_SORT, 'reported')).toEqual({ by: 'reported', down: false });
    expect(nextSort(FIRST_SORT, 'open')).toEqual({ by: 'open', down: true });
    expect(nextSort(FIRST_SORT, 'key')).toEqual({ by: 'key', down: false });
  });
  it('have bars of the greatest count, of the whole of a rate', () => {
    expect(greatest(rows, 'reported', false)).toBe(9);
    expect(greatest(rows, 'closingRate', true)).toBe(1);
    expect(greatest([], 'reported', false)).toBe(0);
  });
  it.each([
    ['grid', null, null, '未定位到网格'],
    ['handler', null, null, '尚未派遣'],
    ['grade', 'major', null, '重大'],
    ['way', 'urgent', null, '紧急直报'],
    ['hour', '08', null, '08:00–08:59'],
    ['town', '341921100', '澄城街道', '澄城街道'],
    ['grid', '341921100001001', null, '341921100001001'],
  ] as const)('of %s %s are called', (group, key, name, text) => {
    expect(keyText(group, key, name)).toBe(text);
  });
});

describe('a trend', () => {
  const period = { from: at('2026-02-27T00:00:00'), to: at('2026-03-03T00:00:00') };
  it('has every day, and none that is still to come', () => {
    expect(datesOf(period, 'day', at('2026-03-01T09:00:00'))).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
    expect(datesOf(period, 'month', at('2026-04-01T09:00:00'))).toEqual(['2026-02', '2026-03']);
  });
  it('has no events on a day without a row, but no rate either', () => {
    const rows = [row(['2026-02-28'], { reported: 4, closingRate: 0.75 })];
    const dates = ['2026-02-27', '2026-02-28'];
    expect(trendOf(rows, columnOf('reported'), dates).map(({ value }) => value)).toEqual([0, 4]);
    expect(trendOf(rows, columnOf('closingRate'), dates).map(({ value }) => value)).toEqual([null, 0.75]);
  });
  it.each([
    [0, 1],
    [Number.NaN, 1],
    [1, 1],
    [7, 10],
    [23, 25],
    [51, 100],
    [0.3, 0.5],
  ])('up to %d has an axis up to %d', (value, top) => {
    expect(axisTop(value)).toBeCloseTo(top, 9);
  });
});

describe('the way to the events', () => {
  const of = { choice: choice({ grade: 'major' }), area: '341921' };
  it('keeps the filters, and narrows by the row', () => {
    expect(eventsOf('overdue', of)).toMatchObject({ filter: { standing: 'overdue', grade: 'major' }, area: '341921' });
    expect(eventsOf('open', of, ['community', 'category'], ['341921100004', '0103'])).toMatchObject({
      ...{ filter: { standing: 'open', kind: '0103', grade: 'major' }, area: '341921100004', text: '' },
    });
    expect(eventsOf('suspended', of, ['grid'], ['341921100004001'])).toMatchObject({
      ...{ filter: { standing: 'open', state: 'suspended' }, text: '341921100004001' },
    });
  });
  it.each([
    ['closed', of, [], []],
    ['open', { ...of, choice: choice({ way: 'urgent' }) }, [], []],
    ['open', of, ['grid'], [null]],
    ['open', of, ['handler'], ['cg']],
    ['open', of, ['month'], ['2026-03']],
  ] as const)('of %s is none where the list cannot show just them', (figure, asked, groups, key) => {
    expect(eventsOf(figure, asked, groups, key)).toBeNull();
  });
});
