import type { Geometry } from 'geojson';
import { describe, expect, it } from 'vitest';
import { parseCrs, type SourceCrs } from '../../../server/exchange/crs.ts';
import { choosePositions, convertGeometry, firstPosition } from '../../../server/exchange/positions.ts';
import type { Format } from '../../../server/exchange/source-shape.ts';

const crs = (text: string): SourceCrs => {
  const parsed = parseCrs(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.crs;
};
const points = (...positions: [number, number][]): Geometry[] =>
  positions.map((coordinates) => ({ type: 'Point', coordinates }));
const DEGREES = points([118.1, 30.6], [118.2, 30.7]);
const SWAPPED = points([30.6, 118.1], [30.7, 118.2]);
const EASTINGS = points([500_000, 3_390_000], [501_000, 3_391_000]);
const ZONED = points([39_500_000, 3_390_000], [39_501_000, 3_391_000]);

const choose = (
  format: Format,
  declared: string | null,
  sample: Geometry[],
  stated: { crs?: string; datum?: 'wgs84' | 'gcj02' | 'bd09' } = {},
  crsText?: string,
) =>
  choosePositions(
    { format, crs: declared === null ? null : crs(declared), ...(crsText === undefined ? {} : { crsText }) },
    sample,
    { crs: stated.crs, datum: stated.datum },
  );

describe('how positions are read', () => {
  it.each([
    ['GeoJSON is WGS 84 by its standard', choose('geojson', null, DEGREES), 'EPSG:4326'],
    ['a file may declare it', choose('shapefile', 'EPSG:4490', DEGREES), 'EPSG:4490'],
    ['a table needs the caller', choose('csv', null, DEGREES, { datum: 'wgs84' }), 'EPSG:4326'],
    [
      'a projection is declared by the file',
      choose('shapefile', 'EPSG:4549', points([501_000, 3_390_000])),
      'EPSG:4549',
    ],
    ['or stated by the caller', choose('csv', null, EASTINGS, { crs: 'EPSG:4549' }), 'EPSG:4549'],
    [
      'what the caller states goes before what the file declares',
      choose('shapefile', 'EPSG:4548', EASTINGS, { crs: '4549' }),
      'EPSG:4549',
    ],
    [
      'an old datum is taken from who says so twice',
      choose('shapefile', null, DEGREES, { crs: 'EPSG:4610', datum: 'wgs84' }),
      'EPSG:4610',
    ],
    ['a file without positions has nothing to say', choose('csv', null, []), 'EPSG:4326'],
    [
      'one wild row does not change what the others are',
      choose('geojson', null, [...DEGREES, ...points([1e7, 1e7])]),
      'EPSG:4326',
    ],
    ['numbers that fit nothing are left to the rows', choose('geojson', null, points([999, 999])), 'EPSG:4326'],
    [
      'GCJ-02 may come in Web Mercator',
      choose('shapefile', 'EPSG:3857', points([13_146_000, 3_580_000]), { datum: 'gcj02' }),
      'EPSG:3857',
    ],
  ])('%s', (_, chosen, code) => {
    expect(chosen).toMatchObject({ ok: true, crs: code, swapped: false });
  });

  it.each([
    ['degrees in a table say nothing about their datum', choose('csv', null, DEGREES), 'datum-needed'],
    ['degrees in a Shapefile without .prj neither', choose('shapefile', null, DEGREES), 'datum-needed'],
    ['eastings are no GeoJSON', choose('geojson', null, EASTINGS), 'crs-needed'],
    ['eastings with a zone are told, not taken', choose('geojson', null, ZONED), 'crs-needed'],
    ['a system nobody knows', choose('shapefile', null, DEGREES, {}, 'LOCAL_CS["site"]'), 'crs-needed'],
    ['a declaration the numbers contradict', choose('shapefile', 'EPSG:4549', DEGREES), 'crs-needed'],
    ['an old datum without its parameters', choose('shapefile', 'EPSG:4214', DEGREES), 'crs-needed'],
    ['GCJ-02 in Gauss–Krüger', choose('shapefile', 'EPSG:4549', EASTINGS, { datum: 'gcj02' }), 'crs-needed'],
    ['a system the caller misspells', choose('csv', null, DEGREES, { crs: 'EPSG:1' }), 'crs-unknown'],
  ])('%s: refused with a code', (_, chosen, code) => {
    expect(chosen).toMatchObject({ ok: false, problem: { code } });
  });

  it('names the candidates for eastings', () => {
    expect(choose('geojson', null, ZONED)).toMatchObject({
      problem: { params: { candidates: [{ code: 'EPSG:4527' }] } },
    });
  });

  it('sees latitude before longitude', () => {
    expect(choose('geojson', null, SWAPPED)).toMatchObject({ ok: true, swapped: true });
    expect(choose('csv', null, SWAPPED, { datum: 'wgs84' })).toMatchObject({ ok: true, swapped: true });
    expect(choose('shapefile', 'EPSG:4326', points([31, 87], [32, 88]))).toMatchObject({ ok: true, swapped: true });
  });

  it('converts eastings to degrees, and a datum after that', () => {
    const plain = choose('csv', null, EASTINGS, { crs: 'EPSG:4549' });
    if (!plain.ok || plain.convert === null) throw new Error('no conversion');
    const [lon, lat] = plain.convert(500_000, 3_390_000);
    expect(lon).toBeCloseTo(120, 9);
    expect(lat).toBeGreaterThan(30.5);
    const mars = choose('geojson', null, DEGREES, { datum: 'gcj02' });
    if (!mars.ok || mars.convert === null) throw new Error('no conversion');
    expect(mars.notes).toEqual(['converted-from-gcj02']);
    expect(Math.hypot(mars.convert(118.1, 30.6)[0] - 118.1, mars.convert(118.1, 30.6)[1] - 30.6)).toBeGreaterThan(
      0.001,
    );
    expect(mars.convert(999, 999)).toEqual([999, 999]);
  });
});

it('every position of a geometry is converted, heights are kept for whoever notes them', () => {
  const geometry: Geometry = {
    type: 'Polygon',
    coordinates: [
      [
        [1, 2, 9],
        [3, 4],
        [5, 6],
        [1, 2, 9],
      ],
    ],
  };
  expect(convertGeometry(geometry, (x, y) => [x + 100, y])).toEqual({
    type: 'Polygon',
    coordinates: [
      [
        [101, 2, 9],
        [103, 4],
        [105, 6],
        [101, 2, 9],
      ],
    ],
  });
  expect(convertGeometry(geometry, null)).toBe(geometry);
  expect(firstPosition(geometry)).toEqual([1, 2]);
  expect(firstPosition({ type: 'MultiPolygon', coordinates: [] })).toBeNull();
  expect(firstPosition({ type: 'GeometryCollection', geometries: [geometry] })).toEqual([1, 2]);
});
