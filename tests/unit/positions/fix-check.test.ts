import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box } from '../../../server/geometry/polygon.ts';
import { checkFix } from '../../../server/positions/rules/fix-check.ts';

const NOW = Date.UTC(2026, 10, 30, 2);
const SERVED: Box[] = [[1_170_000_000, 300_000_000, 1_170_300_000, 300_100_000]];
const good = { t: NOW, lon: 117.01, lat: 30.005 };

describe('a fix by itself', () => {
  it.each([
    ['sound', {}, 'taken'],
    ['not a number', { lat: Number.NaN }, 'coordinate-invalid'],
    ['endless', { lon: Number.POSITIVE_INFINITY }, 'coordinate-invalid'],
    ['a time that is none', { t: Number.NaN }, 'coordinate-invalid'],
    ['beyond the earth', { lon: 190, lat: 30 }, 'coordinate-invalid'],
    ['no signal yet', { lon: 0, lat: 0 }, 'zero'],
    ['zero in one of both', { lon: 0, lat: 30.005 }, 'outside'],
    ['elsewhere', { lon: 121.4, lat: 31.2 }, 'outside'],
    ['just beyond the map', { lon: 117.045 }, 'taken'],
    ['too far beyond the map', { lon: 117.06 }, 'outside'],
    ['swapped', { lon: 30.005, lat: 117.01 }, 'swapped'],
    ['two minutes ahead', { t: NOW + 120_000 }, 'taken'],
    ['more than two minutes ahead', { t: NOW + 120_001 }, 'future'],
    ['seconds for milliseconds', { t: NOW / 1000 }, 'too-old'],
    ['a day old', { t: NOW - 86_400_000 }, 'taken'],
    ['older than a day', { t: NOW - 86_400_001 }, 'too-old'],
    ['elsewhere and old: the place comes first', { lon: 121.4, t: 0 }, 'outside'],
  ])('%s', (_name, change, expected) => {
    const answer = checkFix({ ...good, ...change }, NOW, SERVED);
    expect(typeof answer === 'string' ? answer : 'taken').toBe(expected);
  });

  it('finds no place where no map is in force', () => {
    expect(checkFix(good, NOW, [])).toBe('outside');
  });

  it.each([
    [{}, { accuracyM: 25, coarse: false, speed: -1, course: -1 }],
    [{ accuracy: 200 }, { accuracyM: 200, coarse: false }],
    [{ accuracy: 200.5 }, { accuracyM: 200.5, coarse: true }],
    [{ accuracy: -1 }, { accuracyM: 25, coarse: false }],
    [
      { speed: 1.26, course: 359.7 },
      { speed: 13, course: 0 },
    ],
    [
      { speed: -1, course: -1 },
      { speed: -1, course: 359 },
    ],
    [{ speed: 1e9 }, { speed: 32_000 }],
  ])('reads what comes with it: %o', (change, expected) => {
    expect(checkFix({ ...good, ...change }, NOW, SERVED)).toMatchObject(expected);
  });

  it('takes a swapped point of a place where both ways are on the earth for swapped', () => {
    const box: Box[] = [[800_000_000, 400_000_000, 801_000_000, 401_000_000]];
    expect(checkFix({ t: NOW, lon: 40.05, lat: 80.05 }, NOW, box)).toBe('swapped');
  });

  it('never answers a place that is not the one that was told, whatever the numbers', () => {
    const number = fc.oneof(fc.double(), fc.double({ min: 29, max: 118, noNaN: true }), fc.constant(0));
    fc.assert(
      fc.property(number, number, fc.double({ min: NOW - 2e8, max: NOW + 2e8 }), (lon, lat, t) => {
        const answer = checkFix({ t, lon, lat }, NOW, SERVED);
        if (typeof answer === 'string') return;
        expect(Math.abs(answer.x / 1e7 - lon)).toBeLessThan(1e-7);
        expect(Math.abs(answer.y / 1e7 - lat)).toBeLessThan(1e-7);
        expect(answer.t).toBe(Math.round(t));
        expect(lon > 116.9 && lon < 117.1 && lat > 29.9 && lat < 30.1).toBe(true);
      }),
      { seed: 11, numRuns: 2000 },
    );
  });
});
