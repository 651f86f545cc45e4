// @vitest-environment happy-dom
import { createExpression, type StyleSpecification, validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, it } from 'vitest';
import { buildings, SIGNS, shortCode } from '../../client/map/features.ts';
import { gridTarget } from '../../client/map/layer-source.ts';
import { densityLayers, rateTarget } from '../../client/map/layers/events-density.ts';
import { BAND_SIGN, householdsText, SHORT_CODE } from '../../client/map/layers/tile-words.ts';
import { OwedTiles } from '../../client/map/owed-tiles.ts';
import { mapStyle } from '../../client/map/style.ts';
import { changes, resourced } from '../../client/map/style-change.ts';
import { type MapView, PLAIN_VIEW, type TiledView } from '../../client/map/view.ts';
import { MOST_WHOLE, takesTiles } from '../../client/state/tiling.ts';
import type { PlaceFeature } from '../../server/contract/places.ts';

const TILES: TiledView = {
  county: '990101',
  grids: 'https://example.test/tiles/grids/{z}/{x}/{y}.mvt',
  buildings: 'https://example.test/tiles/buildings/{z}/{x}/{y}.mvt',
  aroundHouseholds: ['', ' 户'],
};
const TILED: MapView = { ...PLAIN_VIEW, tiles: TILES };
const styleOf = (view: MapView) => mapStyle(view) as StyleSpecification;

describe('takesTiles', () => {
  it.each([
    [MOST_WHOLE, null, 'neighbours', false],
    [MOST_WHOLE + 1, null, 'neighbours', true],
    [MOST_WHOLE + 1, null, 'band', true],
    [MOST_WHOLE + 1, '2026-01-01', 'neighbours', true],
    // tiles of a past edition have no households
    [MOST_WHOLE + 1, '2026-01-01', 'band', false],
    [0, null, 'neighbours', false],
  ] as const)('of %d grids at %s by %s: %s', (grids, asOf, mode, wanted) => {
    expect(takesTiles({ grids, asOf, mode })).toBe(wanted);
  });
});

describe('the style of a large county', () => {
  it.each([
    ['light', TILED],
    ['dark, against the band', { ...TILED, theme: 'dark', mode: 'band' }],
    ['with buildings sent whole', { ...TILED, tiles: { ...TILES, buildings: null } }],
  ] as [string, MapView][])('is valid: %s', (_, view) => {
    expect(validateStyleMin(styleOf(view))).toEqual([]);
  });

  it('has the layers of any other in the same order, of which grids and buildings come from tiles', () => {
    const [whole, tiled] = [styleOf(PLAIN_VIEW), styleOf(TILED)];
    expect(tiled.layers.map(({ id }) => id)).toEqual(whole.layers.map(({ id }) => id));
    const moved = resourced(whole, tiled).map((layer) => layer.id);
    expect(moved.filter((id) => /^(grid|micro|band)-/.test(id)).sort()).toEqual(
      tiled.layers
        .map(({ id }) => id)
        .filter((id) => /^(grid|micro|band)-/.test(id))
        .sort(),
    );
    expect(moved.filter((id) => !/^(grid|micro|band)-/.test(id))).toEqual(['building', 'building-count']);
    expect(Object.keys(whole.sources)).not.toContain('grid-tiles');
  });

  it('asks for no building tiles where the buildings are sent whole', () => {
    const style = styleOf({ ...TILED, tiles: { ...TILES, buildings: null } });
    expect(Object.keys(style.sources)).not.toContain('building-tiles');
    expect(resourced(styleOf(PLAIN_VIEW), style).map(({ id }) => id)).not.toContain('building');
  });

  it('shows the county on the screen alone', () => {
    for (const layer of styleOf(TILED).layers) {
      if (!('source' in layer) || layer.source !== 'grid-tiles' || /chosen/.test(layer.id)) continue;
      expect(JSON.stringify(layer.filter), layer.id).toContain('["==",["get","county"],"990101"]');
    }
  });

  it('changes nothing but filters from one county to another, and nothing of paint is lost between sources', () => {
    const other = styleOf({ ...TILED, tiles: { ...TILES, county: '990102' } });
    const found = changes(styleOf(TILED), other);
    expect(found.length).toBeGreaterThan(5);
    expect(new Set(found.map(({ part }) => part))).toEqual(new Set(['filter']));
    expect(resourced(styleOf(TILED), other)).toEqual([]);
    expect(changes(styleOf(PLAIN_VIEW), styleOf(TILED))).toEqual([]);
  });

  it('tells states of grids to what draws them', () => {
    expect(gridTarget(null)).toEqual({ source: 'grids' });
    expect(gridTarget(TILES)).toEqual({ source: 'grid-tiles', sourceLayer: 'grids' });
    expect(rateTarget(null)).toEqual({ source: 'rates' });
    expect(rateTarget(TILES)).toEqual(gridTarget(TILES));
    const rates = densityLayers(TILED, '990101001', 'rate').find(({ layer }) => layer.id === 'rate-fill')!.layer;
    expect(rates).toMatchObject({ source: 'grid-tiles', 'source-layer': 'grids' });
    expect(JSON.stringify(rates)).toContain('["slice",["get","code"],0,9],"990101001"');
  });
});

describe('what is written from tiles', () => {
  const evaluate = (expression: unknown, properties: Record<string, unknown>): unknown => {
    const made = createExpression(expression as never, { type: 'string' } as never);
    if (made.result === 'error') throw new Error(JSON.stringify(made.value));
    return made.value.evaluate({ zoom: 14 }, { type: 1, properties } as never);
  };

  it.each([
    ['990101001001007', '990101001001'],
    ['99010100100100701', '990101001001007'],
    ['01990101001001000007', '990101001001'],
    ['990101001001', '990101001001'],
    ['A7', '990101001001'],
    ['990101001001007', null],
  ])('is the short code of %s below %s', (code, parentCode) => {
    const properties = parentCode === null ? { code } : { code, parentCode };
    expect(evaluate(SHORT_CODE, properties)).toBe(shortCode(code, parentCode));
  });

  it.each(['over', 'under', 'in', 'none'] as const)('is the sign of %s', (bandResult) => {
    expect(evaluate(BAND_SIGN, { bandResult })).toBe(SIGNS[bandResult]);
  });

  it.each([null, 0, 1, 240])('is the count of %s households', (households) => {
    const place = { properties: { kind: 'building', code: 'b', name: null, households }, geometry: null };
    const [whole] = buildings([place as unknown as PlaceFeature], (count) => `${count} 户`).features;
    const properties = households === null ? {} : { households };
    expect(evaluate(householdsText(['', ' 户']), properties)).toBe(whole!.properties!.count);
  });
});

describe('tiles that are owed', () => {
  const at = (z: number, x: number, y: number) => ({ z, x, y });
  const news = (tiles: string[] | null, minZoom = 13, maxZoom = 15) => ({ minZoom, maxZoom, tiles });

  it('are asked for when in sight, once, and the others when they come into sight', () => {
    const owed = new OwedTiles();
    owed.add(news(['14/1/1', '14/1/2', '15/2/2']));
    expect(owed.take([at(14, 1, 1), at(14, 0, 0)])).toEqual([at(14, 1, 1)]);
    expect(owed.take([at(14, 1, 1), at(14, 0, 0)])).toEqual([]);
    expect(owed.take([at(14, 1, 2)])).toEqual([at(14, 1, 2)]);
    expect(owed.isEmpty).toBe(false);
    expect(owed.take([at(15, 2, 2)])).toEqual([at(15, 2, 2)]);
    expect(owed.isEmpty).toBe(true);
  });

  it('are all, where too many changed to be named, as soon as such a zoom is in sight', () => {
    const owed = new OwedTiles();
    owed.add(news(null, 18, 18));
    owed.add(news(['14/1/1']));
    expect(owed.take([at(14, 5, 5)])).toEqual([]);
    expect(owed.take([at(18, 5, 5)])).toBe('all');
    expect(owed.isEmpty).toBe(true);
  });

  it('are all, when so many are named that asking one by one is no gain', () => {
    const owed = new OwedTiles();
    owed.add(news(Array.from({ length: 4001 }, (_, n) => `15/${n}/0`)));
    expect(owed.take([at(9, 0, 0)])).toBe('all');
  });
});
