import { describe, expect, it } from 'vitest';
import { parseCoordinates } from '../../client/workspaces/map/coordinates-text.ts';
import { matchAreas, mergeResults } from '../../client/workspaces/map/search-results.ts';
import type { Area } from '../../server/contract/areas.ts';
import type { PlaceFeature } from '../../server/contract/places.ts';
import { sampleGrid } from '../support/sample-grid.ts';

const area = (code: string, name: string): Area => ({
  code,
  name,
  level: code.length === 6 ? 'county' : code.length === 9 ? 'town' : 'community',
  parentCode: code.length === 6 ? null : code.slice(0, -3),
  grids: 1,
  households: 100,
  hasBoundary: true,
  bbox: [117, 30, 117.1, 30.1],
});
const AREAS = [
  area('341921', '青澜县'),
  area('341921001', '澜城街道'),
  area('341921001004', '文昌社区'),
  area('341921001005', '新文昌社区'),
];
const place = (code: string, name: string | null, address: string): PlaceFeature => ({
  type: 'Feature',
  id: code,
  geometry: { type: 'Point', coordinates: [117, 30] },
  properties: {
    code,
    kind: 'building',
    name,
    address,
    compound: null,
    parentCode: null,
    countyCode: '341921',
    households: 20,
    shops: 0,
    storeys: 6,
    accuracyM: null,
    gridOverride: null,
    grid: '341921001001001',
  },
});

describe('parseCoordinates', () => {
  it.each([
    ['117.1234567,30.7654321', 117.1234567, 30.7654321, false],
    ['  117.12 ， 30.76 ', 117.12, 30.76, false],
    ['117.12 30.76', 117.12, 30.76, false],
    ['117.12、30.76', 117.12, 30.76, false],
    ['（117.12,30.76）', 117.12, 30.76, false],
    ['30.76,117.12', 117.12, 30.76, true],
    ['-71.06,42.36', -71.06, 42.36, false],
  ])('reads %s', (text, lon, lat, swapped) => {
    expect(parseCoordinates(text)).toEqual({ lon, lat, swapped });
  });

  it.each(['', '117.12', '117.12,', '117.12,30.76,5', '341921001001001', '999,999', '文昌路12号', '190,30', '1e2,3'])(
    'takes %j for something else',
    (text) => {
      expect(parseCoordinates(text)).toBeNull();
    },
  );
});

describe('matchAreas', () => {
  it('finds by part of the name or the beginning of the code, the nearest first', () => {
    expect(matchAreas('文昌社区', AREAS).map((one) => one.code)).toEqual(['341921001004', '341921001005']);
    expect(matchAreas('341921001', AREAS)[0]?.name).toBe('澜城街道');
    expect(matchAreas('不存在', AREAS)).toEqual([]);
  });
});

describe('mergeResults', () => {
  const grids = [
    sampleGrid({ code: '341921001001012', name: '第12网格' }),
    sampleGrid({ code: '341921001001001', name: '第1网格' }),
  ];
  const places = [place('B2', '玉兰佳苑4栋', '文昌路14号'), place('B1', '文昌路12号', '文昌路12号')];

  it('puts the grid named exactly before areas, and others after', () => {
    const exact = mergeResults('341921001001001', { areas: [AREAS[1] as Area], grids, places: [] });
    expect(exact.map((result) => result.kind)).toEqual(['grid', 'grid', 'area']);
    expect(exact[0]).toMatchObject({ grid: { id: '341921001001001' } });
    const vague = mergeResults('网格', { areas: [AREAS[1] as Area], grids, places: [] });
    expect(vague.map((result) => result.kind)).toEqual(['area', 'grid', 'grid']);
  });

  it('puts the place whose name or address it is before those that only contain it', () => {
    const [first] = mergeResults('文昌路12号', { areas: [], grids: [], places });
    expect(first).toMatchObject({ kind: 'place', place: { id: 'B1' } });
  });

  it('offers a coordinate first', () => {
    const results = mergeResults('117.02,30.06', { areas: [], grids, places: [] });
    expect(results[0]).toEqual({ kind: 'point', point: { lon: 117.02, lat: 30.06, swapped: false } });
  });

  it('is empty when nothing was found', () => {
    expect(mergeResults('x', { areas: [], grids: [], places: [] })).toEqual([]);
  });
});
