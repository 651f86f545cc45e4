/** Repairs of literal squares: who gets a gap, who keeps an overlap, what is cut and dropped. One plain unit is 1,000 lattice units. */
import { describe, expect, it } from 'vitest';
import { type CoverageInput, checkCoverage } from '../../../../server/geometry/coverage.ts';
import type { FindingKind } from '../../../../server/geometry/coverage-report.ts';
import { previewRepair, type RepairOptions, type RepairRefusal } from '../../../../server/geometry/repair.ts';
import { at, grid, plain, points, SOUTH, UNIT, WEST } from '../../../support/plain-grids.ts';
import { box, hole, moved, ring, shape } from '../../../support/shapes.ts';

const LEFT = grid('a', box(0, 0, 10, 10));
const RIGHT = grid('b', box(10, 0, 20, 10));
const BOTH = at(shape(box(0, 0, 20, 10)));

/** The kind of the repair and each grid that changes, before and after in plain units. */
function mended(input: CoverageInput, kind: FindingKind, options?: RepairOptions): unknown {
  const finding = checkCoverage(input).findings.find((one) => one.kind === kind);
  const repair = previewRepair(input, finding!, options);
  if (!repair.ok) return repair.code;
  return [
    repair.kind,
    ...repair.changes.map(({ code, after }) => `${code}: ${after === null ? 'dropped' : plain(after)}`),
  ];
}

describe('a gap', () => {
  it.each<[string, CoverageInput, FindingKind, string[]]>([
    [
      'goes to the neighbour with the longest border with it',
      { grids: [LEFT, grid('b', ring([10, 0], [20, 0], [20, 10], [10, 10], [11, 5]))] },
      'gap-enclosed',
      ['give-to-neighbour', 'b: 10 0 20 0 20 10 10 10'],
    ],
    [
      'goes to the lowest code when borders are as long',
      { grids: [LEFT, grid('b', box(11, 0, 20, 10))], universe: BOTH },
      'gap-parent',
      ['give-to-neighbour', 'a: 0 0 10 0 11 0 11 10 10 10 0 10'],
    ],
    [
      'that is a hole is filled',
      { grids: [{ code: 'a', polygons: at(shape(box(0, 0, 20, 20), hole(3, 3, 6, 6))) }] },
      'gap-enclosed',
      ['give-to-neighbour', 'a: 0 0 20 0 20 20 0 20'],
    ],
    [
      'around an island leaves the island to its grid',
      {
        grids: [{ code: 'a', polygons: at(shape(box(0, 0, 20, 20), hole(3, 3, 9, 9))) }, grid('b', box(5, 5, 6, 6))],
      },
      'gap-enclosed',
      ['give-to-neighbour', 'a: 0 0 20 0 20 20 0 20 | 5 5 5 6 6 6 6 5'],
    ],
    [
      'joins two parts of one grid',
      { grids: [grid('a', box(0, 0, 10, 10), box(11, 0, 20, 10))], universe: BOTH },
      'gap-parent',
      ['give-to-neighbour', 'a: 0 0 10 0 11 0 20 0 20 10 11 10 10 10 0 10'],
    ],
    [
      'keeps out of an exclusion',
      {
        grids: [LEFT, grid('b', box(12, 0, 20, 10))],
        universe: BOTH,
        exclusions: at(shape(box(10, 4, 12, 6))),
      },
      'gap-parent',
      ['give-to-neighbour', 'a: 0 0 10 0 12 0 12 4 10 4 10 10 0 10', 'b: 12 0 20 0 20 10 12 10 12 4'],
    ],
    [
      'gives the receiver every vertex of its other neighbours, and them the corner that they lack',
      {
        grids: [
          LEFT,
          grid('b', ring([10, 0], [20, 0], [20, 5], [11, 5], [11, 4], [11, 1])),
          grid('c', box(11, 5, 20, 10)),
          grid('d', box(0, 10, 20, 20)),
        ],
        universe: at(shape(box(0, 0, 20, 20))),
      },
      'gap-enclosed',
      ['give-to-neighbour', 'a: 0 0 10 0 11 1 11 4 11 5 11 10 10 10 0 10', 'd: 0 10 10 10 11 10 20 10 20 20 0 20'],
    ],
  ])('%s', (_, input, kind, expected) => {
    expect(mended(input, kind)).toEqual(expected);
  });

  it('as large as a cell is given away only when that is asked for', () => {
    const block = [0, 1, 2].flatMap((row) =>
      [0, 1, 2].map((col) => grid(`${row}${col}`, box(10 * col, 10 * row, 10 * col + 10, 10 * row + 10))),
    );
    const input = { grids: block.filter(({ code }) => code !== '11') };
    expect(mended(input, 'missing-cell')).toBe('cell-missing');
    expect(mended(input, 'missing-cell', { missingCells: true })).toEqual([
      'give-to-neighbour',
      '10: 0 10 10 10 20 10 20 20 10 20 0 20',
    ]);
  });

  it.each<[string, number[], string[]]>([
    ['at its mouth', [100, 0, 200, 0, 200, 100, 103, 100], ['b: 10 0 20 0 20 10 10.3 10 10 10']],
    [
      'where the mouth meets the longer bank, which gets a vertex there',
      [100, 0, 200, 0, 200, 120, 103, 120],
      ['a: 0 0 10 0 10.25 9.995 10 10 0 10', 'b: 10 0 20 0 20 12 10.3 12 10.25 9.995'],
    ],
  ])('open to the outside is closed %s', (_, corners, expected) => {
    const right = { code: 'b', polygons: moved(shape(Int32Array.from(corners)), UNIT / 10, WEST, SOUTH) };
    expect(mended({ grids: [LEFT, right] }, 'gap-open')).toEqual(['give-to-neighbour', ...expected]);
  });
});

describe('an overlap', () => {
  it.each<[string, CoverageInput, FindingKind, string[]]>([
    [
      'stays with the grid whose rest has the longest border with it',
      { grids: [LEFT, grid('b', ring([10, 0], [20, 0], [20, 10], [10, 10], [9, 5]))] },
      'overlap',
      ['split-overlap', 'b: 10 0 20 0 20 10 10 10'],
    ],
    [
      'stays with the lowest code when borders are as long',
      { grids: [LEFT, grid('b', box(9, 0, 20, 10))] },
      'overlap',
      ['split-overlap', 'b: 10 0 20 0 20 10 10 10'],
    ],
    [
      'stays with the other grid when cutting that one would split it',
      { grids: [grid('a', box(0, 0, 10, 2)), grid('b', box(2, -10, 8, 2))] },
      'overlap',
      ['split-overlap', 'a: 0 0 2 0 8 0 10 0 10 2 0 2', 'b: 2 -10 8 -10 8 0 2 0'],
    ],
    [
      'of two parts of one grid makes them one part',
      { grids: [LEFT, grid('a', box(8, 0, 20, 10))] },
      'overlap',
      ['split-overlap', 'a: 0 0 8 0 10 0 20 0 20 10 10 10 8 10 0 10'],
    ],
    [
      'that is a whole grid is cut from the grid around it',
      { grids: [LEFT, grid('b', box(3, 3, 6, 6))] },
      'contained',
      ['split-overlap', 'a: 0 0 10 0 10 10 0 10 | 3 3 3 6 6 6 6 3'],
    ],
    [
      'whose corners are off the lattice gets one rounded vertex in every ring that passes there',
      { grids: [LEFT, grid('b', ring([4, -1], [7, -1], [5, 6]))] },
      'overlap',
      ['split-overlap', 'a: 0 0 4.143 0 6.714 0 10 0 10 10 0 10', 'b: 4 -1 7 -1 6.714 0 4.143 0'],
    ],
  ])('%s', (_, input, kind, expected) => {
    expect(mended(input, kind)).toEqual(expected);
  });

  it('of three stays with one of them', () => {
    const input = {
      grids: [LEFT, grid('b', box(8, 0, 20, 10)), grid('c', box(9, 5, 12, 20))],
    };
    const all = checkCoverage(input).findings.find(({ grids }) => grids.length === 3)!;
    const repair = previewRepair(input, all);
    expect(repair.ok && repair.changes.map(({ code, after }) => `${code}: ${plain(after)}`)).toEqual([
      'a: 0 0 10 0 10 5 9 5 9 10 0 10',
      'b: 8 0 20 0 20 10 10 10 9 10 8 10',
      'c: 9 10 10 10 10 5 12 5 12 20 9 20',
    ]);
  });

  it('stays with the grid that its households were assigned to by hand, whatever the borders', () => {
    const grids = [LEFT, grid('b', ring([10, 0], [20, 0], [20, 10], [10, 10], [9, 5]))];
    const places = { ...points([9.5, 5, 3], [9.6, 5, 2], [9.7, 5, -1]), overrides: ['b', 'a', null] };
    expect(mended({ grids, points: places }, 'overlap')).toEqual(['split-overlap', 'a: 0 0 10 0 9 5 10 10 0 10']);
    const other = { ...places, overrides: ['b', 'a', 'a'], households: Int32Array.of(3, 3, -1) };
    expect(mended({ grids, points: other }, 'overlap')).toEqual(['split-overlap', 'b: 10 0 20 0 20 10 10 10']);
  });
});

describe('what is outside the parent', () => {
  it.each<[string, CoverageInput, string[]]>([
    [
      'is cut at its boundary',
      { grids: [LEFT, grid('b', box(10, 0, 22, 10))], universe: BOTH },
      ['cut-at-parent', 'b: 10 0 20 0 20 10 10 10'],
    ],
    [
      'is cut from every grid that is there',
      {
        grids: [grid('a', box(0, 0, 22, 10)), grid('b', box(20, 0, 22, 10), box(10, 20, 11, 21))],
        universe: at([[box(0, 0, 20, 10)], [box(10, 20, 11, 21)]]),
      },
      ['cut-at-parent', 'a: 0 0 20 0 20 10 0 10', 'b: 10 20 11 20 11 21 10 21'],
    ],
    [
      'in an exclusion is cut out',
      { grids: [LEFT], exclusions: at(shape(box(4, 4, 6, 6))) },
      ['cut-at-parent', 'a: 0 0 10 0 10 10 0 10 | 4 4 4 6 6 6 6 4'],
    ],
    [
      'follows every vertex of the boundary',
      { grids: [LEFT], universe: at(shape(ring([0, 0], [8, 0], [8, 5], [9, 10], [0, 10]))) },
      ['cut-at-parent', 'a: 0 0 8 0 8 5 9 10 0 10'],
    ],
  ])('%s', (_, input, expected) => {
    expect(mended(input, 'outside-parent')).toEqual(expected);
  });
});

describe('a grid that is there several times', () => {
  it('stays once, with the lowest code, whatever vertices the others have', () => {
    const more = grid('b', ring([0, 0], [5, 0], [10, 0], [10, 10], [0, 10]));
    expect(mended({ grids: [grid('c', box(0, 0, 10, 10)), more, LEFT] }, 'duplicate')).toEqual([
      'drop-duplicate',
      'b: dropped',
      'c: dropped',
    ]);
  });
});

describe('a repair is refused', () => {
  const hourglass = grid('a', ring([0, 0], [10, 0], [6, 5], [10, 10], [0, 10], [4, 5]));
  it.each<[string, CoverageInput, FindingKind, RepairRefusal]>([
    ['when no grid borders on the gap', { grids: [], universe: BOTH }, 'gap-parent', 'no-neighbour'],
    [
      'when a building would be in no grid afterwards',
      { grids: [LEFT, grid('b', box(10, 0, 22, 10))], universe: BOTH, points: points([21, 5, 4]) },
      'outside-parent',
      'would-lose-building',
    ],
    [
      'when a grid would fall apart',
      { grids: [hourglass], universe: at([[box(0, 0, 10, 4)], [box(0, 6, 10, 10)]]) },
      'outside-parent',
      'would-split-grid',
    ],
    [
      'when nothing would be left of a grid',
      { grids: [LEFT, grid('b', box(30, 0, 40, 10))], universe: BOTH },
      'outside-parent',
      'would-empty-grid',
    ],
    [
      'when both grids of an overlap would fall apart',
      { grids: [grid('a', box(0, 4, 10, 6)), grid('b', box(4, 0, 6, 10))] },
      'overlap',
      'would-split-grid',
    ],
    [
      'when another grid would lie on it in another way',
      {
        grids: [
          LEFT,
          grid('b', ring([10, 0], [20, 0], [20, 10], [10, 10], [11, 5])),
          grid('c', ring([10, 0], [20, 0], [20, 10], [10, 10], [11, 5])),
        ],
      },
      'gap-enclosed',
      'other-first',
    ],
    [
      'when its kind has none',
      { grids: [LEFT, RIGHT], universe: at(shape(box(0, 0, 30, 10))), points: points([25, 5, 4]) },
      'building-uncovered',
      'no-repair',
    ],
  ])('%s', (_, input, kind, code) => {
    expect(mended(input, kind)).toBe(code);
  });

  it('when the finding is no longer there', () => {
    const gap = { grids: [LEFT, grid('b', ring([10, 0], [20, 0], [20, 10], [10, 10], [11, 5]))] };
    const [finding] = checkCoverage(gap).findings;
    expect(previewRepair({ grids: [LEFT, RIGHT] }, finding!)).toEqual({
      ok: false,
      finding: finding!.id,
      code: 'nothing-to-do',
    });
  });
});
