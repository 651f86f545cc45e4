import { describe, expect, it } from 'vitest';
import { metresPerUnitX, metresPerUnitY, pointDistanceM, pointSegmentM } from '../../../server/geometry/distance.ts';

describe('metres per unit', () => {
  // Lengths of a degree on WGS 84 as printed in tables, in metres.
  it.each([
    [0, 111_319.491, 110_574.276],
    [30, 96_486.28, 110_852.4],
    [45, 78_846.81, 111_131.8],
    [60, 55_800.0, 111_412.3],
  ])('at %i° follow the printed lengths of a degree', (latitude, lon, lat) => {
    expect(Math.abs(metresPerUnitX(latitude * 1e7) * 1e7 - lon)).toBeLessThan(1);
    expect(Math.abs(metresPerUnitY(latitude * 1e7) * 1e7 - lat)).toBeLessThan(1);
  });
});

describe('pointSegmentM', () => {
  const y = 300_000_000;
  const my = metresPerUnitY(y);

  it.each([
    ['on the segment', [5, y, 0, y, 10, y], 0],
    ['on an end', [0, y, 0, y, 10, y], 0],
    ['beside the middle', [5, y + 100, 0, y, 10, y], 100 * my],
    ['beyond an end', [5, y, 5, y + 10, 5, y + 20], 10 * my],
    ['of a segment that is a point', [5, y, 5, y + 10, 5, y + 10], 10 * my],
  ] as [string, [number, number, number, number, number, number], number][])('%s', (_, args, want) => {
    expect(pointSegmentM(...args)).toBeCloseTo(want, 6);
  });

  it('is never 0 next to a long slanted edge', () => {
    // One square unit over 85 million units of length: the least there is.
    const d = pointSegmentM(30_000_001, 30_000_000, 0, 0, 60_000_001, 59_999_999);
    expect(d).toBeGreaterThan(0);
    expect(d).toBeLessThan(1e-9);
  });
});

it('pointDistanceM measures a kilometre along a meridian and a parallel', () => {
  expect(pointDistanceM(1_170_000_000, 300_000_000, 1_170_000_000, 300_100_000)).toBeCloseTo(1108.52, 1);
  expect(pointDistanceM(1_170_000_000, 300_000_000, 1_170_100_000, 300_000_000)).toBeCloseTo(964.86, 1);
});
