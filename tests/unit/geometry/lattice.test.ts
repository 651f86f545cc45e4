import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { degreesText, MAX_LON, toDegrees, toUnits } from '../../../server/geometry/lattice.ts';

describe('degrees as text', () => {
  it.each([
    [0, '0'],
    [1, '0.0000001'],
    [-1, '-0.0000001'],
    [10, '0.000001'],
    [1171234500, '117.12345'],
    [1170000001, '117.0000001'],
    [-1800000000, '-180'],
    [300100000, '30.01'],
    [305000000, '30.5'],
  ])('%i units are %s', (units, text) => {
    expect(degreesText(units)).toBe(text);
  });

  it('reads back as the same unit, whatever the unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: -MAX_LON, max: MAX_LON }), (units) => {
        const text = degreesText(units);
        expect(toUnits(Number(text))).toBe(units);
        expect(JSON.parse(text)).toBe(toDegrees(units));
      }),
      { seed: 11, numRuns: 2000 },
    );
  });
});
