import { describe, expect, it } from 'vitest';
import { innerPoint } from '../../../server/geometry/inner-point.ts';
import type { MultiPolygon } from '../../../server/geometry/polygon.ts';
import { exactCover } from '../../support/exact-ring.ts';
import { syntheticCounty } from '../../support/synthetic-county.ts';

const shape = (...parts: number[][][]): MultiPolygon =>
  parts.map((rings) => rings.map((ring) => Int32Array.from(ring)));

describe('innerPoint', () => {
  it('lies strictly inside every grid of a county, always at the same place', () => {
    for (const grid of syntheticCounty({ grids: 150, vertices: 40, seed: 5, enclaves: 0.3 })) {
      const at = innerPoint(grid);
      expect(exactCover(grid.flat(), ...at)).toBe('inside');
      expect(innerPoint(structuredClone(grid) as MultiPolygon)).toEqual(at);
    }
  });

  it.each([
    ['a horseshoe', shape([[0, 0, 900, 0, 900, 900, 800, 900, 800, 100, 100, 100, 100, 900, 0, 900]])],
    [
      'a ring around a large hole',
      shape([
        [0, 0, 900, 0, 900, 900, 0, 900],
        [10, 10, 10, 890, 890, 890, 890, 10],
      ]),
    ],
    ['a country of sixty degrees', shape([[-300000001, 0, 300000000, 100000001, 300000002, 150000000, -300000000, 9]])],
    ['a sliver two units wide', shape([[0, 0, 5000, 700, 5000, 702, 0, 2]])],
    ['a triangle with one lattice point inside', shape([[0, 0, 3, 0, 0, 3]])],
    ['two parts, the second larger', shape([[0, 0, 9, 0, 9, 9, 0, 9]], [[100, 0, 500, 0, 500, 400, 100, 400]])],
  ])('lies strictly inside %s', (_, one) => {
    expect(exactCover(one.flat(), ...innerPoint(one))).toBe('inside');
  });

  it('is about the centre of the widest room', () => {
    const [x, y] = innerPoint(shape([[0, 0, 10_000, 0, 10_000, 10_000, 9000, 10_000, 9000, 5000, 0, 5000]]));
    expect(Math.abs(y - 2500)).toBeLessThan(600);
    expect(x).toBeGreaterThan(1500);
  });

  it('is a point of the border when no lattice point is inside', () => {
    const sliver = shape([[0, 0, 1, 0, 1, 1, 0, 1]]);
    expect(exactCover(sliver.flat(), ...innerPoint(sliver))).toBe('border');
  });

  it('of an empty shape throws', () => {
    expect(() => innerPoint([])).toThrow(RangeError);
  });
});
