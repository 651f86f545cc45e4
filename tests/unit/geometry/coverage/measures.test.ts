/** Sizes and widths of what the check finds, and what becomes of places below the threshold: literal squares. */
import { describe, expect, it } from 'vitest';
import { checkCoverage } from '../../../../server/geometry/coverage.ts';
import { metresPerUnitX, metresPerUnitY } from '../../../../server/geometry/distance.ts';
import { at, grid, SOUTH, UNIT } from '../../../support/plain-grids.ts';
import { box, ring, shape } from '../../../support/shapes.ts';

const LEFT = grid('a', box(0, 0, 10, 10));
const BOTH = at(shape(box(0, 0, 20, 10)));

describe('measures', () => {
  const squareM = metresPerUnitX(SOUTH) * metresPerUnitY(SOUTH) * UNIT ** 2;

  it('give a size from the exact shape and the width of the widest place', () => {
    const { findings, gapM2, coveredM2, universeM2 } = checkCoverage({
      grids: [LEFT, grid('b', box(11, 0, 20, 10))],
      universe: BOTH,
    });
    expect(findings[0]!.areaM2! / squareM).toBeCloseTo(10, 4);
    expect(findings[0]!.widthBy).toBe('circle');
    expect(findings[0]!.widthM! / (metresPerUnitX(SOUTH) * UNIT)).toBeCloseTo(1, 1);
    expect(gapM2).toBe(findings[0]!.areaM2);
    expect(coveredM2 / squareM).toBeCloseTo(190, 2);
    expect(universeM2! - coveredM2).toBeCloseTo(gapM2, 3);
  });

  it('are those of the exact shape where its corners are rounded', () => {
    const { findings } = checkCoverage({ grids: [LEFT, grid('b', ring([4, -1], [7, -1], [5, 6]))] });
    expect(findings[0]!.areaM2! / squareM / (54 / 7)).toBeCloseTo(1, 5);
  });

  it('take the width of a long strip by its bound', () => {
    const { findings } = checkCoverage({
      grids: [grid('a', box(0, 0, 10, 1000)), grid('b', box(13, 0, 20, 1000))],
      universe: at(shape(box(0, 0, 20, 1000))),
    });
    expect(findings[0]!.widthBy).toBe('bound');
    expect(findings[0]!.widthM! / (metresPerUnitX(SOUTH) * UNIT)).toBeCloseTo(3, 1);
  });

  it('count a place below the threshold instead of listing it, and hide none', () => {
    const input = { grids: [LEFT, grid('b', box(9, 0, 20, 10))] };
    const [overlap] = checkCoverage(input).findings;
    const raised = checkCoverage({ ...input, minAreaM2: overlap!.areaM2! * 1.01 });
    expect([raised.findings.length, raised.belowThreshold.overlap]).toEqual([0, 1]);
    expect(raised.overlapM2).toBeCloseTo(overlap!.areaM2!, 6);
    const lowered = checkCoverage({ ...input, minAreaM2: overlap!.areaM2! });
    expect([lowered.findings.length, lowered.belowThreshold.overlap]).toEqual([1, 0]);
  });

  it('tell small overlaps of two grids as one when they reach the threshold together', () => {
    const teeth = grid('b', ring([10, 0], [20, 0], [20, 10], [10, 10], [9, 8], [10, 6], [9, 4], [10, 2]));
    const each = checkCoverage({ grids: [LEFT, teeth], minAreaM2: 0 }).findings.filter(
      ({ kind }) => kind === 'overlap',
    );
    expect(each.length).toBe(2);
    const size = each[0]!.areaM2!;
    const both = checkCoverage({ grids: [LEFT, teeth], minAreaM2: size * 1.5 });
    expect(both.findings.map(({ kind, geometry }) => [kind, geometry?.length ?? 0])).toContainEqual(['overlap', 2]);
    expect(both.belowThreshold.overlap).toBe(0);
    expect(checkCoverage({ grids: [LEFT, teeth], minAreaM2: size * 3 }).belowThreshold.overlap).toBe(2);
  });
});
