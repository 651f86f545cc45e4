import { describe, expect, it } from 'vitest';
import { comparedColours } from '../../client/state/plan/compare-colours.ts';
import { changedGrids, recodedGrids } from '../../client/state/plan/compare-grids.ts';
import { heatOf, matricesOf } from '../../client/state/plan/compare-matrix.ts';
import { METRICS, type Metric, metricRows, shownValue } from '../../client/state/plan/compare-metrics.ts';
import {
  listedBuildings,
  movedPairs,
  type Pair,
  pairText,
  readPair,
  stepFrom,
} from '../../client/state/plan/compare-moves.ts';
import { readSide, sideParams, sidesOf } from '../../client/state/plan/compare-sides.ts';
import type { MapMetrics, MovedBuilding, PlanComparison } from '../../server/contract/plan-compare.ts';

const pair = (from: string | null, to: string | null, households: number, buildings = 1): Pair => ({
  from,
  to,
  households,
  buildings,
});
const building = (place: string, from: string | null, to: string | null, households: number | null): MovedBuilding => ({
  place,
  building: null,
  name: null,
  address: `${place}号`,
  households,
  at: [117, 30],
  from,
  to,
});
const grid = (
  code: string,
  change: PlanComparison['grids'][number]['change'],
  households: [number | null, number | null] = [1, 1],
): PlanComparison['grids'][number] => ({ code, name: code, kind: 'basic', parentCode: 'C', change, households });

describe('the sides of the address', () => {
  const plan = { id: 12, baseEdition: 3 };

  it.each([
    ['plan-12', 'plan-12'],
    ['edition-3', 'edition-3'],
    ['edition-0', null],
    ['plan-', null],
    ['plan-12x', null],
    ['Plan-12', null],
    ['', null],
    [null, null],
  ])('reads %j as %j', (text, side) => {
    expect(readSide(text)).toBe(side);
  });

  it('are base and plan where nothing readable is asked for, and then not in the address', () => {
    expect(sidesOf(plan, null, 'nonsense')).toEqual({ from: 'edition-3', to: 'plan-12' });
    expect(sideParams(plan, { from: 'edition-3', to: 'plan-12' })).toEqual({ from: null, to: null });
    expect(sideParams(plan, { from: 'plan-12', to: 'edition-3' })).toEqual({ from: 'plan-12', to: 'edition-3' });
    expect(sidesOf(plan, 'plan-9', null)).toEqual({ from: 'plan-9', to: 'plan-12' });
  });
});

describe('what moves', () => {
  const matrix = [
    pair('a', 'a', 900),
    pair('b', 'a', 5),
    pair('a', 'b', 40),
    pair(null, 'a', 40, 3),
    pair('b', null, 0),
  ];

  it('is listed by households, then by buildings; what stays is not', () => {
    expect(movedPairs(matrix).map(pairText)).toEqual(['~a', 'a~b', 'b~a', 'b~']);
  });

  it.each([
    ['a~b', { from: 'a', to: 'b' }],
    ['~b', { from: null, to: 'b' }],
    ['a~', { from: 'a', to: null }],
    ['a~a', null],
    ['~', null],
    ['a', null],
    ['a~b~c', null],
    ['a b~c', null],
    [null, null],
  ])('reads the pair %j', (text, expected) => {
    expect(readPair(text)).toEqual(expected);
    if (expected !== null) expect(pairText(expected)).toBe(text);
  });

  it('can be narrowed to a pair and sorted, an unknown count below none', () => {
    const all = [
      building('10', 'a', 'b', 3),
      building('9', 'a', 'b', null),
      building('8', 'b', 'a', 0),
      building('7', 'a', 'b', 3),
    ];
    const places = (by: 'pair' | 'address' | 'households', descending: boolean, of = readPair('')) =>
      listedBuildings(all, of, { sortBy: by, descending }).map(({ place }) => place);
    expect(places('households', true)).toEqual(['10', '7', '8', '9']);
    expect(places('address', false)).toEqual(['7', '8', '9', '10']);
    expect(places('pair', false)).toEqual(['10', '7', '9', '8']);
    expect(places('households', false, readPair('a~b'))).toEqual(['9', '10', '7']);
    expect(places('households', false, readPair('b~c'))).toEqual([]);
  });

  it.each([
    [-1, 3, 1, 0],
    [-1, 3, -1, 2],
    [2, 3, 1, 0],
    [0, 3, -1, 2],
    [1, 3, 1, 2],
    [-1, 0, 1, -1],
  ] as const)('goes from %i of %i by %i to %i', (at, count, by, next) => {
    expect(stepFrom(at, count, by)).toBe(next);
  });
});

describe('the matrices', () => {
  const community = (code: string): string | null => (code === 'x' ? null : code.slice(0, 1));
  const found = matricesOf(
    [
      pair('A2', 'A1', 30, 2),
      pair('A1', 'A3', 10),
      pair('B1', 'B2', 70),
      pair('A1', 'B1', 90),
      pair('A1', null, 4),
      pair('x', 'x2', 1),
    ],
    (code) => (code === 'x2' ? 'x' : community(code)),
  );

  it('are one for each community, the most households first, and one for what crosses', () => {
    expect(found.map(({ community: of, households, buildings }) => [of, households, buildings])).toEqual([
      ['B', 70, 1],
      ['A', 44, 4],
      [null, 91, 2],
    ]);
  });

  it('hold only grids that lose or gain, "no grid" at the end', () => {
    const [, a] = found;
    expect(a?.rows).toEqual(['A1', 'A2']);
    expect(a?.columns).toEqual(['A1', 'A3', null]);
    expect(a?.cells.map((row) => row.map((cell) => cell?.households ?? null))).toEqual([
      [null, 10, 4],
      [30, null, null],
    ]);
    expect(a?.most).toBe(30);
  });

  it.each([
    [0, 100, 0],
    [1, 100, 1],
    [25, 100, 1],
    [26, 100, 2],
    [100, 100, 4],
    [0, 0, 0],
  ])('tints %i of %i as %i', (households, most, heat) => {
    expect(heatOf(pair('a', 'b', households), most)).toBe(heat);
  });

  it('put every pair into one cell, dozens of grids or not', () => {
    const many = Array.from({ length: 60 }, (_, i) => pair(`A${i}`, `A${(i + 1) % 60}`, i));
    const [one, ...others] = matricesOf(many, community);
    expect(others).toEqual([]);
    expect(one?.cells.flat().filter((cell) => cell !== null)).toHaveLength(60);
  });
});

const METRICS_OF: MapMetrics = {
  grids: 12,
  dedicated: 2,
  micros: 0,
  inBand: 8,
  underBand: 1,
  overBand: 1,
  households: 3000,
  least: 100,
  most: 500,
  mean: 300,
  spread: 50,
  compactness: 0.7,
  outlineKm: 20,
};
const row = (metric: Metric, change: Partial<MapMetrics>, was: Partial<MapMetrics> = {}) => {
  const found = metricRows({ ...METRICS_OF, ...was }, { ...METRICS_OF, ...change }).find(
    (one) => one.metric === metric,
  );
  if (found === undefined) throw new Error(metric);
  return [found.difference, found.verdict];
};

describe('the figures side by side', () => {
  it.each([
    ['inBand', { inBand: 9, underBand: 0 }, 10, 'better'],
    ['inBand', { inBand: 7, underBand: 2 }, -10, 'worse'],
    ['underBand', { underBand: 0, inBand: 9 }, -1, 'better'],
    ['overBand', { overBand: 3, inBand: 6 }, 2, 'worse'],
    ['spread', { spread: 49.9 }, -0.1, 'better'],
    ['spread', { spread: 50.04 }, 0, 'same'],
    ['compactness', { compactness: 0.7004 }, 0, 'same'],
    ['compactness', { compactness: 0.701 }, 0.001, 'better'],
    ['outlineKm', { outlineKm: 21 }, 1, 'worse'],
    ['grids', { grids: 14 }, 2, 'none'],
    ['most', { most: 400 }, -100, 'none'],
    ['mean', { mean: 300 }, 0, 'none'],
  ] as const)('of %s, from the usual to %j: %f, %s', (metric, change, difference, verdict) => {
    expect(row(metric, change)).toEqual([difference, verdict]);
  });

  it('do not judge lengths and counts against another number of grids, but shares and means', () => {
    const other = { grids: 11, inBand: 8, underBand: 0, overBand: 1, outlineKm: 18, spread: 40 };
    expect(row('outlineKm', other)).toEqual([-2, 'none']);
    expect(row('underBand', other)).toEqual([-1, 'none']);
    expect(row('spread', other)).toEqual([-10, 'better']);
    expect(row('inBand', other)[1]).toBe('better');
  });

  it('say nothing of basic grids where there are none', () => {
    const none = { grids: 2, inBand: 0, underBand: 0, overBand: 0 };
    for (const metric of ['inBand', 'spread', 'compactness', 'least', 'most', 'mean'] as const)
      expect(row(metric, none)).toEqual([null, 'none']);
    expect(row('grids', none)).toEqual([-10, 'none']);
  });

  it('cut a share, so that 999 of 1,000 is never all', () => {
    expect(shownValue('inBand', 0.9999)).toBe(99.9);
    expect(shownValue('inBand', 1)).toBe(100);
    expect(shownValue('inBand', 0.29)).toBe(29);
    expect(shownValue('compactness', 0.7006)).toBe(0.701);
  });

  it('turned round are the opposite', () => {
    const other: MapMetrics = { ...METRICS_OF, inBand: 9, underBand: 0, spread: 41, compactness: 0.6, outlineKm: 25 };
    const [there, back] = [metricRows(METRICS_OF, other), metricRows(other, METRICS_OF)];
    const turned = { better: 'worse', worse: 'better', same: 'same', none: 'none' } as const;
    expect(there.map(({ metric }) => metric)).toEqual([...METRICS]);
    there.forEach((one, i) => {
      expect(back[i]?.verdict, one.metric).toBe(turned[one.verdict]);
      expect((back[i]?.difference ?? 0) + (one.difference ?? 0), one.metric).toBe(0);
    });
  });
});

describe('grids that change', () => {
  const comparison = {
    grids: [
      grid('n1', 'created', [null, 60]),
      grid('n2', 'created', [null, 20]),
      grid('o1', 'closed', [60, null]),
      grid('o2', 'closed', [30, null]),
      grid('r', 'redrawn', [40, 50]),
      grid('s', 'renamed', [5, 5]),
    ],
    matrix: [pair('o1', 'n1', 60), pair('o2', 'n2', 20), pair('o2', 'r', 10), pair('r', 'r', 40)],
  };

  it('under another code are one change, when all buildings went along and no other came', () => {
    expect([...recodedGrids(comparison)]).toEqual([['o1', 'n1']]);
    expect([...recodedGrids({ ...comparison, matrix: [...comparison.matrix, pair('r', 'n1', 1)] })]).toEqual([]);
    expect([...recodedGrids({ ...comparison, matrix: [] })]).toEqual([]);
  });

  it('come in the order new, closed, recoded, redrawn, renamed', () => {
    expect(
      changedGrids(comparison).map(({ change, code, oldCode, households }) => [change, code, oldCode, households]),
    ).toEqual([
      ['created', 'n2', null, [null, 20]],
      ['closed', 'o2', null, [30, null]],
      ['recoded', 'n1', 'o1', [60, 60]],
      ['redrawn', 'r', null, [40, 50]],
      ['renamed', 's', null, [5, 5]],
    ]);
  });

  it('keep the colour of the map, and a new one differs from those it takes buildings from', () => {
    const inForce = [
      { code: 'r', parentCode: 'C', colour: 0 },
      { code: 'o1', parentCode: 'C', colour: 1 },
      { code: 'o2', parentCode: 'C', colour: 2 },
      { code: 'far', parentCode: 'D', colour: 3 },
    ];
    const colours = comparedColours(comparison, inForce);
    expect([colours.get('r'), colours.get('o1')]).toEqual([0, 1]);
    expect(colours.get('n1')).toBe(3);
    expect(colours.get('n2')).toBe(4);
    const crowded = [0, 1, 2, 3, 4, 5].map((colour) => ({ code: `k${colour}`, parentCode: 'C', colour }));
    const matrix = [pair('k0', 'n', 1), pair('k3', 'n', 1)];
    const taken = comparedColours({ grids: [grid('n', 'created')], matrix }, crowded).get('n');
    expect([1, 2, 4, 5]).toContain(taken);
  });
});
