import { describe, expect, it } from 'vitest';
import { areaNames, buildings, gridNames, gridShapes, pointAt, shortCode, spots } from '../../client/map/features.ts';
import { labelPoint } from '../../client/map/label-point.ts';
import { problemShapes } from '../../client/map/problem-shapes.ts';
import { metresPerPixel, roundLength } from '../../client/ui/scale-bar.tsx';
import type { BorderedArea } from '../../server/contract/areas.ts';
import type { PlaceFeature } from '../../server/contract/places.ts';
import { sampleGrid } from '../support/sample-grid.ts';

const place = (change: Partial<PlaceFeature['properties']>, footprint?: PlaceFeature['footprint']): PlaceFeature => ({
  type: 'Feature',
  id: 'B1',
  geometry: { type: 'Point', coordinates: [117, 30] },
  properties: {
    code: 'B1',
    kind: 'building',
    name: '4栋',
    address: null,
    compound: null,
    parentCode: null,
    countyCode: '341921',
    households: 24,
    shops: 0,
    storeys: 6,
    accuracyM: null,
    gridOverride: null,
    grid: null,
    ...change,
  },
  ...(footprint ? { footprint } : {}),
});
const households = (count: number) => `${count} 户`;

describe('features for the map', () => {
  it('carry codes as text, with their leading zeros', () => {
    const [shape] = gridShapes([sampleGrid({ code: '010203004005006' })]).features;
    expect(shape?.properties).toEqual({ code: '010203004005006', kind: 'basic', colour: 0, bandResult: 'in' });
  });

  it('sign the households that are over and under, and no others', () => {
    const signs = (['over', 'under', 'in', 'none'] as const).map(
      (bandResult) => gridNames([sampleGrid({ bandResult })]).features[0]?.properties?.sign,
    );
    expect(signs).toEqual(['▲', '▼', '', '']);
  });

  it.each([
    ['341921001001012', '341921001001', '012'],
    ['34192100100101201', '341921001001012', '01'],
    ['G-0012', '341921001001', '012'],
    ['341921001001012', null, '012'],
  ])('shorten %s under %s to %s', (code, parent, expected) => {
    expect(shortCode(code, parent)).toBe(expected);
  });

  it.each([
    [24, '24 户'],
    [0, ''],
    [null, '?'],
  ])('write %j households on a building as %j', (count, expected) => {
    expect(buildings([place({ households: count })], households).features[0]?.properties?.count).toBe(expected);
  });

  it('draw the footprint of a building, or its point when it has none', () => {
    const square = {
      type: 'Polygon' as const,
      coordinates: [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 0],
        ],
      ],
    };
    const drawn = buildings([place({}, square), place({}), place({ kind: 'shop' })], households).features;
    expect(drawn.map((feature) => feature.geometry.type)).toEqual(['Polygon', 'Point']);
  });

  it('mark service points and organizations, not units and shops', () => {
    const kinds = ['building', 'unit', 'organization', 'shop', 'service-point'] as const;
    const marked = spots(kinds.map((kind) => place({ kind }))).features.map((feature) => feature.properties?.kind);
    expect(marked).toEqual(['organization', 'service-point']);
  });

  it('draw one located point or none', () => {
    expect(pointAt(null).features).toEqual([]);
    expect(pointAt([117, 30]).features).toHaveLength(1);
  });

  it('name an area only where it has a border', () => {
    const area = { code: '341921', level: 'county', name: '青澜县' } as BorderedArea;
    const boundary = sampleGrid().geometry;
    expect(areaNames([{ ...area, boundary }]).features[0]?.geometry).toMatchObject({ type: 'Point' });
    expect(areaNames([{ ...area, boundary: null }]).features).toEqual([]);
  });
});

describe('labelPoint', () => {
  const inside = ([x, y]: readonly number[], ring: number[][]): boolean => {
    let is = false;
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [[ax = 0, ay = 0] = [], [bx = 0, by = 0] = []] = [ring[i], ring[j]];
      if (ay > (y ?? 0) !== by > (y ?? 0) && (x ?? 0) < ((bx - ax) * ((y ?? 0) - ay)) / (by - ay) + ax) is = !is;
    }
    return is;
  };

  it.each([
    [
      'a square',
      [
        [0, 0],
        [4, 0],
        [4, 4],
        [0, 4],
        [0, 0],
      ],
    ],
    [
      'a U, whose middle is outside',
      [
        [0, 0],
        [9, 0],
        [9, 9],
        [7, 9],
        [7, 2],
        [2, 2],
        [2, 9],
        [0, 9],
        [0, 0],
      ],
    ],
    [
      'a thin slant',
      [
        [0, 0],
        [10, 10],
        [10, 10.2],
        [0, 0.2],
        [0, 0],
      ],
    ],
  ])('lies inside %s', (_, ring) => {
    const at = labelPoint({ type: 'Polygon', coordinates: [ring] });
    expect(at).not.toBeNull();
    expect(inside(at ?? [], ring)).toBe(true);
  });

  it('keeps out of a hole', () => {
    const shell = [
      [0, 0],
      [10, 0],
      [10, 10],
      [0, 10],
      [0, 0],
    ];
    const hole = [
      [1, 1],
      [8, 1],
      [8, 9],
      [1, 9],
      [1, 1],
    ];
    const at = labelPoint({ type: 'MultiPolygon', coordinates: [[shell, hole]] }) ?? [];
    expect(inside(at, shell)).toBe(true);
    expect(inside(at, hole)).toBe(false);
  });

  it('is nowhere for nothing', () => {
    expect(labelPoint({ type: 'Polygon', coordinates: [] })).toBeNull();
  });
});

describe('problemShapes', () => {
  it('gives every problem a mark of its own, and its outline when it has one', () => {
    const line = {
      type: 'LineString' as const,
      coordinates: [
        [0, 0],
        [2, 4],
      ],
    };
    const point = { type: 'Point' as const, coordinates: [5, 6] };
    const { features } = problemShapes([
      { item: 3, outcome: 'refused', geometry: line },
      { item: 4, outcome: 'noted', geometry: point },
    ]);
    expect(features.map((one) => [one.id, one.geometry.type])).toEqual([
      [3, 'LineString'],
      [3, 'Point'],
      [4, 'Point'],
    ]);
    expect(features[1]?.geometry).toEqual({ type: 'Point', coordinates: [1, 2] });
  });
});

describe('the scale bar', () => {
  it.each([
    [1, 110, 100, 100],
    [0.3, 110, 20, 66.7],
    [7.3, 110, 500, 68.5],
    [40, 110, 2000, 50],
  ])('at %f m a pixel and %i pixels shows %i m', (perPixel, widest, metres, pixels) => {
    const bar = roundLength(perPixel, widest);
    expect(bar.metres).toBe(metres);
    expect(bar.pixels).toBeCloseTo(pixels, 1);
  });

  it('knows that a pixel is shorter away from the equator', () => {
    expect(metresPerPixel(0, 0)).toBeCloseTo(78271.5, 0);
    expect(metresPerPixel(10, 60) / metresPerPixel(10, 0)).toBeCloseTo(0.5, 6);
  });
});
