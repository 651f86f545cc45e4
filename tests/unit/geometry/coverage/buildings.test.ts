/** Who is told about buildings: in gaps, in overlaps, on borders, outside, in what is set aside. Literal squares. */
import { describe, expect, it } from 'vitest';
import { type CoverageInput, checkCoverage } from '../../../../server/geometry/coverage.ts';
import { at, grid, points } from '../../../support/plain-grids.ts';
import { box, ring, shape } from '../../../support/shapes.ts';

const LEFT = grid('a', box(0, 0, 10, 10));
const BOTH = at(shape(box(0, 0, 20, 10)));

describe('buildings', () => {
  const gap: CoverageInput = { grids: [LEFT, grid('b', box(11, 0, 20, 10))], universe: BOTH };

  it('in a gap are uncovered, each on its own and counted with the gap', () => {
    const { findings, householdsCovered, households } = checkCoverage({
      ...gap,
      points: points([10.5, 5, 30], [10.5, 6, -1], [5, 5, 7]),
    });
    const [place] = findings.filter(({ kind }) => kind === 'gap-parent');
    expect(place).toMatchObject({ severity: 'error', buildings: 2, households: 30, uncounted: 1 });
    const uncovered = findings.filter(({ kind }) => kind === 'building-uncovered');
    expect(uncovered.map((f) => [f.place, f.households, f.uncounted, f.buildings]).sort()).toEqual([
      ['p0', 30, 0, 1],
      ['p1', 0, 1, 1],
    ]);
    expect([households, householdsCovered]).toEqual([37, 7]);
  });

  it('on the border of a gap are covered, and counted with the gap', () => {
    const { findings } = checkCoverage({ ...gap, points: points([10, 5, 30]) });
    expect(findings.map(({ kind, buildings }) => [kind, buildings])).toEqual([['gap-parent', 1]]);
  });

  it('keep a place listed that is below the threshold', () => {
    const { findings } = checkCoverage({ ...gap, minAreaM2: 1e9, points: points([10.5, 5, 30]) });
    expect(findings.map(({ kind }) => kind)).toEqual(['gap-parent', 'building-uncovered']);
  });

  it('outside the parent and every grid are another area’s', () => {
    const report = checkCoverage({ ...gap, points: points([30, 30, 4]) });
    expect([report.pointsOutside, report.counts['building-uncovered']]).toEqual([1, 0]);
  });

  it('outside every grid are uncovered when no parent says whose they are', () => {
    expect(checkCoverage({ grids: [LEFT], points: points([30, 30, 4]) }).counts['building-uncovered']).toBe(1);
  });

  it('strictly inside two grids are double; on the border of one of them they are not', () => {
    const { findings } = checkCoverage({
      grids: [LEFT, grid('b', box(8, 0, 20, 10)), grid('c', box(20, 0, 30, 10))],
      points: points([9, 5, 3], [8, 5, 3], [10, 5, 3], [20, 5, 3]),
    });
    const double = findings.filter(({ kind }) => kind === 'building-double');
    expect(double.map(({ place, grids }) => [place, grids])).toEqual([['p0', ['a', 'b']]]);
    expect(findings.find(({ kind }) => kind === 'overlap')).toMatchObject({ buildings: 3, households: 9 });
  });

  it('in a part outside the parent make it an error', () => {
    const { findings } = checkCoverage({
      grids: [LEFT, grid('b', box(10, 0, 22, 10))],
      universe: BOTH,
      points: points([21, 5, 3]),
    });
    expect(findings).toMatchObject([{ kind: 'outside-parent', severity: 'error', buildings: 1, households: 3 }]);
  });

  it('in a grid that is set aside are not judged', () => {
    const twisted = grid('b', ring([10, 0], [20, 10], [20, 0], [10, 10]));
    const report = checkCoverage({ grids: [LEFT, twisted], points: points([19, 5, 3]) });
    expect([report.pointsNotJudged, report.counts['building-uncovered']]).toEqual([1, 0]);
  });
});
