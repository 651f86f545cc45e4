import { describe, expect, it } from 'vitest';
import { type BandRow, bandFor, bandResult, bandsUnder } from '../../../server/grids/band.ts';

const row = (area_code: string, kind: BandRow['kind'], min: number | null, max: number | null): BandRow => ({
  area_code,
  kind,
  min,
  max,
  shops_min: null,
  shops_max: null,
});
const bands = [
  row('', 'basic', 150, 400),
  row('990101', 'basic', 200, 400),
  row('990101001', 'basic', null, null),
  row('', 'micro', 30, 100),
];

describe('the band of a grid', () => {
  it.each([
    ['990101002001', 'basic', '990101'],
    ['990101001001', 'basic', '990101001'],
    ['990199001001', 'basic', ''],
    ['990101', 'micro', ''],
  ] as const)('in %s for %s comes from "%s"', (area, kind, from) => {
    expect(bandFor(bands, area, kind)?.area_code).toBe(from);
  });

  it('is none for a kind without a setting', () => {
    expect(bandFor(bands, '990101', 'dedicated')).toBeNull();
  });
});

describe('the bands under a plan’s own standard', () => {
  const shops = { ...row('990101001001', 'basic', 100, 200), shops_min: 50, shops_max: 80 };
  const under = (area: string) => bandsUnder([...bands, shops], area, { min: 30, max: 60 });
  const told = (area: string, of: string, kind: BandRow['kind'] = 'basic') => {
    const band = bandFor(under(area), of, kind);
    return [band?.min, band?.max, band?.shops_min, band?.shops_max];
  };

  it.each<[string, string, string, BandRow['kind'], (number | null)[]]>([
    ['its area', '990101001', '990101001', 'basic', [30, 60, null, null]],
    ['a community with a band of its own, whose shops stay', '990101001', shops.area_code, 'basic', [30, 60, 50, 80]],
    ['a community without one', '990101001', '990101001002', 'basic', [30, 60, null, null]],
    ['nothing beside it', '990101001', '990101002001', 'basic', [200, 400, null, null]],
    ['nothing above it', '990101001', '990101', 'basic', [200, 400, null, null]],
    ['no other kind', '990101001', '990101001001', 'micro', [30, 100, null, null]],
    ['one community that had a band', '990101001001', '990101001001', 'basic', [30, 60, 50, 80]],
    ['one community that had none', '990199001001', '990199001001', 'basic', [30, 60, null, null]],
  ])('are for %s', (_, area, of, kind, expected) => {
    expect(told(area, of, kind)).toEqual(expected);
  });
});

describe('households against the band', () => {
  const band = { min: 150, max: 400 };
  it.each([
    [149, 3, 0, 'under'],
    [150, 3, 0, 'in'],
    [400, 3, 2, 'in'],
    [401, 3, 0, 'over'],
    [0, 0, 0, 'none'],
    [0, 3, 3, 'none'],
    [0, 3, 2, 'under'],
  ])('%i households of %i places, %i uncounted: %s', (households, places, uncounted, result) => {
    expect(bandResult(band, { households, places, uncounted })).toBe(result);
  });

  it('is none without a band', () => {
    expect(bandResult(null, { households: 10, places: 1, uncounted: 0 })).toBe('none');
  });
});
