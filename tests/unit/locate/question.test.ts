import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../server/contract/problem.ts';
import { parseAsOf } from '../../../server/contract/time.ts';
import { parsePoint, pointFault } from '../../../server/locate/question.ts';

function codeOf(ask: () => unknown): string {
  try {
    ask();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'accepted';
}

describe('a point as text', () => {
  it.each([
    ['117.1234567', '30.7654321', [1171234567, 307654321]],
    ['-180', '90', [-1800000000, 900000000]],
    ['+1.5e1', '.25', [150000000, 2500000]],
    ['117.00000004', '30.00000006', [1170000000, 300000001]],
    [' 117 ', '30', [1170000000, 300000000]],
  ])('%s, %s is read exactly onto the lattice', (lon, lat, units) => {
    expect(parsePoint(lon, lat, 'wgs84')).toEqual(units);
  });

  it.each([
    ['', '30', 'coordinate-invalid'],
    [undefined, '30', 'coordinate-invalid'],
    ['NaN', '30', 'coordinate-invalid'],
    ['Infinity', '30', 'coordinate-invalid'],
    ['1e999', '30', 'coordinate-invalid'],
    ['0x10', '30', 'coordinate-invalid'],
    ['117,5', '30', 'coordinate-invalid'],
    ['30', '117', 'coordinate-swapped'],
    ['181', '30', 'coordinate-out-of-range'],
    ['117', '-90.1', 'coordinate-out-of-range'],
    ['200', '200', 'coordinate-out-of-range'],
  ])('%s, %s is refused as %s', (lon, lat, code) => {
    expect(codeOf(() => parsePoint(lon, lat, 'wgs84'))).toBe(code);
  });

  it('names the parameter that is wrong', () => {
    try {
      parsePoint('117', 'north', 'wgs84');
      expect.unreachable();
    } catch (error) {
      expect((error as Refusal).errors).toEqual([{ pointer: 'lat', code: 'coordinate-invalid' }]);
    }
  });

  it('calls a pair swapped only when swapping would mend it', () => {
    expect(pointFault(31.2, 121.5)).toBe('coordinate-swapped');
    expect(pointFault(121.5, 31.2)).toBeNull();
    expect(pointFault(121.5, 121.5)).toBe('coordinate-out-of-range');
  });
});

describe('an instant as text', () => {
  it.each([
    ['2026-11-22', '2026-11-22T15:59:59.999Z'],
    ['2024-02-29', '2024-02-29T15:59:59.999Z'],
    ['2026-11-22T08:00:00+08:00', '2026-11-22T00:00:00.000Z'],
    ['2026-11-22T08:00Z', '2026-11-22T08:00:00.000Z'],
  ])('%s is %s', (text, instant) => {
    expect(parseAsOf(text).toISOString()).toBe(instant);
  });

  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-11-31T00:00:00Z-'])('%s is refused', (text) => {
    expect(codeOf(() => parseAsOf(text))).toBe('date-invalid');
  });
});
