// @vitest-environment happy-dom
import { type StyleSpecification, validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, it } from 'vitest';
import { KeptPictures } from '../../client/map/base-map/kept-pictures.ts';
import { type BaseMapView, GROUND, rasterLayers, rasterPaint, rasterSource } from '../../client/map/base-map/raster.ts';
import { sortOf, vectorLayers } from '../../client/map/base-map/vector.ts';
import { Arrivals } from '../../client/map/base-map/watch.ts';
import type { Placed } from '../../client/map/layer-order.ts';
import { changes } from '../../client/map/style-change.ts';
import type { BaseMap } from '../../server/contract/base-map.ts';

const SET = { tiles: ['https://a.example/{z}/{x}/{y}.png'], scheme: 'xyz' } as const;
const BASE: BaseMap = {
  kind: 'raster',
  ground: { ...SET, tiles: [...SET.tiles] },
  labels: { tiles: ['https://b.example/{z}/{x}/{y}.png'], scheme: 'tms' },
  datum: 'wgs84',
  minZoom: 3,
  maxZoom: 16,
  tilePx: 256,
  look: 'colour',
  attribution: 'A',
  review: null,
};
const VIEW: BaseMapView = { theme: 'light', strength: 1, isOn: true };
const VIEWS: BaseMapView[] = [VIEW, { ...VIEW, theme: 'dark', strength: 0.4 }, { ...VIEW, isOn: false }];
const PROTOMAPS = ['earth', 'landcover', 'landuse', 'water', 'buildings', 'boundaries', 'roads', 'pois', 'places'];
const OPENMAPTILES = 'water landcover park building transportation transportation_name boundary place poi'.split(' ');

const layersOf = (placed: readonly Placed[]) => placed.map(({ layer }) => layer);
const faults = (sources: object, placed: readonly Placed[]) =>
  validateStyleMin({ version: 8, sources, layers: layersOf(placed) } as unknown as StyleSpecification);

describe('a base map of pictures', () => {
  it.each(VIEWS)('is valid as %o', (view) => {
    for (const look of ['colour', 'grey', 'pale'] as const) {
      const base: BaseMap = { ...BASE, look };
      const sources = {
        [GROUND]: rasterSource(base, base.ground),
        'base-map-labels': rasterSource(base, base.labels!),
      };
      expect(faults(sources, rasterLayers(base, view))).toEqual([]);
    }
  });

  it('lies under everything, its words above the lines', () => {
    expect(rasterLayers(BASE, VIEW).map(({ below }) => below)).toEqual(['a-base', 'a-line']);
    expect(rasterLayers({ ...BASE, labels: null }, VIEW)).toHaveLength(1);
    expect(rasterSource(BASE, BASE.labels!)).toMatchObject({ scheme: 'tms', minzoom: 3, maxzoom: 16, tileSize: 256 });
  });

  it('is dimmed on a dark screen and colourless when wished', () => {
    const dark = rasterPaint('colour', { ...VIEW, theme: 'dark' });
    expect(dark['raster-brightness-max']).toBeLessThan(0.7);
    expect(rasterPaint('colour', VIEW)).toMatchObject({ 'raster-brightness-max': 1, 'raster-saturation': 0 });
    expect(rasterPaint('grey', VIEW)['raster-saturation']).toBe(-1);
  });
});

describe('a base map of shapes', () => {
  it.each([
    ['Protomaps', PROTOMAPS],
    ['OpenMapTiles', OPENMAPTILES],
    ['an unknown maker', ['rivers', 'town_names', 'admin_level', 'Roads']],
    ['nobody', []],
  ])('of %s is valid in every view, of the same layers', (_, names) => {
    const source = { [GROUND]: { type: 'vector', tiles: ['https://a.example/{z}/{x}/{y}'] } };
    const first = { layers: layersOf(vectorLayers(names, VIEW)) };
    for (const view of VIEWS) {
      const placed = vectorLayers(names, view);
      expect(faults(source, placed)).toEqual([]);
      expect(layersOf(placed).map(({ id }) => id)).toEqual(first.layers.map(({ id }) => id));
    }
    const off = { layers: layersOf(vectorLayers(names, VIEWS[2]!)) };
    expect(new Set(changes(first, off).map(({ value }) => value))).toEqual(new Set(names.length === 0 ? [] : ['none']));
  });

  it.each([
    ['water', 'water'],
    ['waterway', 'water'],
    ['water_name', 'place'],
    ['transportation', 'road'],
    ['transportation_name', 'place'],
    ['landuse', 'green'],
    ['buildings', 'building'],
    ['boundaries', 'border'],
    ['places', 'place'],
    ['earth', null],
    ['pois', null],
  ])('takes %s for %s', (name, sort) => {
    expect(sortOf(name)).toBe(sort);
  });

  it('draws roads above water and words above both', () => {
    const ids = layersOf(vectorLayers(PROTOMAPS, VIEW)).map(
      (layer) => (layer as { 'source-layer': string })['source-layer'],
    );
    expect(ids.indexOf('roads')).toBeGreaterThan(ids.lastIndexOf('water'));
    expect(ids.at(-1)).toBe('places');
  });
});

describe('what arrives of a base map', () => {
  // ?: asked for, +: came, -: failed
  it.each([
    ['nothing was asked for: the camera is elsewhere', [''], [null]],
    ['none of those asked for is there', ['??'], ['failed']],
    ['a tile came', ['??+'], ['shown']],
    ['some failed', ['??+-'], ['shown']],
    ['all failed', ['??--'], ['failed']],
    ['it came, then nothing new was needed', ['?+', ''], ['shown', null]],
    ['it came, then the camera turned back before the next did', ['?+', '??'], ['shown', null]],
    ['it came, then there was a gap', ['?+', '??--'], ['shown', null]],
    ['it came, then the network went', ['?+', '????----'], ['shown', 'failed']],
    ['it failed, then came', ['?-', '?+'], ['failed', 'shown']],
  ])('%s', (_, turns, verdicts) => {
    const arrivals = new Arrivals();
    const hear: Record<string, () => void> = {
      '?': () => arrivals.asked(),
      '+': () => arrivals.came(),
      '-': () => arrivals.lost(),
    };
    const judged = turns.map((turn) => {
      for (const one of turn) hear[one]!();
      return arrivals.judge();
    });
    expect(judged).toEqual(verdicts);
  });
});

describe('pictures of tiles', () => {
  const picture = {} as ImageBitmap;

  it('are asked for once, again after a failure, and the oldest are let go', async () => {
    const asked: string[] = [];
    let fails = true;
    const pictures = new KeptPictures(async (address) => {
      asked.push(address);
      if (address === 'bad' && fails) throw new Error('gone');
      return picture;
    });
    await Promise.all([pictures.get('a'), pictures.get('a')]);
    expect(asked).toEqual(['a']);
    await expect(pictures.get('bad')).rejects.toThrow('gone');
    fails = false;
    expect(await pictures.get('bad')).toBe(picture);
    for (let index = 0; index < 95; index++) {
      await pictures.get(`t${index}`);
      await pictures.get('a');
    }
    expect(asked.filter((address) => address === 'a')).toHaveLength(1);
    await pictures.get('bad');
    expect(asked.filter((address) => address === 'bad')).toHaveLength(3);
  });
});
