import { describe, expect, it } from 'vitest';
import {
  areaM2,
  centroid,
  doubledArea,
  perimeterM,
  reversedRing,
  senseOf,
  totalAreaM2,
} from '../../../server/geometry/area.ts';
import type { Ring } from '../../../server/geometry/polygon.ts';
import { between, mulberry32 } from '../../support/random.ts';

const A = 6378137;
const F = 1 / 298.257223563;
const E2 = F * (2 - F);

/**
 * Area in m² between the equator and a latitude over one radian of longitude, on the ellipsoid: the authalic function of the
 * equal-area projections, closed form, with nothing in common with the kernel's way.
 */
function zone(latitude: number): number {
  const s = Math.sin((latitude * Math.PI) / 180);
  const e = Math.sqrt(E2);
  return ((A * A * (1 - E2)) / 2) * (s / (1 - E2 * s * s) + Math.log((1 + e * s) / (1 - e * s)) / (2 * e));
}

/** A box along parallels and meridians: exact on the ellipsoid. */
const boxArea = (west: number, south: number, east: number, north: number): number =>
  ((east - west) * Math.PI * (zone(north) - zone(south))) / 180;

const box = (west: number, south: number, east: number, north: number): Ring =>
  Int32Array.from([west, south, east, south, east, north, west, north].map((d) => Math.round(d * 1e7)));

describe('areaM2', () => {
  it.each([
    ['10 km at 30°N', 117, 30, 117.1036, 30.0902, 1e-6],
    ['10 km at 50°N', 120, 50, 120.139, 50.09, 1e-6],
    ['100 m at 22°N', 114, 22, 114.00097, 22.0009, 1e-6],
    ['50 km at 30°N', 117, 30, 117.52, 30.45, 1e-5],
    ['10 km across the equator', 100, -0.045, 100.09, 0.045, 1e-6],
  ])('agrees with the authalic ellipsoid for a square of %s', (_, west, south, east, north, tolerance) => {
    const want = boxArea(west, south, east, north);
    expect(Math.abs(areaM2([box(west, south, east, north)]) / want - 1)).toBeLessThan(tolerance);
  });

  it('takes holes off, whatever the sense of the rings', () => {
    const shell = box(117, 30, 117.01, 30.01);
    const hole = box(117.004, 30.004, 117.006, 30.006);
    const want = boxArea(117, 30, 117.01, 30.01) - boxArea(117.004, 30.004, 117.006, 30.006);
    for (const rings of [
      [shell, hole],
      [shell, reversedRing(hole)],
      [reversedRing(shell), hole],
    ]) {
      expect(Math.abs(areaM2(rings) / want - 1)).toBeLessThan(1e-6);
    }
  });

  it('adds up parts', () => {
    const one = [box(117, 30, 117.01, 30.01)];
    const other = [box(118, 31, 118.01, 31.01)];
    expect(totalAreaM2([one, other])).toBeCloseTo(areaM2(one) + areaM2(other), 6);
    expect(totalAreaM2([])).toBe(0);
  });
});

describe('doubledArea', () => {
  it.each([
    ['a unit square', [0, 0, 1, 0, 1, 1, 0, 1], 2n],
    ['the same the other way round', [0, 0, 0, 1, 1, 1, 1, 0], -2n],
    ['a line', [0, 0, 5, 5, 9, 9], 0n],
    ['two points', [0, 0, 5, 5], 0n],
    ['nothing', [], 0n],
  ])('of %s is exact', (_, flat, want) => {
    expect(doubledArea(Int32Array.from(flat))).toBe(want);
  });

  it('agrees with BigInt on random rings up to the whole int32 range', () => {
    const random = mulberry32(20261122);
    for (let round = 0; round < 400; round++) {
      const span = 2 ** between(random, 3, 31);
      const ring = Int32Array.from({ length: 2 * between(random, 3, 40) }, () => between(random, -span, span - 1));
      let want = 0n;
      for (let i = 0; i < ring.length; i += 2) {
        const j = (i + 2) % ring.length;
        want += BigInt(ring[i]!) * BigInt(ring[j + 1]!) - BigInt(ring[j]!) * BigInt(ring[i + 1]!);
      }
      expect(doubledArea(ring)).toBe(want);
      expect(doubledArea(reversedRing(ring))).toBe(-want);
      expect(senseOf(ring)).toBe(want > 0n ? 1 : want < 0n ? -1 : 0);
    }
  });
});

describe('centroid', () => {
  it.each([
    ['a square', [[[0, 0, 10, 0, 10, 10, 0, 10]]], [5, 5]],
    ['a clockwise triangle', [[[0, 0, 0, 9, 9, 0]]], [3, 3]],
    [
      'a square with a hole in its right half',
      [
        [
          [0, 0, 10, 0, 10, 10, 0, 10],
          [6, 2, 6, 8, 8, 8, 8, 2],
        ],
      ],
      [4.727272727, 5],
    ],
    ['two equal parts', [[[0, 0, 2, 0, 2, 2, 0, 2]], [[10, 0, 12, 0, 12, 2, 10, 2]]], [6, 1]],
    ['a line', [[[0, 0, 10, 10, 5, 5]]], [5, 5]],
  ] as [string, number[][][], [number, number]][])('of %s', (_, shape, [x, y]) => {
    const at = centroid(shape.map((rings) => rings.map((ring) => Int32Array.from(ring))));
    expect(at[0]).toBeCloseTo(x, 8);
    expect(at[1]).toBeCloseTo(y, 8);
  });

  it('of an empty shape throws', () => {
    expect(() => centroid([])).toThrow(RangeError);
  });
});

describe('perimeterM', () => {
  it('adds up shells and holes', () => {
    const side = 0.01;
    const shell = box(117, 30, 117 + side, 30 + side);
    const hole = box(117.004, 30.004, 117.006, 30.006);
    const w = (latitude: number) => {
      const s = Math.sin((latitude * Math.PI) / 180);
      return Math.sqrt(1 - E2 * s * s);
    };
    const perLon = (latitude: number) => ((A * Math.cos((latitude * Math.PI) / 180)) / w(latitude)) * (Math.PI / 180);
    const perLat = ((A * (1 - E2)) / w(30.005) ** 3) * (Math.PI / 180);
    const want =
      side * (perLon(30) + perLon(30.01) + 2 * perLat) + 0.002 * (perLon(30.004) + perLon(30.006) + 2 * perLat);
    expect(perimeterM([[shell, hole]])).toBeCloseTo(want, 3);
  });
});
