import { describe, expect, it } from 'vitest';
import { type Bounds, guessCrs, parseCrs, type SourceCrs } from '../../../server/exchange/crs.ts';

function known(code: string | null): SourceCrs | 'unknown' | null {
  if (code === null || code === 'unknown') return code;
  const result = parseCrs(code);
  if (!result.ok) throw new Error(code);
  return result.crs;
}

const DEGREES: Bounds = [118.1, 30.5, 118.6, 30.9];
const PLAIN_GK: Bounds = [620000, 3390000, 640000, 3400000];
const ZONE_39: Bounds = [39620000, 3390000, 39640000, 3400000];
const ZONE_20: Bounds = [20620000, 3390000, 20640000, 3400000];
const MERCATOR: Bounds = [13150000, 3570000, 13190000, 3600000];
const turned = ([a, b, c, d]: Bounds): Bounds => [b, a, d, c];

describe('which coordinate system the numbers are in', () => {
  it.each<[string, Bounds, string | null, string, string[]]>([
    ['degrees', DEGREES, null, 'EPSG:4326', []],
    ['degrees far away', [-71.5, 41.7, -71.3, 41.9], null, 'EPSG:4326', []],
    ['8-digit eastings name their 3-degree zone', ZONE_39, null, 'EPSG:4527', []],
    ['8-digit eastings of a 6-degree zone', ZONE_20, null, 'EPSG:4498', []],
    ['Web Mercator', [12700000, 3570000, 12710000, 3600000], null, 'EPSG:3857', []],
    ['a declaration that fits', PLAIN_GK, 'EPSG:4548', 'EPSG:4548', []],
    ['declared degrees', DEGREES, 'EPSG:4490', 'EPSG:4490', []],
    ['6-digit eastings fit every zone', PLAIN_GK, null, 'crs-needed', []],
    ['unknown declaration over degrees', DEGREES, 'unknown', 'crs-needed', []],
    ['lat before lon', turned(DEGREES), null, 'crs-needed', ['axes-swapped']],
    ['lat before lon in the west, where both are possible', [38, 76, 38.5, 76.5], null, 'crs-needed', ['axes-swapped']],
    ['northing before a prefixed easting', turned(ZONE_39), null, 'crs-needed', ['axes-swapped']],
    ['northing before easting', turned(PLAIN_GK), null, 'crs-needed', ['axes-swapped']],
    ['lat before lon against the declaration', turned(DEGREES), 'EPSG:4326', 'crs-contradicted', ['axes-swapped']],
    ['metres declared, degrees delivered', DEGREES, 'EPSG:4547', 'crs-contradicted', []],
    ['degrees declared, metres delivered', PLAIN_GK, 'EPSG:4490', 'crs-contradicted', []],
    ['no prefix declared, prefix delivered', ZONE_39, 'EPSG:4548', 'crs-contradicted', []],
    ['prefix declared, none delivered', PLAIN_GK, 'EPSG:4527', 'crs-contradicted', []],
    ['the wrong zone declared', ZONE_39, 'EPSG:4526', 'crs-contradicted', []],
    ['a datum without its shift', PLAIN_GK, 'EPSG:2436', 'crs-needed', ['datum-shift-unknown']],
    ['nothing that makes sense', [-248, 625, -248, 625], null, 'crs-needed', []],
  ])('%s', (_what, bounds, declared, expected, hints) => {
    const guess = guessCrs(bounds, known(declared));
    expect(guess.ok ? guess.crs.code : guess.code).toBe(expected);
    expect(guess.hints).toEqual(hints);
  });

  it('offers all 21 meridians for 6-digit eastings, the nearest to the county first', () => {
    const guess = guessCrs(PLAIN_GK, null, [118.4, 30.7]);
    if (guess.ok) throw new Error('a zone was guessed');
    expect(guess.candidates).toHaveLength(21);
    expect(guess.candidates[0]?.code).toBe('EPSG:4548');
  });

  it('offers the other zone prefix when a declaration is contradicted', () => {
    const guess = guessCrs(ZONE_39, known('EPSG:4526'));
    expect(guess.ok ? [] : guess.candidates.map((one) => one.code)).toEqual(['EPSG:4527']);
  });

  it('asks between Web Mercator and the western 6-degree zones, whose numbers look alike', () => {
    const guess = guessCrs([13400000, 4200000, 13500000, 4300000], null);
    expect(guess.ok ? [] : guess.candidates.map((one) => one.code)).toEqual(['EPSG:4491', 'EPSG:3857']);
    expect(guessCrs(MERCATOR, known('EPSG:3857'))).toMatchObject({ ok: true });
  });
});
