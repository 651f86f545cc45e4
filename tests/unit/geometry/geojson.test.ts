import { describe, expect, it } from 'vitest';
import { fromGeoJson, pointFromGeoJson, pointToGeoJson, toGeoJson } from '../../../server/geometry/geojson.ts';

const ring = [
  [117, 30],
  [118, 30],
  [118, 31],
  [117, 30],
];
const polygon = (...rings: unknown[]) => ({ type: 'Polygon', coordinates: rings });
const withPoint = (position: unknown) => polygon([ring[0], position, ring[2], ring[3]]);

describe('fromGeoJson', () => {
  it('reads polygons and multi-polygons', () => {
    expect(fromGeoJson(polygon(ring))).toEqual({ ok: true, polygons: [[ring]], repairs: [] });
    expect(fromGeoJson({ type: 'MultiPolygon', coordinates: [[ring], [ring, ring]] })).toEqual({
      ok: true,
      polygons: [[ring], [ring, ring]],
      repairs: [],
    });
  });

  it('leaves out heights and measures and notes how many', () => {
    const high = ring.map((position) => [...position, 12]);
    expect(fromGeoJson(polygon(high))).toEqual({
      ok: true,
      polygons: [[ring]],
      repairs: [{ code: 'z-dropped', count: 4 }],
    });
  });

  it('leaves out empty holes', () => {
    expect(fromGeoJson(polygon(ring, []))).toMatchObject({ ok: true, polygons: [[ring]] });
  });

  it.each([
    ['nothing', null, 'geometry-malformed'],
    ['a text', 'Polygon', 'geometry-malformed'],
    ['a list', [ring], 'geometry-malformed'],
    ['no type', {}, 'geometry-type-unsupported'],
    ['a point', { type: 'Point', coordinates: [117, 30] }, 'geometry-type-unsupported'],
    ['a collection', { type: 'GeometryCollection', geometries: [polygon(ring)] }, 'geometry-type-unsupported'],
    ['a curve', { type: 'CurvePolygon', coordinates: [ring] }, 'geometry-type-unsupported'],
    ['no coordinates', { type: 'Polygon' }, 'geometry-malformed'],
    ['no rings', polygon(), 'geometry-empty'],
    ['an empty ring', polygon([]), 'geometry-empty'],
    ['an empty shell around a hole', polygon([], ring), 'geometry-empty'],
    ['no parts', { type: 'MultiPolygon', coordinates: [] }, 'geometry-empty'],
    ['only empty parts', { type: 'MultiPolygon', coordinates: [[], []] }, 'geometry-empty'],
    ['one level too few', { type: 'Polygon', coordinates: ring }, 'geometry-malformed'],
    ['one level too many', { type: 'Polygon', coordinates: [[ring]] }, 'geometry-malformed'],
    ['a multi-polygon called polygon', { type: 'Polygon', coordinates: [[[ring]]] }, 'geometry-malformed'],
    ['positions that are texts', withPoint('117 30'), 'geometry-malformed'],
    ['a position of one number', withPoint([117]), 'coordinate-invalid'],
    ['numbers as text', withPoint(['117', '30']), 'coordinate-invalid'],
    ['null for a number', withPoint([117, null]), 'coordinate-invalid'],
    ['not a number', withPoint([117, Number.NaN]), 'coordinate-invalid'],
    ['infinity', withPoint([Infinity, 30]), 'coordinate-invalid'],
    ['a latitude beyond the pole that would be a longitude', withPoint([30, 117]), 'coordinate-swapped'],
    ['a longitude beyond 180°', withPoint([181, 30]), 'coordinate-out-of-range'],
    ['metres', withPoint([500_000, 3_400_000]), 'coordinate-out-of-range'],
    ['a ring that is not closed', polygon([...ring.slice(0, 3), [117, 30.5]]), 'ring-unclosed'],
    ['a ring of three positions', polygon(ring.slice(1)), 'ring-too-short'],
  ])('refuses %s', (_, geometry, code) => {
    expect(fromGeoJson(geometry)).toMatchObject({ ok: false, code });
  });

  it('says where: the position as given and its path', () => {
    expect(fromGeoJson(withPoint([30, 117]))).toEqual({
      ok: false,
      code: 'coordinate-swapped',
      at: [30, 117],
      path: [0, 1],
    });
    expect(fromGeoJson({ type: 'MultiPolygon', coordinates: [[ring], [ring, ring.slice(0, 3)]] })).toMatchObject({
      path: [1, 1],
    });
  });

  it('does not follow deep nesting', () => {
    let deep: unknown = [];
    for (let i = 0; i < 100_000; i++) deep = [deep];
    expect(fromGeoJson({ type: 'MultiPolygon', coordinates: deep })).toMatchObject({ code: 'geometry-malformed' });
  });
});

describe('pointFromGeoJson', () => {
  it.each([
    [
      { type: 'Point', coordinates: [117, 30] },
      { ok: true, lon: 117, lat: 30, repairs: [] },
    ],
    [
      { type: 'Point', coordinates: [117, 30, 5] },
      { ok: true, lon: 117, lat: 30, repairs: [{ code: 'z-dropped', count: 1 }] },
    ],
    [
      { type: 'Point', coordinates: [] },
      { ok: false, code: 'geometry-empty' },
    ],
    [
      { type: 'Point', coordinates: [30, 117] },
      { ok: false, code: 'coordinate-swapped', at: [30, 117], path: [] },
    ],
    [
      { type: 'Point', coordinates: [[117, 30]] },
      { ok: false, code: 'geometry-malformed', path: [] },
    ],
    [polygon(ring), { ok: false, code: 'geometry-type-unsupported' }],
  ])('reads %o', (geometry, want) => {
    expect(pointFromGeoJson(geometry)).toEqual(want);
  });
});

describe('toGeoJson', () => {
  it('closes rings, turns shells counter-clockwise and holes clockwise', () => {
    const shell = Int32Array.of(0, 0, 0, 90_000_000, 90_000_000, 90_000_000);
    const hole = Int32Array.of(10_000_000, 20_000_000, 20_000_000, 30_000_000, 10_000_000, 30_000_000);
    expect(toGeoJson([[shell, hole]])).toEqual({
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [9, 9],
          [0, 9],
          [0, 0],
        ],
        [
          [1, 2],
          [1, 3],
          [2, 3],
          [1, 2],
        ],
      ],
    });
  });

  it('writes at most 7 decimals', () => {
    const x = 1_171_234_567;
    expect(JSON.stringify(pointToGeoJson(x, 301_234_567))).toBe(
      '{"type":"Point","coordinates":[117.1234567,30.1234567]}',
    );
  });

  it('writes several parts as a multi-polygon', () => {
    const part = [Int32Array.of(0, 0, 9, 0, 9, 9)];
    expect(toGeoJson([part, part]).type).toBe('MultiPolygon');
  });
});
