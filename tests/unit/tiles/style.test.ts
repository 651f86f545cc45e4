/** The style document is valid, draws what the tiles hold, and in the colours of the page. */
import { type StyleSpecification, validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { expect, it } from 'vitest';
import { ground, GRID_COLOURS as PAGE_COLOURS } from '../../../client/map/palette.ts';
import { LAYER_SETS, type SetName } from '../../../server/tiles/layer-sets.ts';
import { tileStyle } from '../../../server/tiles/style.ts';
import { GRID_COLOURS, INK } from '../../../server/tiles/style-colours.ts';

const STYLE = tileStyle('https://grids.example', true);

it('is what MapLibre takes', () => {
  expect(validateStyleMin(STYLE as unknown as StyleSpecification)).toEqual([]);
  expect(STYLE.sources.grids).toEqual({ type: 'vector', url: 'https://grids.example/tiles/grids' });
});

it('draws layers and fields that are there, of sets that everybody may see', () => {
  const used = (part: unknown): string[] =>
    [...JSON.stringify(part ?? null).matchAll(/\["get","(\w+)"\]/g)].map(([, name]) => name!);
  for (const layer of STYLE.layers.filter(({ type }) => type !== 'background')) {
    const set = LAYER_SETS[layer.source as SetName];
    expect(set.private, layer.id).toBe(false);
    const found = set.layers.find(({ id }) => id === layer['source-layer'])!;
    expect(Object.keys(found.fields), layer.id).toEqual(
      expect.arrayContaining(used([layer.filter, layer.paint, layer.layout])),
    );
  }
  expect(Object.keys(STYLE.sources)).not.toContain('events');
});

it('goes without names for libraries that need glyphs', () => {
  const types = tileStyle('', false).layers.map(({ type }) => type);
  expect(types).not.toContain('symbol');
  expect(types).toHaveLength(STYLE.layers.filter(({ type }) => type !== 'symbol').length);
});

it('has the colours of the page', () => {
  expect(GRID_COLOURS).toEqual(PAGE_COLOURS);
  expect(ground('light')).toMatchObject(INK);
});
