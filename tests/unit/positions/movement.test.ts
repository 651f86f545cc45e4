import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { follow, nowhere, type Place, reassign } from '../../../server/positions/rules/movement.ts';

/** [second, grid, metres to the border, accuracy] */
type Told = [number, Place, number, number];

function moves(fixes: Told[]): string[] {
  const where = nowhere();
  return fixes.flatMap(([s, grid, distanceM, accuracyM]) => {
    const fix = { t: s * 1000, x: 0, y: 0, accuracyM, coarse: false, speed: -1, course: -1 };
    const move = follow(where, fix, grid, distanceM);
    return move === null
      ? []
      : [`${move.from ?? '-'}>${move.to ?? '-'} ${move.sinceT / 1000}..${move.t / 1000} ${move.reason}`];
  });
}

describe('entering and leaving', () => {
  it.each<[string, Told[], string[]]>([
    ['the first grid is no move', [[0, 'a', 50, 5]], []],
    [
      'three in a row, clear of the border',
      [
        [0, 'a', 50, 5],
        [5, 'b', 30, 5],
        [10, 'b', 30, 5],
        [15, 'b', 30, 5],
      ],
      ['a>b 5..15 distance'],
    ],
    [
      'twenty seconds, clear of the border',
      [
        [0, 'a', 50, 5],
        [10, 'b', 30, 5],
        [30, 'b', 30, 5],
      ],
      ['a>b 10..30 distance'],
    ],
    [
      'two in a row and not long',
      [
        [0, 'a', 50, 5],
        [5, 'b', 30, 5],
        [15, 'b', 30, 5],
      ],
      [],
    ],
    [
      'as near the border as it may be wrong',
      [
        [0, 'a', 50, 5],
        [5, 'b', 15, 5],
        [15, 'b', 15, 5],
        [25, 'b', 15, 5],
        [60, 'b', 15, 5],
      ],
      [],
    ],
    [
      'a hand further',
      [
        [0, 'a', 50, 5],
        [5, 'b', 15.5, 5],
        [15, 'b', 15.5, 5],
        [25, 'b', 15.5, 5],
      ],
      ['a>b 5..25 distance'],
    ],
    [
      'inaccurate, but for two minutes',
      [
        [0, 'a', 50, 5],
        [10, 'b', 20, 90],
        [70, 'b', 20, 90],
        [130, 'b', 20, 90],
      ],
      ['a>b 10..130 dwell'],
    ],
    [
      'along the border, to and fro',
      Array.from({ length: 40 }, (_, i): Told => [i * 10, i % 2 === 0 ? 'a' : 'b', 3, 8]),
      [],
    ],
    [
      'back before it was settled',
      [
        [0, 'a', 50, 5],
        [5, 'b', 30, 5],
        [10, 'b', 30, 5],
        [12, 'a', 30, 5],
        [14, 'b', 30, 5],
        [20, 'b', 30, 5],
      ],
      [],
    ],
    [
      'a third grid begins anew',
      [
        [0, 'a', 50, 5],
        [5, 'b', 30, 5],
        [10, 'c', 30, 5],
        [15, 'c', 30, 5],
        [20, 'c', 30, 5],
      ],
      ['a>c 10..20 distance'],
    ],
    [
      'out of every grid, and in again',
      [
        [0, 'a', 50, 5],
        [5, null, 99, 5],
        [15, null, 99, 5],
        [25, null, 99, 5],
        [35, 'a', 50, 5],
        [45, 'a', 50, 5],
        [55, 'a', 50, 5],
      ],
      ['a>- 5..25 distance', '->a 35..55 distance'],
    ],
    [
      'a long break is no move by itself',
      [
        [0, 'a', 50, 5],
        [4000, 'a', 50, 5],
      ],
      [],
    ],
    [
      'the first after a long break waits for a second',
      [
        [0, 'a', 50, 5],
        [4000, 'b', 50, 5],
      ],
      [],
    ],
  ])('%s', (_name, fixes, expected) => {
    expect(moves(fixes)).toEqual(expected);
  });

  it('is somewhere else without a move when the grids are drawn anew', () => {
    const where = { grid: 'a' as Place, since: 5, candidate: null };
    expect(reassign(where, 'a', 'a')).toBe(null);
    expect(reassign(where, 'z', 'z')).toEqual({ from: 'a' });
    expect(where.grid).toBe('z');
    expect(reassign(where, null, null)).toEqual({ from: 'z' });
    expect(reassign(nowhere(), 'a', 'a')).toBe(null);
  });

  it.each<[string, Place, Place, Place | undefined]>([
    ['on the way to the same grid as before', 'a', 'b', 'b'],
    ['on the way to it from another grid', 'z', 'b', 'b'],
    ['in the grid it was on the way to', 'b', 'b', undefined],
    ['on the way to another one', 'a', 'c', undefined],
    ['back where it was', 'a', 'a', undefined],
    ['outside', 'a', null, undefined],
  ])('may be %s when the grids are drawn anew', (_what, grid, newest, kept) => {
    const where = { grid: 'a' as Place, since: 5, candidate: { grid: 'b' as Place, since: 7, fixes: 2 } };
    expect(reassign(where, grid, newest)).toEqual(grid === 'a' ? null : { from: 'a' });
    expect(where).toEqual({
      grid,
      since: 5,
      candidate: kept === undefined ? null : { grid: kept, since: 7, fixes: 2 },
    });
  });

  it('makes a chain: each move begins where the last one ended, in time order', () => {
    const told = fc.tuple(
      fc.integer({ min: 1, max: 90 }),
      fc.constantFrom<Place>('a', 'b', 'c', null),
      fc.integer({ min: 0, max: 120 }),
      fc.integer({ min: 1, max: 60 }),
    );
    fc.assert(
      fc.property(fc.array(told, { maxLength: 80 }), (steps) => {
        const where = nowhere();
        let t = 0;
        let at: Place | undefined;
        let settled = 0;
        for (const [wait, grid, distanceM, accuracyM] of steps) {
          t += wait * 1000;
          const fix = { t, x: 0, y: 0, accuracyM, coarse: false, speed: -1, course: -1 };
          const move = follow(where, fix, grid, distanceM);
          if (at === undefined) at = where.grid;
          if (move === null) continue;
          expect(move.from).toBe(at);
          expect(move.to).not.toBe(at);
          expect(move.to).toBe(grid);
          expect(move.sinceT).toBeGreaterThanOrEqual(settled);
          expect(move.sinceT).toBeLessThan(move.t);
          at = move.to;
          settled = move.sinceT;
        }
        expect(where.grid).toBe(at);
      }),
      { seed: 14, numRuns: 500 },
    );
  });
});
