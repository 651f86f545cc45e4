import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCodePoints } from '../../../server/coverage/code-points.ts';

const sign = (n: number): number => Math.sign(n);
const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

describe('the order of codes', () => {
  it.each([
    ['', '', 0],
    ['', 'a', -1],
    ['a', 'ab', -1],
    ['B', 'a', -1],
    ['10', '9', -1],
    ['号', 'ａ', -1],
    // by units, the rare Han character would come first
    ['ａ', '\u{20000}', -1],
    ['\ue000', '\ud83d\ude00', -1],
    ['\u{20000}1', '\u{20000}2', -1],
  ])('%j and %j: %i', (a, b, expected) => {
    expect(sign(compareCodePoints(a, b))).toBe(expected);
    expect(sign(compareCodePoints(b, a))).toBe(expected === 0 ? 0 : -expected);
  });

  it('is that of their bytes in UTF-8', () => {
    const code = fc.string({ unit: 'grapheme', maxLength: 6 });
    fc.assert(
      fc.property(code, code, (a, b) => {
        expect(sign(compareCodePoints(a, b))).toBe(sign(byBytes(a, b)));
      }),
      { seed: 20261130, numRuns: 2000 },
    );
  });
});
