import { describe, expect, it } from 'vitest';
import { fixOfOsmAnd } from '../../../server/positions/rules/osmand-fix.ts';

const NOW = 1_764_500_000_000;

describe('what a device says in the way of OsmAnd', () => {
  it.each([
    [
      'the time in seconds',
      { lat: 30, lon: 117, timestamp: '1764499999' },
      { t: 1_764_499_999_000, lon: 117, lat: 30 },
    ],
    ['in milliseconds', { lat: 30, lon: 117, timestamp: '1764499999500' }, { t: 1_764_499_999_500, lon: 117, lat: 30 }],
    [
      'as a text',
      { lat: 30, lon: 117, timestamp: '2026-11-30T10:00:00+08:00' },
      { t: Date.UTC(2026, 10, 30, 2), lon: 117, lat: 30 },
    ],
    ['not at all', { lat: 30, lon: 117 }, { t: NOW, lon: 117, lat: 30 }],
    ['not readably', { lat: 30, lon: 117, timestamp: 'noon' }, { t: Number.NaN, lon: 117, lat: 30 }],
    ['the place in one word', { location: '30.5,117.25' }, { t: NOW, lon: 117.25, lat: 30.5 }],
    ['no place', {}, { t: NOW, lon: Number.NaN, lat: Number.NaN }],
    ['half a place', { lat: 30 }, { t: NOW, lon: Number.NaN, lat: Number.NaN }],
    [
      'accuracy before dilution',
      { lat: 30, lon: 117, accuracy: 12, hdop: 9 },
      { t: NOW, lon: 117, lat: 30, accuracy: 12 },
    ],
    ['dilution alone', { lat: 30, lon: 117, hdop: 1.5 }, { t: NOW, lon: 117, lat: 30, accuracy: 7.5 }],
    ['an accuracy of nothing', { lat: 30, lon: 117, accuracy: 0 }, { t: NOW, lon: 117, lat: 30 }],
    ['knots', { lat: 30, lon: 117, speed: 10, bearing: 90 }, { t: NOW, lon: 117, lat: 30, speed: 5.14444, course: 90 }],
    ['heading', { lat: 30, lon: 117, heading: 180 }, { t: NOW, lon: 117, lat: 30, course: 180 }],
  ])('%s', (_name, told, expected) => {
    expect(fixOfOsmAnd(told, NOW)).toEqual(expected);
  });
});
