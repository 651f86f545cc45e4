import { describe, expect, it } from 'vitest';
import { jsonFaultAt } from '../../client/workspaces/audit/json-place.ts';
import { checkFeatures } from '../../client/workspaces/audit/layer-check.ts';
import { codeField, LayerFault, readJsonLayer } from '../../client/workspaces/audit/layer-file.ts';
import { layerReport } from '../../client/workspaces/audit/layer-report.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
/** A square of so many thousandths of a degree, from a corner in thousandths. */
const square = (x: number, y: number, side = 1, code?: string) => ({
  type: 'Feature',
  properties: code === undefined ? {} : { code },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [117 + x / 1000, 30 + y / 1000],
        [117 + (x + side) / 1000, 30 + y / 1000],
        [117 + (x + side) / 1000, 30 + (y + side) / 1000],
        [117 + x / 1000, 30 + (y + side) / 1000],
        [117 + x / 1000, 30 + y / 1000],
      ],
    ],
  },
});
const collection = (...features: object[]): string => JSON.stringify({ type: 'FeatureCollection', features });
const fault = (text: string | Uint8Array): LayerFault => {
  try {
    checkFeatures(readJsonLayer(typeof text === 'string' ? bytes(text) : text).features);
  } catch (error) {
    if (error instanceof LayerFault) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};
const kinds = (text: string): string[] =>
  checkFeatures(readJsonLayer(bytes(text)).features).findings.map((f) => f.kind);

describe('a file is read', () => {
  it.each([
    ['a collection', collection(square(0, 0), square(1, 0))],
    ['line by line', `${JSON.stringify(square(0, 0))}\n${JSON.stringify(square(1, 0))}\n`],
    ['line by line with record marks', `\u001e${JSON.stringify(square(0, 0))}\n\u001e${JSON.stringify(square(1, 0))}`],
    ['with a BOM', `\ufeff${collection(square(0, 0), square(1, 0))}`],
    [
      'as a collection of geometries',
      JSON.stringify({ type: 'GeometryCollection', geometries: [square(0, 0).geometry, square(1, 0).geometry] }),
    ],
  ])('as %s', (_, text) => {
    expect(readJsonLayer(bytes(text)).features).toHaveLength(2);
  });

  it('as GB 18030 when it is no UTF-8, and says so', () => {
    // {"type":"Feature","properties":{"名":1},"geometry":null}
    const text = [...bytes('{"type":"Feature","properties":{"')].concat([0xc3, 0xfb]);
    const file = new Uint8Array([...text, ...bytes('":1},"geometry":null}')]);
    const { features, notes } = readJsonLayer(file);
    expect(features[0]?.properties).toEqual({ 名: 1 });
    expect(notes).toEqual([{ code: 'encoding', params: { name: 'GB 18030' } }]);
  });

  it.each([
    ['a code that is nearly always different', ['a', 'b'], 'code'],
    ['no column in which values repeat', ['a', 'a'], null],
    ['no column with an empty value', ['a', ''], null],
  ])('with %s for the codes', (_, codes, expected) => {
    expect(codeField(codes.map((code) => ({ geometry: null, properties: { code }, id: null })))).toBe(expected);
  });
});

describe('a file that cannot be checked says why and where', () => {
  it.each([
    ['', 'empty', {}],
    ['{"type":"FeatureCollection",\n "features":[}', 'json', { line: 2, column: 14 }],
    [`${JSON.stringify(square(0, 0))}\n{"type":`, 'json', { line: 2 }],
    ['{"hello":1}', 'not-geojson', {}],
    ['{"type":"Topology"}', 'topojson', {}],
    [collection(), 'no-features', {}],
    [
      collection({ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [1, 2] } }),
      'no-polygons',
      {},
    ],
    [collection(square(0, 0), { type: 'Pony' }), 'not-feature', { n: 2 }],
    [
      JSON.stringify({ type: 'FeatureCollection', crs: { properties: { name: 'EPSG:4547' } }, features: [] }),
      'crs',
      { name: 'EPSG:4547' },
    ],
    [
      collection(square(0, 0), {
        type: 'Feature',
        properties: {},
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [500000, 3400000],
              [500001, 3400000],
              [500001, 3400001],
              [500000, 3400000],
            ],
          ],
        },
      }),
      'coordinate-out-of-range',
      { n: 2, x: 500000, y: 3400000 },
    ],
    [
      collection({
        type: 'Feature',
        properties: {},
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [30, 117],
              [30, 118],
              [31, 118],
              [30, 117],
            ],
          ],
        },
      }),
      'coordinate-swapped',
      { n: 1, x: 30, y: 117 },
    ],
  ])('%s', (text, code, params) => {
    expect(fault(text)).toMatchObject({ code, params });
  });

  it('also when it is neither text nor an archive', () => {
    expect(fault(new Uint8Array([0xff, 0xfe, 0x00, 0xff, 0xff, 0x80])).code).toBe('not-text');
  });
});

describe('jsonFaultAt', () => {
  it.each([
    ['{"a":1,}', 7],
    ['[1,2', 4],
    ['{"a" 1}', 5],
    ['[01]', 1],
    ['["a\nb"]', 1],
    ['{"a":tru}', 5],
    ['[1] x', 4],
    ['[}', 1],
    ['', 0],
  ])('finds in %j the place %d', (text, at) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(jsonFaultAt(text)).toBe(at);
  });

  it('finds nothing wrong in what is right', () => {
    const text = JSON.stringify({ a: [1, -2.5e10, true, null, '\\"\u0001', {}, []], b: { c: '空白' } }, null, 2);
    expect(jsonFaultAt(text)).toBe(text.length);
  });
});

describe('the check of a file', () => {
  it('finds nothing in squares side by side', () => {
    expect(kinds(collection(square(0, 0), square(1, 0), square(0, 1), square(1, 1)))).toEqual([]);
  });

  it('finds the overlap of two and the gap between four', () => {
    expect(kinds(collection(square(0, 0, 2), square(1, 1, 2)))).toContain('overlap');
    const ring = [];
    for (let x = 0; x < 3; x++) for (let y = 0; y < 3; y++) if (x !== 1 || y !== 1) ring.push(square(x, y));
    expect(kinds(collection(...ring))).toEqual(['missing-cell']);
  });

  it('leaves a crossing shape out, names its place, and judges the rest', () => {
    const bow = square(5, 5);
    const [ring] = bow.geometry.coordinates;
    if (!ring) throw new Error('no ring');
    [ring[1], ring[2]] = [ring[2] as [number, number], ring[1] as [number, number]];
    const check = checkFeatures(
      readJsonLayer(bytes(collection(square(0, 0, 2, 'a'), square(1, 1, 2, 'b'), bow))).features,
    );
    expect(check.findings.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['invalid-ring', 'overlap']));
    const report = layerReport(check, 'a.geojson', 'hash', '2026-11-22T00:00:00Z');
    expect(report.totals).toMatchObject({ grids: 3, coveredShare: null });
    expect(report.notJudged).toHaveLength(1);
    expect(report.clean).toBe(false);
    expect(report.counts).toMatchObject({ overlap: 1, 'invalid-ring': 1 });
  });

  it('counts points and lines it left aside', () => {
    const point = { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [117, 30] } };
    expect(checkFeatures(readJsonLayer(bytes(collection(square(0, 0), point))).features).skipped).toBe(1);
  });
});
