import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import gcoord from 'gcoord';
import { describe, expect, it } from 'vitest';
import {
  bd09ToGcj02,
  fromWgs84,
  gcj02ToBd09,
  gcj02ToWgs84,
  toWgs84,
  wgs84ToGcj02,
} from '../../../server/geometry/datum.ts';

const FIXTURES = fileURLToPath(new URL('../../../../shared/fixtures/coord-vectors/', import.meta.url));
const MILLIMETRE = 1e-3 / 111_320;

type Pair = [number, number];
type Way = (lon: number, lat: number) => Pair;

const chinaLon = fc.double({ min: 73.5, max: 135, noNaN: true });
const chinaLat = fc.double({ min: 3, max: 54, noNaN: true });

function expectNear(got: Pair, want: readonly number[], degrees: number): void {
  expect(Math.abs(got[0] - want[0]!)).toBeLessThan(degrees);
  expect(Math.abs(got[1] - want[1]!)).toBeLessThan(degrees);
}

describe('datum conversion', () => {
  it.each([
    ['GCJ-02', gcj02ToWgs84, wgs84ToGcj02],
    ['BD-09', (lon, lat) => toWgs84('bd09', lon, lat), (lon, lat) => fromWgs84('bd09', lon, lat)],
    ['BD-09 and GCJ-02', bd09ToGcj02, gcj02ToBd09],
  ] as [string, Way, Way][])('from %s is the inverse of the way there, to a millimetre', (_, back, there) => {
    fc.assert(
      fc.property(chinaLon, chinaLat, (lon, lat) => {
        expectNear(back(...there(lon, lat)), [lon, lat], MILLIMETRE);
        expectNear(there(...back(lon, lat)), [lon, lat], MILLIMETRE);
      }),
      { seed: 20261122, numRuns: 3000 },
    );
  });

  it('agrees with gcoord on the way there', () => {
    fc.assert(
      fc.property(chinaLon, chinaLat, (lon, lat) => {
        expectNear(wgs84ToGcj02(lon, lat), gcoord.transform([lon, lat] as Pair, gcoord.WGS84, gcoord.GCJ02), 1e-11);
        expectNear(fromWgs84('bd09', lon, lat), gcoord.transform([lon, lat] as Pair, gcoord.WGS84, gcoord.BD09), 1e-11);
      }),
      { seed: 20261122, numRuns: 2000 },
    );
  });

  it('leaves WGS 84 alone', () => {
    expect(toWgs84('wgs84', 117.1, 30.2)).toEqual([117.1, 30.2]);
    expect(fromWgs84('wgs84', 117.1, 30.2)).toEqual([117.1, 30.2]);
  });

  it.each([
    ['Denver', -104.9903, 39.7392],
    ['Brisbane', 153.0251, -27.4698],
    ['Rio', -43.1729, -22.9068],
    ['beyond the date line', 183, 45],
  ])('does not shift %s, outside the rectangle', (_, lon, lat) => {
    expect(wgs84ToGcj02(lon, lat)).toEqual([lon, lat]);
    expect(gcj02ToWgs84(lon, lat)).toEqual([lon, lat]);
  });

  it('shifts Hanoi and Taipei, inside the rectangle', () => {
    for (const [lon, lat] of [
      [105.85, 21.03],
      [121.56, 25.04],
    ] as Pair[]) {
      expect(wgs84ToGcj02(lon, lat)).not.toEqual([lon, lat]);
    }
  });

  it('comes to an end on the edge of the rectangle, where the shift begins', () => {
    for (const lon of [72.004, 72.0045, 137.8347, 137.834]) {
      for (const lat of [0.8293, 0.83, 55.8271, 55.827, 30]) {
        expect(toWgs84('gcj02', lon, lat).every(Number.isFinite)).toBe(true);
        expect(toWgs84('bd09', lon, lat).every(Number.isFinite)).toBe(true);
      }
    }
  });
});

describe.skipIf(!existsSync(FIXTURES))('published vectors (skipped without ../shared/fixtures/coord-vectors)', () => {
  const read = (name: string) => JSON.parse(readFileSync(FIXTURES + name, 'utf8'));

  it('of 664 places agree within the published tolerances, and within the rounding of the table where it allows', () => {
    const ways: [string, string, Way, number][] = [
      ['WGS84', 'GCJ02', wgs84ToGcj02, 8e-6],
      ['WGS84', 'BD09', (lon, lat) => fromWgs84('bd09', lon, lat), 8e-6],
      ['GCJ02', 'WGS84', gcj02ToWgs84, 5e-5],
      ['GCJ02', 'BD09', gcj02ToBd09, 5e-7],
      ['BD09', 'GCJ02', bd09ToGcj02, 5e-6],
      ['BD09', 'WGS84', (lon, lat) => toWgs84('bd09', lon, lat), 5e-5],
    ];
    const rows = read('gcoord_china_cities.json') as { coords: Record<string, Pair> }[];
    expect(rows.length).toBe(664);
    for (const [from, to, way, tolerance] of ways) {
      for (const { coords } of rows) expectNear(way(...coords[from]!), coords[to]!, tolerance);
    }
  });

  it('of three cities agree to a millionth of a degree, and back within half a metre', () => {
    const { wgs2gcj } = read('eviltransform_vectors.json') as { wgs2gcj: { cases: { wgs: Pair; gcj: Pair }[] } };
    expect(wgs2gcj.cases.length).toBe(6);
    for (const { wgs, gcj } of wgs2gcj.cases) {
      expectNear(wgs84ToGcj02(...wgs), gcj, 1e-6);
      expectNear(gcj02ToWgs84(...gcj), wgs, 0.5 / 111_320);
    }
  });
});
