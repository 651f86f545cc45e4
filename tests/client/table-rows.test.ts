import { describe, expect, it } from 'vitest';
import { areaCodeOf } from '../../client/state/grids.ts';
import { visibleRows } from '../../client/ui/long-list.ts';
import { bandCounts, gridsIn, PLAIN_TABLE, tableRows } from '../../client/workspaces/map/table-rows.ts';
import { sampleGrid } from '../support/sample-grid.ts';

const GRIDS = [
  sampleGrid({ code: '341921001001002', name: '第10网格', households: 500, bandResult: 'over' }),
  sampleGrid({ code: '341921001001001', name: '第2网格', households: 100, bandResult: 'under' }),
  sampleGrid({
    code: '341921001001801',
    name: '中学专属网格',
    kind: 'dedicated',
    households: 0,
    bandResult: 'none',
    band: null,
  }),
  sampleGrid({ code: '341921100001001', name: '第1网格', households: 300, bandResult: 'in' }),
  sampleGrid({
    code: '34192100100100101',
    name: '1号楼微网格',
    kind: 'micro',
    parentCode: '341921001001001',
    households: 40,
    bandResult: 'none',
  }),
];
const BY_CODE = new Map(GRIDS.map((grid) => [grid.properties.code, grid]));
const codes = (grids: typeof GRIDS) => grids.map((grid) => grid.properties.code);

describe('tableRows', () => {
  it('lists whole grids by code at first', () => {
    expect(codes(tableRows(GRIDS, PLAIN_TABLE))).toEqual([
      '341921001001001',
      '341921001001002',
      '341921001001801',
      '341921100001001',
    ]);
  });

  it('puts micro grids right after their grid when they are asked for', () => {
    expect(codes(tableRows(GRIDS, { ...PLAIN_TABLE, micro: true })).slice(0, 2)).toEqual([
      '341921001001001',
      '34192100100100101',
    ]);
  });

  it('sorts by households, the other way round too, ties by code', () => {
    const up = tableRows(GRIDS, { ...PLAIN_TABLE, sortBy: 'households' });
    expect(up.map((grid) => grid.properties.households)).toEqual([0, 100, 300, 500]);
    const down = tableRows(GRIDS, { ...PLAIN_TABLE, sortBy: 'households', descending: true });
    expect(codes(down)).toEqual(codes(up).reverse());
  });

  it('sorts names as a Chinese reader expects, numbers by value', () => {
    const names = tableRows(GRIDS, { ...PLAIN_TABLE, sortBy: 'name' }).map((grid) => grid.properties.name);
    expect(names.indexOf('第2网格')).toBeLessThan(names.indexOf('第10网格'));
  });

  it.each([
    ['under', ['341921001001001']],
    ['in', ['341921100001001']],
    ['over', ['341921001001002']],
  ] as const)('filters those %s the band', (band, expected) => {
    expect(codes(tableRows(GRIDS, { ...PLAIN_TABLE, band }))).toEqual(expected);
  });

  it('leaves the list it was given as it was', () => {
    const before = codes(GRIDS);
    tableRows(GRIDS, { ...PLAIN_TABLE, sortBy: 'households' });
    expect(codes(GRIDS)).toEqual(before);
  });
});

describe('bandCounts', () => {
  it('counts whole grids; a grid without a band only in the sum', () => {
    expect(bandCounts(GRIDS, false)).toEqual({ all: 4, under: 1, in: 1, over: 1 });
    expect(bandCounts(GRIDS, true).all).toBe(5);
  });
});

describe('gridsIn', () => {
  it('finds the grids of an area and their micro grids', () => {
    expect(codes(gridsIn('341921001', GRIDS, BY_CODE))).toHaveLength(4);
    expect(codes(gridsIn('341921100001', GRIDS, BY_CODE))).toEqual(['341921100001001']);
    expect(gridsIn('341922', GRIDS, BY_CODE)).toEqual([]);
  });

  it('asks the grid of a micro grid for its community, and the county when nothing is known', () => {
    const micro = GRIDS[4];
    if (!micro) throw new Error('no micro grid');
    expect(areaCodeOf(micro, BY_CODE)).toBe('341921001001');
    expect(areaCodeOf(sampleGrid({ parentCode: null }), BY_CODE)).toBe('341921');
  });
});

describe('visibleRows', () => {
  it.each([
    [0, 500, 50, 10_000, 0, 16],
    [5000, 500, 50, 10_000, 94, 116],
    [0, 500, 50, 3, 0, 3],
    [0, 500, 50, 0, 0, 0],
    [499_500, 500, 50, 10_000, 9984, 10_000],
    [99_999, 500, 50, 20, 20, 20],
  ])('scrolled to %i, %i high, rows of %i, %i rows: draws %i to %i', (top, height, row, count, from, to) => {
    expect(visibleRows(top, height, row, count)).toEqual({ from, to });
  });

  it('never draws more than a screen and a little of 10,000 rows', () => {
    for (let top = 0; top < 500_000; top += 7919) {
      const { from, to } = visibleRows(top, 600, 50, 10_000);
      expect(to - from).toBeLessThanOrEqual(12 + 12 + 1);
    }
  });
});
