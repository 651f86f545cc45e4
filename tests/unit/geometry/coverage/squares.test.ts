/** The check on literal squares: each kind of finding, and each thing that is none. One plain unit is 1,000 lattice units. */
import { describe, expect, it } from 'vitest';
import { type CoverageGrid, type CoverageInput, checkCoverage } from '../../../../server/geometry/coverage.ts';
import { at, grid, points, SOUTH, told, UNIT, WEST } from '../../../support/plain-grids.ts';
import { box, hole, ring, shape } from '../../../support/shapes.ts';

/** Kinds that are no place covered twice, wrongly or not at all. */
const REMARKS = ['t-junction', 'multipart', 'enclave'];

const LEFT = grid('a', box(0, 0, 10, 10));
const RIGHT = grid('b', box(10, 0, 20, 10));
const BOTH = at(shape(box(0, 0, 20, 10)));

/** Nine cells of 10 in three rows, named 00 to 22 by row and column. */
const BLOCK = [0, 1, 2].flatMap((row) =>
  [0, 1, 2].map((col) => grid(`${row}${col}`, box(10 * col, 10 * row, 10 * col + 10, 10 * row + 10))),
);

describe('nothing is wrong', () => {
  it.each<[string, CoverageInput]>([
    ['with no grid at all', { grids: [] }],
    ['with one grid', { grids: [LEFT] }],
    ['with two that share an edge', { grids: [LEFT, RIGHT] }],
    ['with two that fill their parent', { grids: [LEFT, RIGHT], universe: BOTH }],
    [
      'when a parent has more vertices than its grids',
      {
        grids: [LEFT, RIGHT],
        universe: at(shape(ring([0, 0], [5, 0], [20, 0], [20, 10], [10, 10], [0, 10]))),
      },
    ],
    ['with an island apart', { grids: [LEFT, grid('b', box(30, 30, 40, 40))] }],
    [
      'with an island apart in a parent of two parts',
      {
        grids: [LEFT, grid('b', box(30, 30, 40, 40))],
        universe: at([[box(0, 0, 10, 10)], [box(30, 30, 40, 40)]]),
      },
    ],
    ['with two that touch in a corner', { grids: [LEFT, grid('b', box(10, 10, 20, 20))] }],
    ['with a corner on the middle of an edge', { grids: [LEFT, grid('b', ring([5, 10], [8, 14], [2, 14]))] }],
    [
      'with an enclave in a hole',
      {
        grids: [{ code: 'a', polygons: at(shape(box(0, 0, 10, 10), hole(3, 3, 6, 6))) }, grid('b', box(3, 3, 6, 6))],
      },
    ],
    ['with a grid of two parts', { grids: [grid('a', box(0, 0, 10, 10), box(20, 0, 30, 10)), RIGHT] }],
    [
      'with a hole that the parent has too',
      {
        grids: [{ code: 'a', polygons: at(shape(box(0, 0, 10, 10), hole(3, 3, 6, 6))) }],
        universe: at(shape(box(0, 0, 10, 10), hole(3, 3, 6, 6))),
      },
    ],
    [
      'with a notch open to the outside and no parent',
      { grids: [LEFT, grid('b', box(10, 0, 20, 5)), grid('c', box(11, 5, 20, 10))] },
    ],
  ])('%s', (_, input) => {
    const report = checkCoverage(input);
    expect(report.findings.filter(({ kind }) => !REMARKS.includes(kind))).toEqual([]);
    expect(Object.values(report.belowThreshold).every((count) => count === 0)).toBe(true);
    expect([report.gapM2, report.overlapM2, report.outsideM2]).toEqual([0, 0, 0]);
  });
});

describe('one thing is wrong', () => {
  it.each<[string, CoverageInput, [string, string, string][]]>([
    [
      'a slit closed at both ends',
      { grids: [LEFT, grid('b', ring([10, 0], [20, 0], [20, 10], [10, 10], [11, 5]))] },
      [['gap-enclosed', 'a b', '10 0 11 5 10 10']],
    ],
    [
      'a slit between two grids and their parent',
      { grids: [LEFT, grid('b', box(11, 0, 20, 10))], universe: BOTH },
      [['gap-parent', 'a b', '10 0 11 0 11 10 10 10']],
    ],
    [
      'the middle cell of nine is missing',
      { grids: BLOCK.filter(({ code }) => code !== '11') },
      [['missing-cell', '01 10 12 21', '10 10 20 10 20 20 10 20']],
    ],
    [
      'a corner cell of nine is missing, and there is a parent',
      {
        grids: BLOCK.filter(({ code }) => code !== '22'),
        universe: at(shape(box(0, 0, 30, 30))),
      },
      [['gap-parent', '12 21', '20 20 30 20 30 30 20 30']],
    ],
    ['nothing of a parent is covered', { grids: [], universe: BOTH }, [['gap-parent', '', '0 0 20 0 20 10 0 10']]],
    [
      'an empty hole',
      { grids: [{ code: 'a', polygons: at(shape(box(0, 0, 20, 20), hole(3, 3, 6, 6))) }] },
      [['gap-enclosed', 'a', '3 3 6 3 6 6 3 6']],
    ],
    [
      'a gap around an island',
      {
        grids: [{ code: 'a', polygons: at(shape(box(0, 0, 20, 20), hole(3, 3, 9, 9))) }, grid('b', box(5, 5, 6, 6))],
      },
      [['gap-enclosed', 'a b', '3 3 9 3 9 9 3 9 | 5 5 5 6 6 6 6 5']],
    ],
    [
      'four grids that touch in corners only enclose a place',
      {
        grids: [
          grid('a', ring([0, 0], [5, 0], [0, 5])),
          grid('b', ring([5, 0], [10, 0], [10, 5])),
          grid('c', ring([10, 5], [10, 10], [5, 10])),
          grid('d', ring([0, 5], [5, 10], [0, 10])),
        ],
      },
      [['missing-cell', 'a b c d', '0 5 5 0 10 5 5 10']],
    ],
    ['two overlap', { grids: [LEFT, grid('b', box(9, 0, 20, 10))] }, [['overlap', 'a b', '9 0 10 0 10 10 9 10']]],
    [
      'three overlap in one place',
      {
        grids: [LEFT, grid('b', box(8, 0, 20, 10)), grid('c', box(9, 5, 12, 20))],
      },
      [
        ['overlap', 'a b', '8 0 10 0 10 5 9 5 9 10 8 10'],
        ['overlap', 'b c', '10 5 12 5 12 10 10 10'],
        ['overlap', 'a b c', '9 5 10 5 10 10 9 10'],
      ],
    ],
    [
      'one lies over the border of two: the border inside the overlap is found again',
      {
        grids: [LEFT, RIGHT, grid('c', box(8, 4, 13, 6))],
      },
      [
        ['overlap', 'b c', '10 4 13 4 13 6 10 6'],
        ['overlap', 'a c', '8 4 10 4 10 6 8 6'],
      ],
    ],
    [
      'borders cross off the lattice',
      { grids: [LEFT, grid('b', ring([4, -1], [7, -1], [5, 6]))] },
      [['overlap', 'a b', '4.143 0 6.714 0 5 6']],
    ],
    [
      'a grid twice',
      { grids: [LEFT, grid('b', ring([10, 10], [0, 10], [0, 0], [10, 0]))] },
      [['duplicate', 'a b', '0 0 10 0 10 10 0 10']],
    ],
    [
      'a grid three times',
      { grids: ['a', 'b', 'c'].map((code) => ({ ...LEFT, code })) },
      [['duplicate', 'a b c', '0 0 10 0 10 10 0 10']],
    ],
    [
      'a grid twice, once with a vertex more',
      {
        grids: [LEFT, grid('b', ring([0, 0], [5, 0], [10, 0], [10, 10], [0, 10]))],
      },
      [['duplicate', 'a b', '0 0 10 0 10 10 0 10']],
    ],
    ['a grid inside another', { grids: [LEFT, grid('b', box(3, 3, 6, 6))] }, [['contained', 'a b', '3 3 6 3 6 6 3 6']]],
    [
      'a grid inside another, along its edge',
      { grids: [LEFT, grid('b', box(5, 3, 10, 6))] },
      [['contained', 'a b', '5 3 10 3 10 6 5 6']],
    ],
    [
      'a grid of two parts, one inside another grid and one outside, is not contained',
      {
        grids: [LEFT, grid('b', box(3, 3, 6, 6), box(20, 0, 25, 5))],
      },
      [['overlap', 'a b', '3 3 6 3 6 6 3 6']],
    ],
    [
      'a grid of two parts, one inside another grid and one that its neighbour encloses, is not contained',
      {
        grids: [
          LEFT,
          grid('b', box(3, 3, 6, 6), box(43, 3, 46, 6)),
          { code: 'c', polygons: at(shape(box(40, 0, 50, 10), hole(43, 3, 46, 6))) },
        ],
      },
      [['overlap', 'a b', '3 3 6 3 6 6 3 6']],
    ],
    [
      'a grid over the hole of another is not contained',
      {
        grids: [{ code: 'a', polygons: at(shape(box(0, 0, 10, 10), hole(4, 4, 6, 6))) }, grid('b', box(3, 3, 7, 7))],
      },
      [['overlap', 'a b', '3 3 7 3 7 7 3 7 | 4 4 4 6 6 6 6 4']],
    ],
    [
      'a part of a grid outside the parent',
      { grids: [LEFT, grid('b', box(10, 0, 22, 10))], universe: BOTH },
      [['outside-parent', 'b', '20 0 22 0 22 10 20 10']],
    ],
    [
      'a grid over an exclusion of the parent',
      {
        grids: [LEFT],
        universe: at(shape(box(0, 0, 10, 10), hole(4, 4, 6, 6))),
      },
      [['outside-parent', 'a', '4 4 6 4 6 6 4 6']],
    ],
    [
      'two parts with one code overlap each other',
      { grids: [LEFT, { ...grid('a', box(8, 0, 20, 10)) }] },
      [['overlap', 'a', '8 0 10 0 10 10 8 10']],
    ],
  ])('%s', (_, input, expected) => {
    const report = checkCoverage(input);
    const found = told(report).filter(([kind]) => !REMARKS.includes(kind));
    expect(found).toEqual(expected);
  });

  it('a grid that crosses itself is set aside: neither covered nor a gap, though its neighbours match it', () => {
    const twisted = grid('b', ring([10, 0], [20, 10], [20, 0], [10, 10]));
    const report = checkCoverage({ grids: [LEFT, twisted, grid('c', box(20, 0, 30, 10))] });
    expect(told(report)).toEqual([['invalid-ring', 'b', '']]);
    expect(report.findings[0]!.at).toEqual([WEST + 15_000, SOUTH + 5_000]);
    expect(report.notJudged).toEqual(['b']);
  });

  it('refuses to report on a shell that runs clockwise', () => {
    expect(() => checkCoverage({ grids: [{ code: 'a', polygons: at(shape(hole(0, 0, 10, 10))) }] })).toThrow(
      /contradiction/,
    );
  });
});

describe('T-junctions', () => {
  it('are one finding for each pair of grids, with every vertex that one side lacks', () => {
    const right = grid('b', ring([10, 0], [20, 0], [20, 10], [10, 10], [10, 7], [10, 3]));
    const { findings } = checkCoverage({ grids: [LEFT, right] });
    expect(findings.map(({ kind, severity, grids }) => [kind, severity, grids])).toEqual([
      ['t-junction', 'info', ['a', 'b']],
    ]);
    expect([...findings[0]!.vertices]).toEqual([10, 3, 10, 7].map((v, i) => v * UNIT + (i % 2 === 0 ? WEST : SOUTH)));
    expect(findings[0]!.at).toEqual([WEST + 10_000, SOUTH + 3_000]);
  });

  it('name both neighbours of a vertex in the middle of a long edge', () => {
    const { findings } = checkCoverage({ grids: [LEFT, grid('b', box(10, 0, 20, 5)), grid('c', box(10, 5, 20, 10))] });
    expect(findings.map(({ grids }) => grids.join(' ')).sort()).toEqual(['a b', 'a c']);
  });

  it('take in the slivers that rounding a vertex on a slanted border leaves', () => {
    const left: CoverageGrid = { code: 'a', polygons: [[ring([0, 0], [10_000, 3_000], [0, 9_000])]] };
    const right: CoverageGrid = {
      code: 'b',
      polygons: [[ring([0, 0], [9_000, -2_000], [10_000, 3_000], [5_001, 1_500])]],
    };
    const report = checkCoverage({ grids: [left, right] });
    expect(report.findings.map(({ kind }) => kind)).toEqual(['t-junction']);
    expect(report.findings[0]!.areaM2).toBeGreaterThan(0);
    expect(report.belowThreshold.overlap + report.belowThreshold['gap-enclosed']).toBe(1);
  });
});

describe('ids', () => {
  const input: CoverageInput = { grids: [LEFT, grid('b', box(9, 0, 20, 10)), grid('c', box(30, 0, 40, 10))] };

  it('stay when something else changes, another grid has another place and the order is another', () => {
    const before = checkCoverage(input).findings;
    const after = checkCoverage({
      grids: [grid('c', box(30, 0, 44, 10)), ...input.grids.slice(0, 2).reverse()],
    }).findings;
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  });

  it('change with the codes and with the place', () => {
    const [before] = checkCoverage(input).findings;
    const [renamed] = checkCoverage({ grids: [{ ...LEFT, code: 'z' }, input.grids[1]!] }).findings;
    const [redrawn] = checkCoverage({ grids: [LEFT, grid('b', box(8, 0, 20, 10))] }).findings;
    expect(new Set([before!.id, renamed!.id, redrawn!.id]).size).toBe(3);
  });

  it('tell apart two buildings with one code', () => {
    const list = points([30, 30, 1], [31, 31, 1]);
    const { findings } = checkCoverage({ grids: [LEFT], points: { ...list, codes: ['p', 'p'] } });
    expect(new Set(findings.map(({ id }) => id)).size).toBe(2);
  });
});
