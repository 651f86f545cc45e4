/** Ids of features: told apart for ever, and read as they are written. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { featureId, parseFeatureId } from '../../../server/features/feature-id.ts';

const never = (): boolean => false;

it('what is over is named by its row, what is in force by its code', () => {
  const row = { id: 12, county: '990101', code: 'b/1.2', isOwn: false };
  expect(featureId({ ...row, isOver: true })).toBe('~12');
  expect(featureId({ ...row, isOver: false })).toBe('990101.b/1.2');
  expect(featureId({ ...row, isOver: false, isOwn: true })).toBe('b/1.2');
});

it('is read as it was written, whatever the code', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), (text) => {
      const code = text.replaceAll(/\p{Cc}/gu, 'x');
      const id = featureId({ id: 1, county: '990101', code, isOver: false, isOwn: false });
      expect(parseFeatureId(id, never)).toEqual({ county: '990101', code });
    }),
    { seed: 20261130 },
  );
});

it.each(['', '~', '~x', '~1234567890123456', '990101', '990101.', '99010.b1', 'b1', '990101.\u0000'])(
  '%j is none',
  (text) => {
    expect(parseFeatureId(text, never)).toBeNull();
  },
);
