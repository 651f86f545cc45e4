import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PassedPoints } from '../../../server/positions/patrol-ground.ts';
import { bytesFor, countBits, setBit, union } from '../../../server/positions/rules/bits.ts';
import { pieceMiddles } from '../../../server/positions/rules/road-pieces.ts';

/** About 103.7 units of longitude are 10 m at 30° N: 1 is a metre. */
const X = 103.66;
const east = (metres: number) => 1_170_000_000 + Math.round(metres * X);
const line = (...metres: number[]) => Int32Array.from(metres.flatMap((m) => [east(m), 300_000_000]));
const told = (middles: number[]) =>
  middles.filter((_, i) => i % 2 === 0).map((x) => Math.round((x - 1_170_000_000) / X));

describe('a street in pieces', () => {
  it.each([
    ['one of 100 m is two', line(0, 100), [25, 75]],
    ['a bend changes nothing', line(0, 10, 100), [25, 75]],
    ['one of 20 m is one', line(0, 20), [10]],
    ['one of 130 m is three', line(0, 130), [22, 65, 108]],
    ['a point is none', line(5, 5), []],
    ['and there and back is twice as long', line(0, 100, 0), [25, 75, 75, 25]],
  ])('%s', (_name, street, expected) => {
    expect(told(pieceMiddles(street))).toEqual(expected);
  });
});

describe('bits', () => {
  it('hold what was set, and the union what either held', () => {
    const numbers = fc.uniqueArray(fc.integer({ min: 0, max: 199 }));
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const bits = [a, b].map((set) => {
          const held = new Uint8Array(bytesFor(200));
          for (const number of set) setBit(held, number);
          expect(countBits(held)).toBe(set.length);
          return held;
        });
        expect(countBits(union(bits[0]!, bits[1]!, bytesFor(200)))).toBe(new Set([...a, ...b]).size);
      }),
      { seed: 17 },
    );
  });

  it('of nothing and something is something', () => {
    expect([...union(new Uint8Array(), Uint8Array.of(5), 2)]).toEqual([5, 0]);
  });
});

describe('what is passed', () => {
  const points = new PassedPoints(line(0, 50, 100, 150), ['a', 'b', 'a', 'a']);
  const passed = (from: number, to: number, metres: number): string[] => {
    const found: string[] = [];
    const at = (m: number) => ({ t: 0, x: east(m), y: 300_000_000 + 900 });
    points.passed(at(from), at(to), metres, (grid, number) => found.push(`${grid}${number}`));
    return found.sort();
  };

  it.each([
    [0, 60, 30, ['a0', 'b0']],
    [60, 0, 30, ['a0', 'b0']],
    [75, 75, 30, ['a1', 'b0']],
    [75, 75, 25, []],
    [200, 300, 30, []],
    [-1000, 1000, 11, ['a0', 'a1', 'a2', 'b0']],
    // ten metres beside the street
    [-1000, 1000, 9, []],
  ])('from %i to %i m, within %i m', (from, to, metres, expected) => {
    expect(passed(from, to, metres)).toEqual(expected);
    expect([points.count('a'), points.count('b'), points.count('c')]).toEqual([3, 1, 0]);
  });
});
