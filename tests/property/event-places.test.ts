import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Board } from '../../server/events/board/board.ts';
import { pointsIn } from '../../server/events/columns/points.ts';
import { batchOf, columnsOf } from '../support/event-batch.ts';

const MOST = 2 ** 31 - 1;
/** Near each other, on the edges of squares, and at the ends of the lattice. */
const coordinate = fc.oneof(
  fc.integer({ min: -200_000, max: 200_000 }),
  fc.integer({ min: -3, max: 3 }).map((n) => n * 65_536),
  fc.constantFrom(MOST, -MOST, 1_170_000_000),
);
const spot = fc.record({ x: coordinate, y: coordinate });

describe('events in a box', () => {
  it('are those that a look at each of them finds, the newest first, also after some have moved', () => {
    fc.assert(
      fc.property(
        fc.array(spot, { maxLength: 40 }),
        fc.array(fc.tuple(fc.nat(39), spot), { maxLength: 6 }),
        fc.array(fc.tuple(spot, spot), { minLength: 1, maxLength: 4 }),
        (spots, moves, corners) => {
          // serials on both sides of the border of two pages
          const events = spots.map((at, n) => ({ serial: 16_365 + n, reported: 1, ...at }));
          const columns = columnsOf(events);
          const check = () => {
            for (const [a, b] of corners) {
              const box = {
                ...{ west: Math.min(a.x, b.x), east: Math.max(a.x, b.x) },
                ...{ south: Math.min(a.y, b.y), north: Math.max(a.y, b.y) },
              };
              const question = { box, areas: null, openOnly: false, most: 7 };
              const found = pointsIn(columns, new Board(), question);
              const expected = events
                .filter(({ x, y }) => x >= box.west && x <= box.east && y >= box.south && y <= box.north)
                .map(({ serial }) => serial)
                .reverse();
              expect(found.newest.map(({ serial }) => serial)).toEqual(expected.slice(0, 7));
              expect(found.count).toBe(expected.length);
            }
          };
          check();
          for (const [n, at] of moves) {
            const event = events[n];
            if (event === undefined) continue;
            Object.assign(event, at);
            columns.apply(batchOf([event]));
          }
          check();
        },
      ),
      { seed: 12, numRuns: 400 },
    );
  });
});
