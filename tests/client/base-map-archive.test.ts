// @vitest-environment happy-dom
/** PMTiles files as the library reads them by ranges, and what the map is given of them. */
import { config } from 'maplibre-gl';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { archiveGround } from '../../client/map/base-map/archive-ground.ts';
import type { BaseMap } from '../../server/contract/base-map.ts';
import { archiveOf, filledTile, MVT, PNG } from '../support/pmtiles-writer.ts';

const ADDRESS = 'https://gezhong.example/tiles/base-map.pmtiles';
const BASE: BaseMap = {
  kind: 'pmtiles',
  ground: { tiles: [ADDRESS], scheme: 'xyz' },
  labels: null,
  datum: 'wgs84',
  minZoom: 0,
  maxZoom: 18,
  tilePx: 512,
  look: 'colour',
  attribution: 'A',
  review: null,
};
const VIEW = { theme: 'light', strength: 1, isOn: true } as const;
const TILED = {
  tiles: ['gezhong-pmtiles://base-map/{z}/{x}/{y}'],
  minzoom: 0,
  maxzoom: 0,
  bounds: [-180, -85, 180, 85],
};

/** Answers ranges of this file. */
function serve(file: Buffer): void {
  vi.stubGlobal('fetch', async (_url: string, { headers }: RequestInit) => {
    const range = new Headers(headers).get('range') ?? '';
    const [, first = 0, last = 0] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? [];
    const part = file.subarray(Number(first), Number(last) + 1);
    const told = { 'content-length': `${part.length}`, etag: '"one"' };
    return new Response(new Uint8Array(part), { status: 206, headers: told });
  });
}

const ask = (path: string) =>
  config.REGISTERED_PROTOCOLS['gezhong-pmtiles']!({ url: `gezhong-pmtiles://base-map/${path}` }, new AbortController());

describe('a PMTiles file', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('of pictures is one layer of pictures', async () => {
    serve(archiveOf(PNG, Buffer.from('picture')));
    const ground = await archiveGround(ADDRESS, BASE);
    expect(ground.sources).toEqual({ 'base-map': { type: 'raster', tileSize: 512, ...TILED } });
    expect(ground.layers(VIEW).map(({ layer }) => [layer.id, layer.type])).toEqual([['base-map', 'raster']]);
    expect(Buffer.from((await ask('0/0/0')).data as ArrayBuffer).toString()).toBe('picture');
    // not there: the map draws the one above it
    await expect(ask('1/0/0')).rejects.toMatchObject({ status: 404 });
    ground.stop();
    expect(config.REGISTERED_PROTOCOLS['gezhong-pmtiles']).toBeUndefined();
  });

  it('of shapes has the layers that it says it has', async () => {
    const tile = filledTile('water');
    serve(archiveOf(MVT, tile, { vector_layers: [{ id: 'water' }, { id: 'pois' }] }));
    const ground = await archiveGround(ADDRESS, BASE);
    expect(ground.sources).toEqual({ 'base-map': { type: 'vector', ...TILED } });
    expect(ground.layers(VIEW).map(({ layer }) => (layer as { 'source-layer': string })['source-layer'])).toEqual([
      'water',
      'water',
    ]);
    expect(Buffer.from((await ask('0/0/0')).data as ArrayBuffer).equals(tile)).toBe(true);
    expect(((await ask('1/0/0')).data as ArrayBuffer).byteLength).toBe(0);
    ground.stop();
  });

  it.each([
    ['no archive', Buffer.from('<!doctype html>'.repeat(20))],
    ['an archive of an unknown version', Buffer.concat([Buffer.from('PMTiles\x09', 'latin1'), Buffer.alloc(119)])],
  ])('that is %s is refused', async (_, file) => {
    serve(file);
    await expect(archiveGround(ADDRESS, BASE)).rejects.toThrow();
  });
});
