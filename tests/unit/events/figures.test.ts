/** Figures of whatever sums: the JSON written by hand is that of the object. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { figuresOf, figuresText, SUMS } from '../../../server/events/statistics/figures.ts';

it('writes the JSON of the figures as JSON.stringify does', () => {
  const count = fc.oneof(fc.nat(3), fc.nat(100_000));
  const hours = fc.double({ min: 0, max: 1e7, noNaN: true });
  const sums = fc
    .tuple(fc.array(count, { minLength: SUMS - 2, maxLength: SUMS - 2 }), hours, hours)
    .map(([counts, ...rest]) => [...counts, ...rest]);
  fc.assert(
    fc.property(sums, fc.option(fc.nat(3000)), (values, households) => {
      const held = Float64Array.from(values);
      expect(figuresText(held, 0, households)).toBe(JSON.stringify(figuresOf(held, 0, households)));
    }),
    { seed: 9, numRuns: 2000 },
  );
});
