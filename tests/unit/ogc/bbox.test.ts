/** `bbox` as the shape that features have to meet. */
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../server/contract/problem.ts';
import { CRS84, REFERENCE_SYSTEMS } from '../../../server/features/reference-systems.ts';
import { bboxShape } from '../../../server/ogc/bbox.ts';

const system = (epsg: number) => REFERENCE_SYSTEMS.find((one) => one.epsg === epsg)!;
const HERE = 'MULTIPOLYGON(((117 30,118 30,118 31,117 31,117 30)))';

describe('a box in degrees', () => {
  it.each([
    ['117,30,118,31', CRS84, HERE],
    ['117,30,-5,118,31,9', CRS84, HERE],
    ['1.17e2,+30.0,118.,31', CRS84, HERE],
    ['30,117,31,118', system(4326), HERE],
    ['30,117,0,31,118,0', system(4490), HERE],
    ['117,30,117,31', CRS84, 'MULTILINESTRING((117 30,117 30,117 31,117 31,117 30))'],
    ['117,30,117,30', CRS84, 'MULTILINESTRING((117 30,117 30,117 30,117 30,117 30))'],
  ])('%s', (text, crs, shape) => {
    expect(bboxShape(text, crs)).toBe(shape);
  });

  it('may cross the antimeridian, on the axis that is the longitude', () => {
    const two =
      'MULTIPOLYGON(((170 -10,180 -10,180 10,170 10,170 -10)),((-180 -10,-170 -10,-170 10,-180 10,-180 -10)))';
    expect(bboxShape('170,-10,-170,10', CRS84)).toBe(two);
    expect(bboxShape('-10,170,10,-170', system(4326))).toBe(two);
  });

  it.each([
    ['', 'bbox-invalid'],
    ['117,30,118', 'bbox-invalid'],
    ['117,30,118,31,5', 'bbox-invalid'],
    ['117,30,118,31,5,6,7', 'bbox-invalid'],
    ['117,30,118,x', 'bbox-invalid'],
    ['117,30,118,', 'bbox-invalid'],
    ['117, 30,118,31', 'bbox-invalid'],
    ['117,30,118,Infinity', 'bbox-invalid'],
    ['117,30,118,1e999', 'bbox-invalid'],
    ['117,31,118,30', 'bbox-invalid'],
    ['117,30,9,118,31,5', 'bbox-invalid'],
    ['-181,30,118,31', 'coordinate-out-of-range'],
    ['117,30,181,31', 'coordinate-out-of-range'],
    ['117,-91,118,31', 'coordinate-out-of-range'],
    ['117,30,118,91', 'coordinate-out-of-range'],
  ])('%j is refused: %s', (text, code) => {
    let thrown: unknown;
    try {
      bboxShape(text, CRS84);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(Refusal);
    expect((thrown as Refusal).code).toBe('request-invalid');
    expect((thrown as Refusal).errors).toMatchObject([{ pointer: 'bbox', code }]);
  });
});

describe('a box in metres', () => {
  const positions = (text: string | null): number[][] =>
    (text!.match(/-?[\d.]+ -?[\d.]+/g) ?? []).map((pair) => pair.split(' ').map(Number));

  it('is read northing first where the registry says so, and its sides are bent', () => {
    const [south, west] = [3_320_000, 400_000];
    const ring = positions(bboxShape(`${south},${west},${south + 10_000},${west + 20_000}`, system(4548)));
    expect(ring.length).toBeGreaterThan(100);
    const { forward } = system(4548);
    for (const [lon, lat] of ring) {
      const [x, y] = forward(lon!, lat!);
      expect(x).toBeGreaterThan(west - 0.001);
      expect(x).toBeLessThan(west + 20_000.001);
      expect(y).toBeGreaterThan(south - 0.001);
      expect(y).toBeLessThan(south + 10_000.001);
    }
    // the lower side is no parallel
    expect(new Set(ring.slice(0, 64).map(([, lat]) => lat!.toFixed(7))).size).toBeGreaterThan(20);
  });

  it('is read easting first in Web Mercator', () => {
    const ring = positions(bboxShape('13024380,3503549,13135699,3632749', system(3857)));
    expect(Math.min(...ring.map(([lon]) => lon!))).toBeCloseTo(117, 4);
    expect(Math.max(...ring.map(([, lat]) => lat!))).toBeCloseTo(31, 4);
  });

  it('is cut to where the system is of use, and met by nothing beyond', () => {
    expect(
      positions(bboxShape('-1e9,-1e9,1e9,1e9', system(4547)))
        .flat()
        .every(Number.isFinite),
    ).toBe(true);
    expect(bboxShape('2e7,0,3e7,10', system(4547))).toBeNull();
    expect(() => bboxShape('3320000,600000,3330000,500000', system(4548))).toThrow(Refusal);
  });
});
