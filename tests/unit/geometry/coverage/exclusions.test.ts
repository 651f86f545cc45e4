/** Ground that is not to be covered: with a parent and without one. */
import { describe, expect, it } from 'vitest';
import { totalAreaM2 } from '../../../../server/geometry/area.ts';
import { type CoverageInput, checkCoverage } from '../../../../server/geometry/coverage.ts';
import { at, grid, points, told } from '../../../support/plain-grids.ts';
import { box, hole, ring, shape } from '../../../support/shapes.ts';

const AROUND = { code: 'a', polygons: at(shape(box(0, 0, 20, 20), hole(5, 5, 15, 15))) };
const WHOLE = at(shape(box(0, 0, 20, 20)));
const LAKE = at(shape(box(5, 5, 15, 15)));

describe('an exclusion', () => {
  it.each<[string, CoverageInput, [string, string, string][]]>([
    ['takes away the gap it fills, without a parent', { grids: [AROUND], exclusions: LAKE }, []],
    ['takes away the gap it fills, with a parent', { grids: [AROUND], universe: WHOLE, exclusions: LAKE }, []],
    [
      'may be larger than the parent, and lie over itself',
      {
        grids: [grid('a', box(0, 0, 20, 5))],
        universe: WHOLE,
        exclusions: [...at(shape(box(-5, 5, 30, 30))), ...at(shape(box(0, 8, 30, 40)))],
      },
      [],
    ],
    [
      'leaves what it does not fill as a gap against its edge',
      { grids: [AROUND], exclusions: at(shape(box(5, 5, 15, 14))) },
      [['gap-parent', 'a', '5 14 15 14 15 15 5 15']],
    ],
    [
      'that is smaller than the hole leaves a ring',
      { grids: [AROUND], universe: WHOLE, exclusions: at(shape(box(6, 6, 14, 14))) },
      [['gap-parent', 'a', '5 5 15 5 15 15 5 15 | 6 6 6 14 14 14 14 6']],
    ],
    [
      'must not be covered: by a part of a grid, without a parent',
      { grids: [grid('a', box(0, 0, 10, 10))], exclusions: at(shape(box(8, 2, 14, 6))) },
      [['outside-parent', 'a', '8 2 10 2 10 6 8 6']],
    ],
    [
      'must not be covered, apart from what is beyond the parent',
      {
        grids: [grid('a', box(0, 0, 22, 20))],
        universe: WHOLE,
        exclusions: at(shape(box(18, 5, 20, 6))),
      },
      [
        ['outside-parent', 'a', '20 0 22 0 22 20 20 20'],
        ['outside-parent', 'a', '18 5 20 5 20 6 18 6'],
      ],
    ],
    [
      'next to another without any grid encloses nothing of ours',
      {
        grids: [grid('a', box(50, 0, 60, 10))],
        exclusions: at([[box(0, 0, 20, 20), hole(5, 5, 15, 15)]]),
      },
      [],
    ],
    [
      'whose edge has other vertices than the grids around is no finding',
      { grids: [AROUND], exclusions: at(shape(ring([5, 5], [9, 5], [15, 5], [15, 15], [5, 15], [5, 7]))) },
      [],
    ],
  ])('%s', (_, input, expected) => {
    expect(told(checkCoverage(input))).toEqual(expected);
  });

  it('says so of a grid that covers it, and not of one that is beyond the parent', () => {
    const { findings, outsideM2 } = checkCoverage({
      grids: [grid('a', box(0, 0, 22, 20))],
      universe: WHOLE,
      exclusions: at(shape(box(18, 5, 20, 6))),
    });
    expect(findings.map(({ detail, repair }) => [detail, repair])).toEqual([
      [{}, 'cut-at-parent'],
      [{ exclusion: 1 }, 'cut-at-parent'],
    ]);
    expect(findings.reduce((sum, { areaM2 }) => sum + areaM2!, 0)).toBeCloseTo(outsideM2, 6);
  });

  it('is no part of the universe, and a building in it is not ours', () => {
    const report = checkCoverage({
      grids: [AROUND],
      universe: WHOLE,
      exclusions: LAKE,
      points: points([10, 10, 3], [1, 1, 4], [5, 7, 5]),
    });
    expect(report.universeM2).toBeCloseTo(totalAreaM2(WHOLE) - totalAreaM2(LAKE), 3);
    expect([report.findings, report.pointsOutside, report.householdsCovered]).toEqual([[], 1, 9]);
  });
});
