/** The union against the plain point test, on random shapes; where nothing is rounded it is exact. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crossings } from '../../server/geometry/crossings.ts';
import { dissolve } from '../../server/geometry/dissolve.ts';
import { EdgeUses, verticesOf } from '../../server/geometry/edge-uses.ts';
import { sideOf } from '../../server/geometry/point-in-polygon.ts';
import type { MultiPolygon } from '../../server/geometry/polygon.ts';
import { holdersOf, moved, smallShape } from '../support/shapes.ts';

const RUNS = { seed: 20261122, numRuns: 300 };
const SIZE = 10;

function meetings(union: MultiPolygon): number {
  const table = new EdgeUses(verticesOf(union));
  table.add(0, union);
  return crossings(table).length;
}

describe('dissolve', () => {
  it('holds a point when one of the shapes does, half a unit of rounding aside', () => {
    const scale = 40;
    fc.assert(
      fc.property(fc.array(smallShape(SIZE), { minLength: 1, maxLength: 8 }), (shapes) => {
        const large = shapes.map((one) => moved(one, scale, 5, 5));
        const union = dissolve(large);
        for (let i = 0; i < 200; i++) {
          const x = (i * 7919) % ((SIZE + 6) * scale);
          const y = (i * 104729) % ((SIZE + 6) * scale);
          const near = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => holdersOf(large, x + dx, y + dy).length > 0));
          if (near.some((held) => held !== near[0])) continue;
          expect(sideOf(union, x, y) === 'inside').toBe(near[0]);
        }
      }),
      RUNS,
    );
  });

  it('never has borders that cross or overlap, on a lattice so coarse that rounding moves everything', () => {
    fc.assert(
      fc.property(fc.array(smallShape(SIZE), { minLength: 2, maxLength: 12 }), (shapes) => {
        const union = dissolve(shapes);
        // What may be left is a corner of one ring on the edge of another ring, never a crossing or a common stretch.
        expect(dissolve([union])).toEqual(union);
        const table = new EdgeUses(verticesOf(union));
        table.add(0, union);
        expect(
          Array.from({ length: table.count }, (_, edge) => table.net[edge]).every((net) => Math.abs(net!) === 1),
        ).toBe(true);
        expect(meetings(union)).toBe(0);
      }),
      RUNS,
    );
  });

  it('does not depend on the order of the shapes', () => {
    fc.assert(
      fc.property(fc.array(smallShape(SIZE), { minLength: 2, maxLength: 8 }), (shapes) => {
        expect(dissolve([...shapes].reverse())).toEqual(dissolve(shapes));
      }),
      RUNS,
    );
  });
});
