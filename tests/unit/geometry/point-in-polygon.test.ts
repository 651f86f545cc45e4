import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sideOf, sideOfPolygon } from '../../../server/geometry/point-in-polygon.ts';
import { exactCover } from '../../support/exact-ring.ts';

describe('sideOfPolygon', () => {
  it('answers every lattice point around a square with a hole', () => {
    const polygon = [Int32Array.of(0, 0, 6, 0, 6, 6, 0, 6), Int32Array.of(2, 2, 2, 4, 4, 4, 4, 2)];
    const rows = [6, 5, 4, 3, 2, 1, 0, -1].map((y) =>
      [-1, 0, 1, 2, 3, 4, 5, 6].map((x) => sideOfPolygon(polygon, x, y)[0]).join(''),
    );
    // i inside, b border, o outside
    expect(rows).toEqual([
      'obbbbbbb',
      'obiiiiib',
      'obibbbib',
      'obibobib',
      'obibbbib',
      'obiiiiib',
      'obbbbbbb',
      'oooooooo',
    ]);
  });

  it('agrees with the plain test on random rings of any size', () => {
    const coordinate = fc.oneof(fc.integer({ min: 0, max: 7 }), fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }));
    const ring = fc
      .array(coordinate, { minLength: 6, maxLength: 12 })
      .map((flat) => Int32Array.from(flat.slice(flat.length % 2)));
    fc.assert(
      fc.property(ring, coordinate, coordinate, (one, x, y) => {
        expect(sideOfPolygon([one], x, y)).toBe(exactCover([one], x, y));
      }),
      { seed: 20261122, numRuns: 3000 },
    );
  });
});

it('sideOf prefers the inside of one part to the border of another', () => {
  const one = [Int32Array.of(0, 0, 6, 0, 6, 6, 0, 6)];
  const other = [Int32Array.of(3, 3, 9, 3, 9, 9, 3, 9)];
  expect([sideOf([one, other], 3, 3), sideOf([one, other], 0, 3), sideOf([one, other], 20, 20)]).toEqual([
    'inside',
    'border',
    'outside',
  ]);
});
