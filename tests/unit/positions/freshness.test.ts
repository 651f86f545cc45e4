import { describe, expect, it } from 'vitest';
import { freshnessOf, placeOf } from '../../../server/positions/rules/freshness.ts';

describe('what is shown of a position', () => {
  it.each([
    [0, 'fresh'],
    [29, 'fresh'],
    [30, 'late'],
    [599, 'late'],
    [600, 'lost'],
  ])('%i seconds old, one every 10 s: %s', (age, expected) => {
    expect(freshnessOf(1_000_000, 1_000_000 + age * 1000, 10)).toBe(expected);
  });

  it('is lost after ten minutes whatever the interval', () => {
    expect(freshnessOf(0, 600_000, 600)).toBe('lost');
  });

  it('tells own grids from others', () => {
    const own = new Set(['a', 'b']);
    expect([placeOf('a', own), placeOf('c', own), placeOf(null, own), placeOf(undefined, own)]).toEqual([
      ...['own-grid', 'other-grid', 'outside', 'outside'],
    ]);
  });
});
