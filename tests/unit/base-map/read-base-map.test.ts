import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../../server/config.ts';

const TILES = 'https://a.example/{z}/{x}/{y}.png';
const WHOSE = { GEZHONG_BASE_MAP_ATTRIBUTION: '测试地图' };

describe('the base map of the configuration', () => {
  let folder: string;
  const path = (name: string) => join(folder, name);
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'gezhong-base-map-'));
    writeFileSync(path('ground.pmtiles'), Buffer.concat([Buffer.from('PMTiles\x03', 'latin1'), Buffer.alloc(119)]));
    writeFileSync(path('old.pmtiles'), Buffer.concat([Buffer.from('PMTiles\x02', 'latin1'), Buffer.alloc(119)]));
    writeFileSync(path('short.pmtiles'), 'PM');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is none by default', () => {
    expect(readConfig({}).baseMap).toBeNull();
  });

  it('is any tiles, as they are described', () => {
    expect(readConfig({ GEZHONG_BASE_MAP: TILES, ...WHOSE }).baseMap).toEqual({
      told: {
        kind: 'raster',
        ground: { tiles: [TILES], scheme: 'xyz' },
        labels: null,
        datum: 'wgs84',
        minZoom: 0,
        maxZoom: 18,
        tilePx: 256,
        look: 'colour',
        attribution: '测试地图',
        review: null,
      },
      origins: ['https://a.example'],
      file: null,
    });
    const { baseMap } = readConfig({
      GEZHONG_BASE_MAP: '/own/{z}/{x}/{y}.png',
      GEZHONG_BASE_MAP_LABELS: 'https://b.example/{z}/{x}/{y}.png?t={key}',
      GEZHONG_BASE_MAP_KEY: 'secret+',
      GEZHONG_BASE_MAP_DATUM: 'gcj02',
      GEZHONG_BASE_MAP_REVIEW: 'GS(2026)0001号',
      GEZHONG_BASE_MAP_ZOOMS: '3-16',
      GEZHONG_BASE_MAP_TILE_PX: '512',
      GEZHONG_BASE_MAP_LOOK: 'grey',
      ...WHOSE,
    });
    expect(baseMap?.origins).toEqual(['https://b.example']);
    expect(baseMap?.told).toMatchObject({
      labels: { tiles: ['https://b.example/{z}/{x}/{y}.png?t=secret%2B'], scheme: 'xyz' },
      datum: 'gcj02',
      review: 'GS(2026)0001号',
      minZoom: 3,
      maxZoom: 16,
      tilePx: 512,
      look: 'grey',
    });
  });

  it.each([
    ['tianditu-vec', 'vec', 'cva'],
    ['tianditu-img', 'img', 'cia'],
    ['tianditu-ter', 'ter', 'cta'],
  ])('is 天地图 by the name %s, with its words above the grids', (name, ground, labels) => {
    const { baseMap } = readConfig({
      GEZHONG_BASE_MAP: name,
      GEZHONG_BASE_MAP_KEY: 'k1',
      GEZHONG_BASE_MAP_REVIEW: 'GS(2026)0001号',
    });
    expect(baseMap?.origins).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((n) => `https://t${n}.tianditu.gov.cn`));
    const asked = new URL(baseMap!.told.ground.tiles[3]!.replace('{z}', '12').replace('{x}', '7').replace('{y}', '5'));
    expect([asked.host, asked.pathname]).toEqual(['t3.tianditu.gov.cn', `/${ground}_w/wmts`]);
    expect(Object.fromEntries(asked.searchParams)).toEqual({
      SERVICE: 'WMTS',
      REQUEST: 'GetTile',
      VERSION: '1.0.0',
      LAYER: ground,
      STYLE: 'default',
      TILEMATRIXSET: 'w',
      FORMAT: 'tiles',
      TILEMATRIX: '12',
      TILEROW: '5',
      TILECOL: '7',
      tk: 'k1',
    });
    expect(baseMap?.told.labels?.tiles).toHaveLength(8);
    expect(baseMap?.told.labels?.tiles[0]).toContain(`/${labels}_w/wmts`);
    expect(baseMap?.told).toMatchObject({ minZoom: 1, maxZoom: 18, datum: 'wgs84' });
    expect(baseMap?.told.attribution).toContain('天地图');
  });

  it('is a PMTiles file that the service gives out, or one elsewhere', () => {
    const own = readConfig({ GEZHONG_BASE_MAP: path('ground.pmtiles'), ...WHOSE }).baseMap;
    expect([own?.file, own?.origins, own?.told.kind, own?.told.ground.tiles]).toEqual([
      path('ground.pmtiles'),
      [],
      'pmtiles',
      ['/tiles/base-map.pmtiles'],
    ]);
    const other = readConfig({ GEZHONG_BASE_MAP: 'https://a.example/g.pmtiles', ...WHOSE }).baseMap;
    expect([other?.file, other?.origins]).toEqual([null, ['https://a.example']]);
  });

  it.each([
    [{ GEZHONG_BASE_MAP: TILES }, 'GEZHONG_BASE_MAP_ATTRIBUTION must say whose map it is'],
    [{ GEZHONG_BASE_MAP_KEY: 'k' }, 'GEZHONG_BASE_MAP_KEY is set without GEZHONG_BASE_MAP'],
    [{ GEZHONG_BASE_MAP_LABELS: TILES }, 'GEZHONG_BASE_MAP_LABELS is set without GEZHONG_BASE_MAP'],
    [{ GEZHONG_BASE_MAP: TILES, GEZHONG_BASE_MAP_KEY: 'k', ...WHOSE }, 'no address has {key}'],
    [{ GEZHONG_BASE_MAP: TILES, GEZHONG_BASE_MAP_DATUM: 'bd09', ...WHOSE }, 'must be one of wgs84, gcj02, not "bd09"'],
    [{ GEZHONG_BASE_MAP: TILES, GEZHONG_BASE_MAP_LOOK: 'sepia', ...WHOSE }, 'GEZHONG_BASE_MAP_LOOK must be one of'],
    [{ GEZHONG_BASE_MAP: TILES, GEZHONG_BASE_MAP_TILE_PX: '300', ...WHOSE }, 'GEZHONG_BASE_MAP_TILE_PX must be one of'],
    [{ GEZHONG_BASE_MAP: TILES, GEZHONG_BASE_MAP_ZOOMS: '9-3', ...WHOSE }, 'GEZHONG_BASE_MAP_ZOOMS must be two zooms'],
    [{ GEZHONG_BASE_MAP: TILES, GEZHONG_BASE_MAP_ZOOMS: '3-30', ...WHOSE }, 'GEZHONG_BASE_MAP_ZOOMS must be two zooms'],
    [{ GEZHONG_BASE_MAP: TILES, GEZHONG_BASE_MAP_LABELS: 'x', ...WHOSE }, 'GEZHONG_BASE_MAP_LABELS must be an address'],
    [
      { GEZHONG_BASE_MAP: 'tianditu-vec', GEZHONG_BASE_MAP_KEY: 'k' },
      'GEZHONG_BASE_MAP_REVIEW must be the review number',
    ],
    [{ GEZHONG_BASE_MAP: 'tianditu-vec', GEZHONG_BASE_MAP_REVIEW: 'GS' }, 'GEZHONG_BASE_MAP_KEY must be set'],
    [
      { GEZHONG_BASE_MAP: 'tianditu-vec', GEZHONG_BASE_MAP_REVIEW: 'GS', GEZHONG_BASE_MAP_DATUM: 'gcj02' },
      'must be wgs84 for 天地图',
    ],
    [{ GEZHONG_BASE_MAP: 'https://a.example/g.pmtiles', GEZHONG_BASE_MAP_DATUM: 'gcj02', ...WHOSE }, 'must be wgs84'],
    [{ GEZHONG_BASE_MAP: 'https://a.example/g.pmtiles', GEZHONG_BASE_MAP_LABELS: TILES, ...WHOSE }, 'must be empty'],
    [{ GEZHONG_BASE_MAP: 'https://a.example/g.pmtiles', GEZHONG_BASE_MAP_KEY: 'k', ...WHOSE }, 'need each other'],
    [
      { GEZHONG_BASE_MAP: 'http://a.example/{z}/{x}/{y}', GEZHONG_PUBLIC_URL: 'https://gezhong.example', ...WHOSE },
      'may only ask addresses that begin with https',
    ],
  ])('refuses %o: %s', (environment, words) => {
    expect(() => readConfig(environment)).toThrow(words);
  });

  it.each([
    ['none.pmtiles', 'cannot be read (ENOENT)'],
    ['old.pmtiles', 'no PMTiles file of version 3'],
    ['short.pmtiles', 'no PMTiles file of version 3'],
  ])('refuses the file %s: %s', (name, words) => {
    expect(() => readConfig({ GEZHONG_BASE_MAP: path(name), ...WHOSE })).toThrow(words);
  });
});
