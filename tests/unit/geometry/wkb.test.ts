import { describe, expect, it } from 'vitest';
import wkx from 'wkx';
import type { MultiPolygon } from '../../../server/geometry/polygon.ts';
import {
  decodeHex,
  decodeLines,
  decodeMultiPolygon,
  decodePoint,
  encodeHex,
  encodeMultiPolygon,
  encodePoint,
} from '../../../server/geometry/wkb.ts';
import { syntheticCounty } from '../../support/synthetic-county.ts';

const shape: MultiPolygon = [
  [
    Int32Array.of(1_171_234_567, 301_234_567, 1_172_000_001, 301_234_569, 1_172_000_003, 302_000_007),
    Int32Array.of(1_171_900_000, 301_400_000, 1_171_900_000, 301_300_000, 1_171_800_000, 301_300_000),
  ],
  [Int32Array.of(-5, -7, 11, -13, 17, 19)],
];

describe('well-known binary', () => {
  it.each(['degrees', 'lattice'] as const)('in %s comes back to the same lattice', (unit) => {
    expect(decodeMultiPolygon(encodeMultiPolygon(shape, unit), unit)).toEqual(shape);
    for (const grid of syntheticCounty({ grids: 30, vertices: 30, seed: 8, enclaves: 0.5 })) {
      expect(decodeMultiPolygon(encodeMultiPolygon(grid, unit), unit)).toEqual(grid);
    }
    expect(decodePoint(encodePoint(1_171_234_567, -301_234_567, unit), unit)).toEqual([1_171_234_567, -301_234_567]);
  });

  it('is EWKB with SRID 4326 as another program reads it', () => {
    const read = wkx.Geometry.parse(Buffer.from(encodeMultiPolygon(shape)));
    expect(read.srid).toBe(4326);
    expect(read.toGeoJSON()).toMatchObject({
      type: 'MultiPolygon',
      coordinates: [
        [
          [
            [117.1234567, 30.1234567],
            [117.2000001, 30.1234569],
            [117.2000003, 30.2000007],
            [117.1234567, 30.1234567],
          ],
          expect.anything(),
        ],
        expect.anything(),
      ],
    });
  });

  const square = 'POLYGON((117 30,118 30,118 31,117 31,117 30),(117.2 30.2,117.2 30.4,117.4 30.4,117.2 30.2))';
  it.each([
    ['WKB', wkx.Geometry.parse(square).toWkb()],
    ['EWKB', wkx.Geometry.parse(`SRID=4490;${square}`).toEwkb()],
    ['ISO WKB with Z', wkx.Geometry.parse(`POLYGON Z${square.slice(7).replace(/(\d) ([\d.]+)/g, '$1 $2 9')}`).toWkb()],
    ['WKB with M', wkx.Geometry.parse(`POLYGON M${square.slice(7).replace(/(\d) ([\d.]+)/g, '$1 $2 9')}`).toWkb()],
  ])('of a polygon is read from %s', (_, bytes) => {
    expect(decodeMultiPolygon(bytes)).toEqual([
      [
        Int32Array.of(
          1_170_000_000,
          300_000_000,
          1_180_000_000,
          300_000_000,
          1_180_000_000,
          310_000_000,
          1_170_000_000,
          310_000_000,
        ),
        Int32Array.of(1_172_000_000, 302_000_000, 1_172_000_000, 304_000_000, 1_174_000_000, 304_000_000),
      ],
    ]);
  });

  it('is read in big-endian order too', () => {
    expect(decodePoint(decodeHex('0000000001405d4000000000004 03e000000000000'.replace(' ', '')))).toEqual([
      1_170_000_000, 300_000_000,
    ]);
  });

  it('knows the empty shape', () => {
    expect(decodeMultiPolygon(encodeMultiPolygon([]))).toEqual([]);
    expect(decodeMultiPolygon(wkx.Geometry.parse('POLYGON EMPTY').toWkb())).toEqual([]);
  });

  it.each([
    ['no bytes', new Uint8Array(0)],
    ['half of it', encodeMultiPolygon(shape).slice(0, 60)],
    ['a point', encodePoint(0, 0)],
    ['an unknown byte order', Uint8Array.of(7, 0, 0, 0, 0, 0, 0, 0, 0)],
    ['a count of 4 billion rings', decodeHex('0103000000ffffffff')],
    ['a count of 4 billion parts', decodeHex('0106000000ffffffff')],
  ])('refuses %s', (_, bytes) => {
    expect(() => decodeMultiPolygon(bytes)).toThrow(RangeError);
  });

  it('refuses an empty point', () => {
    expect(() => decodePoint(wkx.Geometry.parse('POINT EMPTY').toWkb())).toThrow(RangeError);
  });
});

describe('hexadecimal', () => {
  it('goes there and back', () => {
    expect(encodeHex(Uint8Array.of(0, 1, 15, 16, 255))).toBe('00010f10ff');
    expect(decodeHex('00010F10ff')).toEqual(Uint8Array.of(0, 1, 15, 16, 255));
  });

  it.each(['0', '0g', ' 00', '\\x00'])('refuses %j', (text) => {
    expect(() => decodeHex(text)).toThrow(RangeError);
  });

  it.each([
    [
      'a line',
      'LINESTRING(117 30, 117.0000001 30.5, 118 30)',
      [[1_170_000_000, 300_000_000, 1_170_000_001, 305_000_000, 1_180_000_000, 300_000_000]],
    ],
    [
      'several lines',
      'MULTILINESTRING((1 2, 3 4),(5 6, 7 8))',
      [
        [1e7, 2e7, 3e7, 4e7],
        [5e7, 6e7, 7e7, 8e7],
      ],
    ],
    ['a line with heights', 'LINESTRING Z(1 2 9, 3 4 9)', [[1e7, 2e7, 3e7, 4e7]]],
  ])('reads %s as lines of the lattice', (_, text, expected) => {
    const lines = decodeLines(wkx.Geometry.parse(text).toEwkb());
    expect(lines.map((line) => [...line])).toEqual(expected);
  });

  it('refuses a surface where lines are wanted, and a line that is cut off', () => {
    expect(() => decodeLines(encodeMultiPolygon(shape))).toThrow('wkb-type-unexpected');
    const bytes = wkx.Geometry.parse('LINESTRING(1 2, 3 4)').toEwkb();
    expect(() => decodeLines(bytes.subarray(0, bytes.length - 8))).toThrow('wkb-truncated');
  });
});
