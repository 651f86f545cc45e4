/** Borders that agree but for vertices: each side gets what it lacks, and rounding slivers between the two are closed. */
import { describe, expect, it } from 'vitest';
import { type CoverageGrid, type CoverageInput, checkCoverage } from '../../../../server/geometry/coverage.ts';
import { previewRepair } from '../../../../server/geometry/repair.ts';
import { applied } from '../../../../server/geometry/repair-surroundings.ts';
import { grid, plain } from '../../../support/plain-grids.ts';
import { box, ring } from '../../../support/shapes.ts';

function mended(input: CoverageInput): { after: Record<string, string>; grids: CoverageGrid[] } {
  const finding = checkCoverage(input).findings.find(({ kind }) => kind === 't-junction');
  const repair = previewRepair(input, finding!);
  if (!repair.ok) throw new Error(repair.code);
  expect(repair.kind).toBe('insert-vertices');
  const after = Object.fromEntries(repair.changes.map((change) => [change.code, plain(change.after)]));
  return { after, grids: applied(input.grids, repair.changes) };
}

describe('vertices that one side lacks', () => {
  const left = grid('a', box(0, 0, 10, 10));

  it('are put there', () => {
    const right = grid('b', ring([10, 0], [20, 0], [20, 10], [10, 10], [10, 7], [10, 3]));
    const { after, grids } = mended({ grids: [left, right] });
    expect(after).toEqual({ a: '0 0 10 0 10 3 10 7 10 10 0 10' });
    expect(checkCoverage({ grids }).findings).toEqual([]);
  });

  it('are put on both sides when each lacks some', () => {
    const one = grid('a', ring([0, 0], [10, 0], [10, 5], [10, 10], [0, 10]));
    const right = grid('b', ring([10, 0], [20, 0], [20, 10], [10, 10], [10, 3]));
    expect(mended({ grids: [one, right] }).after).toEqual({
      a: '0 0 10 0 10 3 10 5 10 10 0 10',
      b: '10 0 20 0 20 10 10 10 10 5 10 3',
    });
  });

  it('are those of the two grids named; the other pair is a finding of its own', () => {
    const input = { grids: [left, grid('b', box(10, 0, 20, 5)), grid('c', box(10, 5, 20, 10))] };
    const { after, grids } = mended(input);
    expect(after).toEqual({ a: '0 0 10 0 10 5 10 10 0 10' });
    expect(checkCoverage({ grids }).findings).toEqual([]);
  });
});

describe('slivers that are no more than rounding', () => {
  const left: CoverageGrid = { code: 'a', polygons: [[ring([0, 0], [10_000, 3_000], [0, 9_000])]] };

  it.each<[string, [number, number][]]>([
    ['a vertex beside a slanted border', [[5_001, 1_500]]],
    [
      'vertices on both sides of it, with a crossing off the lattice between them',
      [
        [6_001, 1_800],
        [3_000, 901],
      ],
    ],
  ])('are closed: %s', (_, vertices) => {
    const right: CoverageGrid = {
      code: 'b',
      polygons: [[ring([0, 0], [9_000, -2_000], [10_000, 3_000], ...vertices)]],
    };
    const input = { grids: [left, right] };
    const report = checkCoverage(input);
    expect(report.belowThreshold.overlap + report.belowThreshold['gap-enclosed']).toBe(vertices.length);
    const { grids } = mended(input);
    const after = checkCoverage({ grids, minAreaM2: 0 });
    expect(after.findings).toEqual([]);
    expect([after.gapM2, after.overlapM2]).toEqual([0, 0]);
  });

  it('stay apart from places that are listed on their own', () => {
    const right: CoverageGrid = {
      code: 'b',
      polygons: [[ring([0, 0], [9_000, -2_000], [10_000, 3_000], [9_000, 2_700], [5_000, 1_400])]],
    };
    const input = { grids: [left, right] };
    const kinds = checkCoverage(input).findings.map(({ kind }) => kind);
    expect(kinds.sort()).toEqual(['gap-enclosed', 't-junction']);
    const { grids } = mended(input);
    expect(checkCoverage({ grids }).findings.map(({ kind }) => kind)).toEqual(['gap-enclosed']);
  });
});
