import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GridIndex } from '../../../server/geometry/grid-index.ts';
import { crossedBetween } from '../../../server/positions/rules/segment-walk.ts';
import { at as placed, SOUTH, UNIT, WEST } from '../../support/plain-grids.ts';
import { box, shape } from '../../support/shapes.ts';

// grids 0…5 in a row, each 10 plain units wide: about 96 m
const index = GridIndex.build(Array.from({ length: 6 }, (_, i) => placed(shape(box(i * 10, 0, i * 10 + 10, 10)))));
const at = (s: number, x: number, y = 5) => ({ t: s * 1000, x: WEST + x * UNIT, y: SOUTH + y * UNIT });

function told(a: ReturnType<typeof at>, b: ReturnType<typeof at>): string[] {
  return crossedBetween(index, a, b).map(
    ({ grid, enterT, leaveT }) => `${grid} ${Math.round(enterT / 100) / 10}–${Math.round(leaveT / 100) / 10}`,
  );
}

describe('the grids between two fixes', () => {
  it.each([
    ['next door', at(0, 5), at(20, 15), []],
    ['one between', at(0, 5), at(20, 25), ['1 5–15']],
    ['three between', at(0, 5), at(40, 45), ['1 5–15', '2 15–25', '3 25–35']],
    ['the other way', at(0, 25), at(20, 5), ['1 5–15']],
    ['too long a pause', at(0, 5), at(121, 25), []],
    ['too far', at(0, 1), at(60, 59), []],
    ['the time runs backwards', at(20, 5), at(0, 25), []],
    ['a corner cut short', at(0, 9, 9.6), at(20, 13, 10.8), []],
    ['from outside into the third', at(0, -5), at(30, 25), ['0 5–15', '1 15–25']],
    ['along the edge above', at(0, 5, 11), at(20, 25, 11), []],
  ])('%s', (_name, a, b, expected) => {
    expect(told(a, b)).toEqual(expected);
  });

  it('tells pieces that follow each other within the walk, none of them an end of it', () => {
    const point = fc.tuple(fc.integer({ min: -10, max: 70 }), fc.integer({ min: -5, max: 15 }));
    fc.assert(
      fc.property(point, point, fc.integer({ min: 1, max: 119 }), ([ax, ay], [bx, by], s) => {
        const [a, b] = [at(0, ax, ay), at(s, bx, by)];
        let before = a.t;
        for (const { grid, enterT, leaveT, metres } of crossedBetween(index, a, b)) {
          expect(enterT).toBeGreaterThanOrEqual(before);
          expect(leaveT).toBeLessThanOrEqual(b.t);
          expect(metres).toBeGreaterThanOrEqual(30);
          expect([index.locateFirst(a.x, a.y), index.locateFirst(b.x, b.y)]).not.toContain(grid);
          const share = (enterT + leaveT) / 2 / b.t;
          const middle = index.locateFirst(
            Math.round(a.x + share * (b.x - a.x)),
            Math.round(a.y + share * (b.y - a.y)),
          );
          expect(middle).toBe(grid);
          before = leaveT;
        }
      }),
      { seed: 15, numRuns: 500 },
    );
  });
});
