import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { totalAreaM2 } from '../../../server/geometry/area.ts';
import { type CheckedMultiPolygon, checkMultiPolygon, checkPolygon } from '../../../server/geometry/validity.ts';

type Positions = [number, number][];

const FIXTURES = fileURLToPath(new URL('../../../../shared/fixtures/', import.meta.url));
const hasFixture = (name: string): boolean => existsSync(FIXTURES + name);
const readJson = (name: string) => JSON.parse(readFileSync(FIXTURES + name, 'utf8'));

/** Lattice units as degrees. */
const units = (...flat: number[]): Positions => {
  const ring: Positions = [];
  for (let i = 0; i < flat.length; i += 2) ring.push([flat[i]! / 1e7, flat[i + 1]! / 1e7]);
  return ring;
};
const box = (x: number, y: number, r: number): Positions => units(x, y, x + r, y, x + r, y + r, x, y + r);
const flat = (polygons: CheckedMultiPolygon['polygons']) => polygons.map((rings) => rings.map((ring) => [...ring]));

describe('checkPolygon', () => {
  it('normalises shells to counter-clockwise and holes to clockwise, the first vertex kept', () => {
    const checked = checkPolygon([units(0, 0, 0, 9, 9, 9, 9, 0), units(2, 2, 4, 2, 4, 4, 2, 4)]);
    expect(checked).toEqual({
      ok: true,
      polygon: [Int32Array.of(0, 0, 9, 0, 9, 9, 0, 9), Int32Array.of(2, 2, 2, 4, 4, 4, 4, 2)],
      repairs: [],
    });
  });

  it('drops the closing vertex and notes repeated points with their number', () => {
    const checked = checkPolygon([units(0, 0, 9, 0, 9, 0, 9, 0, 9, 9, 0, 9, 0, 0)]);
    expect(checked).toMatchObject({
      polygon: [Int32Array.of(0, 0, 9, 0, 9, 9, 0, 9)],
      repairs: [{ code: 'point-repeated', at: [9, 0], count: 2, polygon: 0, ring: 0 }],
    });
  });

  it.each([
    ['a hole that touches its shell in one vertex', [box(0, 0, 10), units(0, 0, 5, 2, 2, 5)]],
    ['a hole that touches its shell between vertices', [box(0, 0, 10), units(0, 5, 5, 4, 5, 6)]],
    ['two holes that touch in a point', [box(0, 0, 10), units(2, 2, 5, 5, 2, 5), units(5, 5, 8, 5, 8, 8)]],
    [
      'holes that touch shell and each other without closing a circle',
      [box(0, 0, 20), units(0, 10, 5, 8, 5, 12), units(5, 8, 8, 6, 8, 9)],
    ],
    ['vertices along straight sides', [units(0, 0, 5, 0, 10, 0, 10, 10, 5, 10, 0, 10)]],
  ])('accepts %s', (_, rings) => {
    expect(checkPolygon(rings)).toMatchObject({ ok: true, repairs: [] });
  });

  it.each([
    ['ring-too-short', [0, 0], 0, [units(0, 0, 9, 9)]],
    ['ring-too-short', [3, 3], 0, [units(3, 3, 3, 3, 3, 3, 3, 3)]],
    ['ring-zero-area', [0, 0], 0, [units(0, 0, 9, 9, 3, 3)]],
    ['ring-spike', [15, 5], 0, [units(0, 0, 10, 0, 10, 5, 15, 5, 10, 5, 10, 10, 0, 10)]],
    ['ring-spike', [20, 0], 0, [units(0, 0, 20, 0, 10, 0, 10, 10, 0, 10)]],
    ['ring-self-crossing', [5, 5], 0, [units(0, 0, 10, 10, 10, 0, 0, 10)]],
    ['ring-self-crossing', [5, 5], 0, [units(0, 0, 5, 5, 10, 10, 10, 0, 5, 5, 0, 10)]],
    ['ring-self-touching', [5, 0], 0, [units(0, 0, 10, 0, 10, 10, 5, 0, 0, 10)]],
    ['ring-self-touching', [5, 5], 0, [units(0, 0, 10, 0, 10, 5, 5, 5, 10, 8, 8, 10, 5, 5, 0, 5)]],
    ['ring-self-touching', [20, 20], 1, [box(0, 0, 90), units(10, 10, 30, 10, 20, 20, 30, 30, 10, 30, 20, 20)]],
    ['hole-outside-shell', [20, 20], 1, [box(0, 0, 10), box(20, 20, 5)]],
    ['hole-outside-shell', [-10, -10], 1, [box(0, 0, 10), box(-10, -10, 30)]],
    ['hole-crosses-shell', [10, 2], 1, [box(0, 0, 10), box(8, 2, 5)]],
    ['hole-crosses-shell', [0, 2], 1, [box(0, 0, 10), box(0, 2, 5)]],
    ['holes-nested', [3, 3], 2, [box(0, 0, 20), box(2, 2, 10), box(3, 3, 4)]],
    ['holes-cross', [7, 5], 2, [box(0, 0, 20), box(2, 2, 5), box(5, 5, 5)]],
    ['interior-disconnected', [5, 0], 1, [box(0, 0, 10), units(0, 5, 5, 0, 5, 5)]],
    ['ring-too-wide', [-1_000_000_000, 0], 0, [units(-1_000_000_000, 0, 900_000_000, 0, 0, 9)]],
    ['geometry-empty', [0, 0], 0, []],
  ] as [string, [number, number], number, Positions[]][])('refuses %s at %o', (code, at, ring, rings) => {
    const checked = checkPolygon(rings);
    expect(checked).toMatchObject({ ok: false, code, ring });
    if (code !== 'interior-disconnected' && code !== 'holes-cross') expect(checked).toMatchObject({ at });
  });
});

describe('checkMultiPolygon', () => {
  it('accepts parts that touch in points, and a part inside a hole of another', () => {
    const checked = checkMultiPolygon([
      [box(0, 0, 30), box(5, 5, 20)],
      [box(10, 10, 5)],
      [units(30, 30, 40, 30, 40, 40)],
    ]);
    expect(checked).toMatchObject({ ok: true, repairs: [] });
  });

  it.each([
    ['overlap', [[box(0, 0, 10)], [box(5, 5, 10)]]],
    ['share a border', [[box(0, 0, 10)], [box(10, 0, 10)]]],
    ['lie in each other', [[box(0, 0, 30)], [box(5, 5, 10)]]],
    ['lie in each other, the inner one first', [[box(5, 5, 10)], [box(0, 0, 30)]]],
    ['are equal', [[box(0, 0, 10)], [box(0, 0, 10)]]],
  ])('refuses parts that %s', (_, parts) => {
    expect(checkMultiPolygon(parts)).toMatchObject({ ok: false, code: 'parts-overlap' });
  });
});

describe('what our own rounding breaks', () => {
  it('splits a neck that rounds to nothing into two parts, all vertices kept', () => {
    const ring: Positions = [
      [0, 0],
      [10e-7, 0],
      [10e-7, 5e-7],
      [5e-7, 5.2e-7],
      [0, 5e-7],
    ];
    const top: Positions = [
      [0, 10e-7],
      [5e-7, 5.4e-7],
      [10e-7, 10e-7],
    ];
    const checked = checkMultiPolygon([[[ring[0]!, ring[1]!, ring[2]!, ring[3]!, ...top.toReversed(), ring[4]!]]]);
    expect(checked).toMatchObject({ ok: true });
    const done = checked as CheckedMultiPolygon;
    expect(done.repairs.some(({ code }) => code.startsWith('rounding-'))).toBe(true);
    expect(checkMultiPolygon(done.polygons.map((rings) => rings.map((one) => units(...one))))).toMatchObject({
      ok: true,
      repairs: [],
    });
  });

  it('turns a ring that closes on itself by rounding into a shell and a hole that touch', () => {
    // A horseshoe whose ends are 0.2 units apart.
    const horseshoe: Positions = [
      [0, 0],
      [20e-7, 0],
      [20e-7, 20e-7],
      [10.1e-7, 20e-7],
      [15e-7, 5e-7],
      [5e-7, 5e-7],
      [9.9e-7, 20e-7],
      [0, 20e-7],
    ];
    const checked = checkMultiPolygon([[horseshoe]]);
    expect(checked).toMatchObject({ ok: true });
    expect(flat((checked as CheckedMultiPolygon).polygons)).toEqual([
      [
        [0, 0, 20, 0, 20, 20, 10, 20, 0, 20],
        [5, 5, 10, 20, 15, 5],
      ],
    ]);
    expect((checked as CheckedMultiPolygon).repairs).toMatchObject([{ code: 'rounding-touching', at: [10, 20] }]);
  });

  it('says so when one polygon was asked for and rounding pinched it', () => {
    const hourglass: Positions = [
      [0, 0],
      [10e-7, 0],
      [5.1e-7, 5e-7],
      [10e-7, 10e-7],
      [0, 10e-7],
      [4.9e-7, 5e-7],
    ];
    expect(checkPolygon([hourglass])).toMatchObject({ ok: false, code: 'rounding-pinched', at: [5, 5] });
    expect(flat((checkMultiPolygon([[hourglass]]) as CheckedMultiPolygon).polygons)).toEqual([
      [[0, 10, 5, 5, 10, 10]],
      [[0, 0, 10, 0, 5, 5]],
    ]);
  });

  it('drops a hole that is smaller than the lattice and keeps the shell', () => {
    const hole: Positions = [
      [5e-7, 5e-7],
      [5.3e-7, 5e-7],
      [5e-7, 5.3e-7],
    ];
    const checked = checkPolygon([box(0, 0, 10), hole]);
    expect(checked).toMatchObject({ ok: true, polygon: [Int32Array.of(0, 0, 10, 0, 10, 10, 0, 10)] });
    expect(checked.ok && checked.repairs.map(({ code }) => code)).toContain('rounding-collapsed');
  });

  it('removes a spike that only rounding made', () => {
    const needle: Positions = [
      [0, 0],
      [10e-7, 0],
      [10e-7, 4.9e-7],
      [30e-7, 5e-7],
      [10e-7, 5.1e-7],
      [10e-7, 10e-7],
      [0, 10e-7],
    ];
    const checked = checkPolygon([needle]);
    expect(checked).toMatchObject({ ok: true });
  });

  it('refuses a shell that is smaller than the lattice as that, not as the user’s error', () => {
    const speck: Positions = [
      [5e-7, 5e-7],
      [5.3e-7, 5e-7],
      [5e-7, 5.3e-7],
    ];
    expect(checkPolygon([speck])).toMatchObject({ ok: false, code: 'ring-below-resolution', at: [5, 5] });
  });

  it('reports a touch that is in the decimals of the input although float64 misses it by a hair', () => {
    // 0.3 lies on the line from 0.1 to 0.7 in decimals; the nearest float64 do not.
    const ring: Positions = [
      [0.1, 0.1],
      [0.7, 0.7],
      [0.7, 0.9],
      [0.3, 0.3],
      [0.1, 0.9],
    ];
    expect(checkPolygon([ring])).toMatchObject({ ok: false, code: 'ring-self-touching', at: [3_000_000, 3_000_000] });
  });
});

/** WKT of plain numbers as degrees, a ten-thousandth of each; null when it is no polygon. */
function polygonsOf(wkt: string): Positions[][] | null {
  const found = /^\s*(MULTIPOLYGON|POLYGON)\s*(.*)$/s.exec(wkt);
  if (found === null) return null;
  if (found[2]!.trim() === 'EMPTY') return [];
  const json = found[2]!
    .replaceAll('EMPTY', '()')
    .replace(/(-?[\d.eE+-]+)\s+(-?[\d.eE+-]+)/g, '[$1,$2]')
    .replaceAll('(', '[')
    .replaceAll(')', ']');
  const parsed = JSON.parse(json) as Positions[] | Positions[][];
  const parts = (found[1] === 'POLYGON' ? [parsed] : parsed) as Positions[][];
  return parts.map((rings) =>
    rings.filter(({ length }) => length > 0).map((ring) => ring.map(([x, y]) => [x * 1e-4, y * 1e-4])),
  );
}

const JTS = 'coverage-cases/jts_validity_sample.json';
describe.skipIf(!hasFixture(JTS))(`the JTS validity cases (skipped without ../shared/fixtures/${JTS})`, () => {
  /** An empty polygon is valid to JTS; a grid must have some ground. */
  const differently = new Set(['general/TestValid2.xml#746']);

  it('are answered as published, an empty polygon apart', () => {
    const cases = readJson(JTS).cases as { id: string; wkt: string; valid: boolean }[];
    const wrong: string[] = [];
    let asked = 0;
    for (const { id, wkt, valid } of cases) {
      const polygons = polygonsOf(wkt);
      if (polygons === null) continue;
      asked += 1;
      const checked = checkMultiPolygon(polygons);
      if (checked.ok !== (valid && !differently.has(id))) wrong.push(id);
      if (checked.ok) expect(checked.repairs.filter(({ code }) => code !== 'point-repeated')).toEqual([]);
    }
    expect(wrong).toEqual([]);
    // The two hundredth is a collection of points, lines and polygons: no shape of a grid.
    expect([cases.length, asked]).toEqual([200, 199]);
  });
});

const MAPSHAPER = 'mapshaper-clean/clean';
describe.skipIf(!hasFixture(MAPSHAPER))(
  `mapshaper's broken shapes (skipped without ../shared/fixtures/${MAPSHAPER})`,
  () => {
    const answers = (file: string): string[] => {
      const json = readJson(`${MAPSHAPER}/${file}`);
      const shapes = json.features?.map((f: { geometry: unknown }) => f.geometry) ?? json.geometries ?? [json];
      return shapes.map((shape: { type: string; coordinates: never }) => {
        const checked = checkMultiPolygon(shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates);
        return checked.ok ? 'valid' : checked.code;
      });
    };

    it.each([
      ['ex10_bowtie.json', ['ring-self-crossing', 'valid']],
      ['ex12_ogc.geojson', ['parts-overlap']],
      ['ex13_ogc.json', ['ring-spike']],
      ['ex14_ogc.json', ['ring-spike']],
      ['ex15_ogc.json', ['interior-disconnected']],
      ['ex16_ogc.json', ['valid']],
      ['ex17_ogc.json', ['interior-disconnected']],
      ['ex18_ogc.json', ['hole-crosses-shell']],
      ['ex19_ogc.json', ['ring-self-touching']],
    ])('names what is wrong with %s', (file, want) => {
      expect(answers(file)).toEqual(want);
    });

    it('finds no fault of the user in the real ones, and mends what rounding breaks in them', () => {
      const real = readdirSync(`${FIXTURES}${MAPSHAPER}`).filter((f) => /yemen|precincts|Precincts/.test(f));
      expect(real.length).toBeGreaterThan(4);
      for (const file of real) expect([file, ...new Set(answers(file))]).toEqual([file, 'valid']);
    });

    it('keeps the area of the shape with 1,156 points that rounding breaks in dozens of places', () => {
      const { features } = readJson(`${MAPSHAPER}/ex23_three_ca_precincts.json`);
      const areas = features.map(({ geometry }: { geometry: { type: string; coordinates: never } }) => {
        const checked = checkMultiPolygon(geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates);
        return checked.ok ? totalAreaM2(checked.polygons) : 0;
      });
      expect(areas[1]).toBeGreaterThan(60_000_000);
      expect(areas[2]).toBeGreaterThan(25_000_000);
    });
  },
);

const ZOO = 'partition-zoo/rockville.geojson';
describe.skipIf(!hasFixture(ZOO))(`the Rockville layer (skipped without ../shared/fixtures/${ZOO})`, () => {
  it('has exactly its two invalid polygons, at the published places', () => {
    const { features } = readJson(ZOO) as { features: { geometry: { type: string; coordinates: never } }[] };
    const wrong = features.flatMap(({ geometry }, i) => {
      const checked = checkMultiPolygon(geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates);
      return checked.ok ? [] : [[i, checked.code, ...checked.at.map((v) => Math.round(v / 10))]];
    });
    expect(wrong).toEqual([
      [12, 'ring-self-crossing', -77138169, 39054099],
      [54, 'ring-too-short', -77161661, 39075244],
    ]);
  });
});
