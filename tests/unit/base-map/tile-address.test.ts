import { describe, expect, it } from 'vitest';
import { originOf, tileAddress } from '../../../server/base-map/tile-address.ts';

const NAME = 'GEZHONG_BASE_MAP';
const WMTS =
  'https://maps.example/wmts/1.0.0/road/default/GoogleMapsCompatible/{TileMatrix}/{TileRow}/{TileCol}.png?t={KEY}';

describe('the address of tiles', () => {
  it.each([
    ['https://a.example/{z}/{x}/{y}.png', undefined, 'xyz', ['https://a.example/{z}/{x}/{y}.png']],
    ['/own/{z}/{x}/{y}.png', undefined, 'xyz', ['/own/{z}/{x}/{y}.png']],
    ['http://a.example:81/{Z}/{X}/{Y}?k={key}', 'a b&c', 'xyz', ['http://a.example:81/{z}/{x}/{y}?k=a%20b%26c']],
    // TMS counts rows from the south
    ['https://a.example/tms/{z}/{x}/{-y}.png', undefined, 'tms', ['https://a.example/tms/{z}/{x}/{y}.png']],
    [WMTS, 'k', 'xyz', ['https://maps.example/wmts/1.0.0/road/default/GoogleMapsCompatible/{z}/{y}/{x}.png?t=k']],
    [
      'https://t{0-2}.a.example/{z}/{x}/{y}',
      undefined,
      'xyz',
      [0, 1, 2].map((n) => `https://t${n}.a.example/{z}/{x}/{y}`),
    ],
    [
      'https://{b-c}.a.example/{z}/{x}/{y}',
      undefined,
      'xyz',
      ['b', 'c'].map((n) => `https://${n}.a.example/{z}/{x}/{y}`),
    ],
    [
      'https://{s:m1,m7}.a.example/{z}/{x}/{y}',
      undefined,
      'xyz',
      ['m1', 'm7'].map((n) => `https://${n}.a.example/{z}/{x}/{y}`),
    ],
    // the host may be asked for in the query as well
    [
      'https://s{4-5}.a.example/{z}/{x}/{y}?s={4-5}',
      undefined,
      'xyz',
      [4, 5].map((n) => `https://s${n}.a.example/{z}/{x}/{y}?s=${n}`),
    ],
  ] as const)('%s is understood', (template, key, scheme, tiles) => {
    expect(tileAddress(NAME, template, key).set).toEqual({ tiles, scheme });
  });

  it.each([
    ['a.example/{z}/{x}/{y}', 'must be an address'],
    ['//a.example/{z}/{x}/{y}', 'must be an address'],
    ['ftp://a.example/{z}/{x}/{y}', 'must be an address'],
    ['javascript:{z}{x}{y}', 'must be an address'],
    ['https://a.example/{z} /{x}/{y}', 'must be an address'],
    ['https://a.example/{z}/{x}', 'one of {y} and {-y}'],
    ['https://a.example/{z}/{x}/{y}/{-y}', 'one of {y} and {-y}'],
    ['https://a.example/{x}/{y}', 'must have {z}'],
    ['https://a.example/{z}/{x}/{y}?t={key}', 'GEZHONG_BASE_MAP_KEY must be set'],
    ['https://{s}.a.example/{z}/{x}/{y}', '{s}, which is not known'],
    ['https://a.example/{style}/{TileMatrix}/{TileRow}/{TileCol}', '{style}, which is not known'],
    ['https://a.example/{z}/{x}/{y}{r}', '{r}, which is not known'],
    ['https://a.example/{z}/{x}/{y}/{', '{, which is not known'],
    ['https://{3-1}.a.example/{z}/{x}/{y}', '{3-1}, which is not known'],
    ['https://{z}.a.example/{x}/{y}', 'same for all tiles'],
    ['https://user:pass@a.example/{z}/{x}/{y}', 'must not carry a password'],
    ['https://t0.tianditu.gov.cn/vec_c/wmts?TILEMATRIX={z}&TILEROW={y}&TILECOL={x}', 'tiles in degrees'],
    ['https://a.example/wmts?tilematrixset=EPSG:4490&tilematrix={z}&tilerow={y}&tilecol={x}', 'tiles in degrees'],
  ])('%s is refused: %s', (template, words) => {
    expect(() => tileAddress(NAME, template, undefined)).toThrow(words);
    expect(() => tileAddress(NAME, template, undefined)).toThrow(NAME);
  });

  it('names its origins, each once, as a policy does', () => {
    expect(tileAddress(NAME, 'https://T{0-1}.Example:443/{z}/{x}/{y}?s={0-1}', undefined).origins).toEqual([
      'https://t0.example',
      'https://t1.example',
    ]);
    expect(originOf(NAME, '/tiles/base-map.pmtiles')).toEqual([]);
    expect(originOf(NAME, "http://a.example:8081/x;script-src 'unsafe-inline'")).toEqual(['http://a.example:8081']);
  });
});
