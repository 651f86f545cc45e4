import { describe, expect, it } from 'vitest';
import {
  commonBand,
  deviation,
  histogram,
  roundStep,
  standingOf,
  standings,
  worstFirst,
} from '../../client/workspaces/audit/histogram.ts';
import { axisOf, seriesOf } from '../../client/workspaces/audit/trend-series.ts';
import type { BandRow } from '../../server/contract/coverage.ts';
import { sampleReport } from '../support/sample-coverage.ts';

const row = (grid: string, households: number, min: number | null = 150, max: number | null = 400): BandRow => ({
  grid,
  name: grid,
  kind: 'basic',
  parent: '341921001001',
  households,
  shops: 0,
  places: 10,
  uncounted: 0,
  min,
  max,
});

describe('standing against the band', () => {
  it.each([
    [149, 150, 400, 'under'],
    [150, 150, 400, 'in'],
    [400, 150, 400, 'in'],
    [401, 150, 400, 'over'],
    [10, null, null, 'none'],
    [10, 20, null, 'under'],
    [30, null, 20, 'over'],
  ] as const)('%d households in [%s, %s] is %s', (households, min, max, expected) => {
    expect(standingOf(row('a', households, min, max))).toBe(expected);
  });

  it('lists the worst first, by part of the limit, and only those outside', () => {
    const rows = [row('a', 500), row('b', 30), row('c', 200), row('d', 140), row('e', 500)];
    expect(worstFirst(rows).map(({ grid }) => grid)).toEqual(['b', 'a', 'e', 'd']);
    expect(deviation(row('x', 500))).toBe(0.25);
    expect(standings(rows)).toEqual({ under: 2, in: 1, over: 2, none: 0 });
  });

  it('shades the band most grids go by', () => {
    expect(commonBand([row('a', 1), row('b', 1, 200, 400), row('c', 1, 200, 400)])).toEqual({ min: 200, max: 400 });
    expect(commonBand([row('a', 1, null, null)])).toBeNull();
  });
});

describe('the histogram', () => {
  it.each([
    [100, 5, 20],
    [523, 16, 50],
    [7, 16, 1],
    [0, 4, 1],
    [24, 10, 2.5],
  ])('covers %d in at most %d steps of %d', (span, most, step) => {
    expect(roundStep(span, most)).toBe(step);
  });

  it('holds every grid with a band exactly once, the largest too', () => {
    const rows = [row('a', 0), row('b', 149), row('c', 150), row('d', 400), row('e', 523), row('f', 9, null, null)];
    const bins = histogram(rows);
    expect(bins.reduce((sum, bin) => sum + bin.under + bin.within + bin.over, 0)).toBe(5);
    expect(bins.at(-1)).toMatchObject({ over: 1 });
    expect(bins[0]).toMatchObject({ from: 0, under: 1 });
    expect(bins.every((bin, i) => i === 0 || bin.from === bins[i - 1]?.to)).toBe(true);
  });

  it('is empty without a band', () => {
    expect(histogram([])).toEqual([]);
    expect(histogram([row('a', 5, null, null)])).toEqual([]);
  });
});

describe('the trend', () => {
  const at = (editionNumber: number, change: object, counts: Record<string, number>) => ({
    edition: editionNumber,
    editionNumber,
    inForceFrom: '2026-11-01T00:00:00Z',
    totals: { ...sampleReport().totals, ...change },
    counts,
    inBand: 10,
    underBand: 2,
    overBand: 1,
  });

  it('draws five measures from the rows', () => {
    const rows = [
      at(1, { coveredShare: 0.99, householdsCovered: 45_300 }, { 'gap-enclosed': 2, 'gap-parent': 1, overlap: 4 }),
      at(2, { coveredShare: null }, {}),
    ];
    expect(seriesOf(rows).map(({ values }) => values)).toEqual([
      [0.99, null],
      [3, 0],
      [4, 0],
      [10, 0],
      [3, 3],
    ]);
  });

  it.each([
    ['nothing left out', {}, {}, 1],
    ['a place outside', { placesUncovered: 1 }, {}, 0.999999],
    ['a shape nobody could judge', {}, { 'invalid-ring': 1 }, 0.999999],
  ] as const)('covers everything only with %s', (_, change, counts, share) => {
    expect(seriesOf([at(1, change, counts)])[0]?.values).toEqual([share]);
  });

  it.each([
    ['count', [0, 0], 0, 1],
    ['count', [3, 7], 0, 10],
    ['count', [20], 0, 20],
    ['share', [0.99, 1], 0.99, 1],
    ['share', [1], 0.999, 1],
  ] as const)('has an axis of %s %j from %d to %d', (unit, values, from, to) => {
    const axis = axisOf({ label: 'trend.gaps', unit, values });
    expect(axis.from).toBeCloseTo(from, 10);
    expect(axis.to).toBe(to);
  });
});
