import { describe, expect, it } from 'vitest';
import {
  binOf,
  DAY_MS,
  formatPeriod,
  HOUR_MS,
  histogram,
  midnightOf,
  ownDays,
  parsePeriod,
  periodOf,
} from '../../client/state/command/time/period.ts';
import { otherSpeed, SPEEDS, secondsToPlay, unitOf } from '../../client/state/command/time/speeds.ts';

const at = (text: string): number => Date.parse(`${text}+08:00`);

describe('periods', () => {
  it.each([
    ['2026-11-30T00:00:00', '2026-11-30T00:00:00'],
    ['2026-11-30T07:59:59', '2026-11-30T00:00:00'],
    ['2026-11-30T23:59:59', '2026-11-30T00:00:00'],
  ])('begin the day of %s at %s in Shanghai', (moment, midnight) => {
    expect(midnightOf(at(moment))).toBe(at(midnight));
  });

  it.each([
    ['today', '2026-11-30T00:00:00', '2026-12-01T00:00:00'],
    ['7d', '2026-11-24T00:00:00', '2026-12-01T00:00:00'],
    ['30d', '2026-11-01T00:00:00', '2026-12-01T00:00:00'],
    [{ first: '2026-02-27', last: '2026-03-01' }, '2026-02-27T00:00:00', '2026-03-02T00:00:00'],
  ] as const)('%j are whole days', (choice, from, to) => {
    expect(periodOf(choice, at('2026-11-30T17:05:00'))).toEqual({ from: at(from), to: at(to) });
  });

  it.each([
    [null, 'today', null],
    ['7d', '7d', '7d'],
    ['nonsense', 'today', null],
    ['2026-01-02~2026-01-31', { first: '2026-01-02', last: '2026-01-31' }, '2026-01-02~2026-01-31'],
    ['2026-01-31~2026-01-02', 'today', null],
    ['2020-01-01~2026-01-02', 'today', null],
    ['2026-13-01~2026-13-02', 'today', null],
    ['2026-01-02', 'today', null],
  ])('read %j from the address', (text, choice, written) => {
    expect(parsePeriod(text)).toEqual(choice);
    expect(formatPeriod(parsePeriod(text))).toBe(written);
  });

  it('of a year are allowed, of a day more not', () => {
    expect(ownDays('2024-01-01', '2024-12-31')).not.toBeNull();
    expect(ownDays('2024-01-01', '2025-01-01')).toBeNull();
  });
});

describe('the histogram', () => {
  const day = { from: at('2026-11-30T00:00:00'), to: at('2026-12-01T00:00:00') };
  it('counts hours of a day, from inclusive, to exclusive, and nothing from before', () => {
    const times = [-1, 0, HOUR_MS - 1, HOUR_MS, 23 * HOUR_MS, DAY_MS - 1, DAY_MS].map((ms) => day.from + ms);
    const counts = histogram(Float64Array.from(times), day);
    expect(counts).toHaveLength(24);
    expect([counts[0], counts[1], counts[23], counts.reduce((a, b) => a + b)]).toEqual([2, 1, 2, 5]);
  });

  it.each([
    [1, HOUR_MS],
    [7, HOUR_MS],
    [8, HOUR_MS],
    [9, DAY_MS],
    [30, DAY_MS],
  ])('of %i days has bars of %i ms', (days, bin) => {
    expect(binOf({ from: day.from, to: day.from + days * DAY_MS })).toBe(bin);
  });
});

describe('speeds', () => {
  const days = (n: number) => ({ from: 0, to: n * DAY_MS });
  it.each([
    [1, 1, 24 * 60],
    [1, 60, 24],
    [30, 1, 24 * 60],
    [30, 60, 24],
    [366, 60, 1464 / 60],
  ])('play %i days at %i× in %d seconds', (n, speed, seconds) => {
    expect(secondsToPlay(days(n), speed)).toBeCloseTo(seconds, 5);
  });

  it('let no period of a year take longer than 25 minutes at the slowest', () => {
    for (let n = 1; n <= 366; n++) expect(secondsToPlay(days(n), 1)).toBeLessThan(25 * 60);
    expect(unitOf(days(7))).toBe(600_000);
  });

  it('end at the ends', () => {
    expect([otherSpeed(1, -1), otherSpeed(1, 1), otherSpeed(60, 1)]).toEqual([1, 2, 60]);
    expect(SPEEDS[0]).toBe(1);
  });
});
