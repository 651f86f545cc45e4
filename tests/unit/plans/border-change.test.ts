import { describe, expect, it } from 'vitest';
import type { MultiPolygon } from '../../../server/geometry/polygon.ts';
import { borderChange } from '../../../server/plans/border-change.ts';

const square = (x0: number, y0: number, x1: number, y1: number): MultiPolygon => [
  [Int32Array.of(x0, y0, x1, y0, x1, y1, x0, y1)],
];
/** In units, so that the expected lines can be read. */
const units = (lines: [number, number][][]) =>
  lines.map((line) => line.map((point) => point.map((degrees) => Math.round(degrees * 1e7))));

describe('borders that change', () => {
  it('are none between a map and itself', () => {
    const map = [square(0, 0, 100, 100), square(100, 0, 200, 100)];
    expect(borderChange(map, map)).toEqual({ old: [], new: [] });
  });

  it('are the old and the new line of a border that moved', () => {
    const before = [square(0, 0, 100, 100), square(100, 0, 200, 100)];
    const after = [square(0, 0, 120, 100), square(120, 0, 200, 100)];
    const { old, new: fresh } = borderChange(before, after);
    expect([units(old), units(fresh)]).toEqual([
      [
        [
          [100, 0],
          [100, 100],
        ],
      ],
      [
        [
          [120, 0],
          [120, 100],
        ],
      ],
    ]);
  });

  it('do not count a vertex that is exactly on a straight border of the other map', () => {
    const withVertex: MultiPolygon = [[Int32Array.of(0, 0, 40, 0, 100, 0, 100, 100, 0, 100)]];
    expect(borderChange([square(0, 0, 100, 100)], [withVertex])).toEqual({ old: [], new: [] });
  });

  it('are strung together, closed ones too', () => {
    const { old, new: fresh } = borderChange([], [square(0, 0, 100, 100)]);
    expect(old).toEqual([]);
    expect(units(fresh)).toHaveLength(1);
    expect(units(fresh)[0]).toHaveLength(5);
    expect(units(fresh)[0]!.at(-1)).toEqual(units(fresh)[0]![0]);
  });

  it('end where three lines meet', () => {
    const { new: fresh } = borderChange([], [square(0, 0, 100, 100), square(100, 0, 200, 100)]);
    expect(
      units(fresh)
        .map((line) => line.length)
        .sort(),
    ).toEqual([2, 4, 4]);
  });
});
