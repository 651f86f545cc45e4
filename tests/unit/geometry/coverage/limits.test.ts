/** What is listed and what is only counted, from both sides; slivers; and the repair that is suggested. */
import { describe, expect, it } from 'vitest';
import { type CoverageInput, type CoverageLimits, checkCoverage } from '../../../../server/geometry/coverage.ts';
import { at, grid, points } from '../../../support/plain-grids.ts';
import { box, hole, ring, shape } from '../../../support/shapes.ts';

const UNIT_M2 = 9.65 * 11.09;
/** A slit of about 5 m and 550 m², a hole of about 20 m, and two grids twice covered about 10 m wide. */
const SLIT = [grid('a', box(0, 0, 10, 10)), grid('b', ring([10, 0], [20, 0], [20, 10], [10, 10], [11, 5]))];
const HOLE = [{ code: 'c', polygons: at(shape(box(30, 0, 40, 10), hole(33, 3, 35, 5))) }];
const OVER = [grid('d', box(50, 0, 60, 10)), grid('e', box(59, 0, 70, 10))];
const GRIDS = [...SLIT, ...HOLE, ...OVER];

function listed(limits: CoverageLimits & Pick<CoverageInput, 'points'>): string[] {
  return checkCoverage({ grids: GRIDS, ...limits })
    .findings.map(({ kind, grids }) => `${kind} ${grids.join('')}`)
    .sort();
}

const ALL = ['gap-enclosed ab', 'gap-enclosed c', 'overlap de'];

describe('limits', () => {
  it.each<[string, CoverageLimits, string[]]>([
    ['none', {}, ALL],
    ['at least 6 units', { minAreaM2: 6 * UNIT_M2 }, ['overlap de']],
    ['at most 6 units', { maxAreaM2: 6 * UNIT_M2 }, ['gap-enclosed ab', 'gap-enclosed c']],
    ['between 4.5 and 6 units', { minAreaM2: 4.5 * UNIT_M2, maxAreaM2: 6 * UNIT_M2 }, ['gap-enclosed ab']],
    ['at least 8 m wide', { minWidthM: 8.5 }, ['gap-enclosed ab', 'gap-enclosed c', 'overlap de']],
    ['at least 15 m wide', { minWidthM: 15 }, ['gap-enclosed c']],
    ['at most 15 m wide', { maxWidthM: 15 }, ['gap-enclosed ab', 'overlap de']],
  ])('%s', (_, limits, expected) => {
    expect(listed(limits)).toEqual(expected);
    const { findings, belowThreshold } = checkCoverage({ grids: GRIDS, ...limits });
    const counted = Object.values(belowThreshold).reduce((sum, count) => sum + count, 0);
    expect(findings.length + counted).toBe(ALL.length);
  });

  it('never hide a place with a building in it', () => {
    const limits = { minAreaM2: 1e6, maxWidthM: 1, points: points([34, 4, 5]) };
    expect(listed(limits)).toEqual(['building-uncovered ', 'gap-enclosed c']);
  });

  it('hold for whole grids too', () => {
    const twice = [grid('a', box(0, 0, 10, 10)), grid('b', box(0, 0, 10, 10))];
    expect(checkCoverage({ grids: twice, maxWidthM: 50 }).belowThreshold.duplicate).toBe(1);
    expect(checkCoverage({ grids: twice, minWidthM: 50 }).counts.duplicate).toBe(1);
  });
});

describe('a sliver', () => {
  const strip = (units: number): CoverageInput => {
    const left = grid('a', box(0, 0, 10, 10));
    const [shell] = grid('b', box(10, 0, 20, 10)).polygons[0]!;
    const moved = shell!.map((v, i) => (i === 0 || i === 6 ? v - units : v));
    return { grids: [left, { code: 'b', polygons: [[moved]] }] };
  };

  it('is an overlap narrower than a metre, with its length', () => {
    const [found] = checkCoverage(strip(80)).findings;
    expect(found).toMatchObject({ kind: 'overlap', severity: 'warning', sliver: true });
    expect(found!.widthM!).toBeCloseTo(0.77, 1);
    expect(found!.lengthM!).toBeCloseTo(110.9, 0);
  });

  it('is none from a metre on; then it has no length', () => {
    const [found] = checkCoverage(strip(120)).findings;
    expect(found).toMatchObject({ kind: 'overlap', severity: 'error', sliver: false, lengthM: null });
  });
});

describe('the repair', () => {
  const both = at(shape(box(0, 0, 20, 10)));
  const left = grid('a', box(0, 0, 10, 10));
  it.each<[string, CoverageInput, string | null]>([
    ['gap-enclosed', { grids: SLIT }, 'give-to-neighbour'],
    ['gap-parent', { grids: [left], universe: both }, 'give-to-neighbour'],
    ['gap-parent', { grids: [], universe: both }, null],
    ['overlap', { grids: OVER }, 'split-overlap'],
    ['overlap', { grids: [...OVER, grid('f', box(58, 2, 65, 8))] }, null],
    ['duplicate', { grids: [left, { ...left, code: 'b' }] }, 'drop-duplicate'],
    ['contained', { grids: [left, grid('b', box(2, 2, 4, 4))] }, null],
    ['outside-parent', { grids: [grid('a', box(0, 0, 22, 10))], universe: both }, 'cut-at-parent'],
    [
      't-junction',
      { grids: [left, grid('b', ring([10, 0], [20, 0], [20, 10], [10, 10], [10, 4]))] },
      'insert-vertices',
    ],
    ['multipart', { grids: [grid('a', box(0, 0, 1, 1), box(3, 3, 4, 4))] }, null],
  ])('of %s', (kind, input, expected) => {
    const found = checkCoverage(input).findings.filter((finding) => finding.kind === kind);
    expect(found.map(({ repair }) => repair)).toContain(expected);
  });

  it('of a missing cell is not given away', () => {
    const cells = [0, 1, 2].flatMap((row) =>
      [0, 1, 2].map((col) => grid(`${row}${col}`, box(10 * col, 10 * row, 10 * col + 10, 10 * row + 10))),
    );
    const [found] = checkCoverage({ grids: cells.filter(({ code }) => code !== '11') }).findings;
    expect(found).toMatchObject({ kind: 'missing-cell', repair: null });
  });
});
