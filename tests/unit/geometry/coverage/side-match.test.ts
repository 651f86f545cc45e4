/** The lean matching of sides against the table of all edges, and the rings it works on. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EdgeUses, openEdges, verticesOf } from '../../../../server/geometry/edge-uses.ts';
import { FlatRings } from '../../../../server/geometry/flat-rings.ts';
import type { MultiPolygon } from '../../../../server/geometry/polygon.ts';
import { SideMatch } from '../../../../server/geometry/side-match.ts';
import { box, hole, moved, ring, shape, smallShape } from '../../../support/shapes.ts';
import { syntheticCounty } from '../../../support/synthetic-county.ts';

function flat(shapes: readonly MultiPolygon[], room = 0): FlatRings {
  const rings = new FlatRings(room);
  for (const one of shapes) rings.add(one);
  return rings;
}

describe('flat rings', () => {
  it('are closed, without repeated vertices, and come off again', () => {
    const rings = flat([shape(box(0, 0, 2, 2), hole(0, 0, 1, 1)), shape(ring([5, 5], [5, 5], [6, 5], [6, 6], [5, 5]))]);
    expect(rings.starts).toEqual([0, 5, 10]);
    expect([...rings.xy.subarray(20, 2 * rings.vertices)]).toEqual([5, 5, 6, 5, 6, 6, 5, 5]);
    expect([0, 1, 2].map((r) => rings.endOf(r))).toEqual([5, 10, 14]);
    rings.dropFrom(1);
    expect([rings.vertices, rings.starts]).toEqual([5, [0]]);
    rings.dropFrom(1);
    rings.add([[ring()], [ring([9, 9])]]);
    expect([rings.vertices, rings.starts]).toEqual([6, [0, 5]]);
  });

  it('have the room they ask for', () => {
    const one = shape(box(0, 0, 2, 2), hole(0, 0, 1, 1));
    const rings = new FlatRings(FlatRings.roomFor(one));
    const { xy } = rings;
    rings.add(one);
    expect([rings.xy === xy, rings.vertices]).toEqual([true, 10]);
  });
});

describe('matching sides', () => {
  function expectSame(shapes: readonly MultiPolygon[]): number {
    const table = new EdgeUses(shapes.reduce((sum, one) => sum + verticesOf(one), 0));
    for (const one of shapes) table.add(0, one);
    const rings = flat(shapes);
    const match = new SideMatch(rings);
    const text = (side: number): string => rings.xy.subarray(2 * side, 2 * side + 4).join(' ');
    const edgeOf = (side: number): number => {
      const [ax, ay, bx, by] = rings.xy.subarray(2 * side, 2 * side + 4);
      return table.find(ax!, ay!, bx!, by!);
    };
    const first = match.unmatched();
    expect(first.map(edgeOf).sort((a, b) => a - b)).toEqual([...openEdges(table)]);
    for (let edge = 0; edge < table.count; edge++) {
      const [ax, ay, bx, by] = [table.ax[edge]!, table.ay[edge]!, table.bx[edge]!, table.by[edge]!];
      const side = match.find(bx, by, ax, ay);
      expect(match.find(ax, ay, bx, by)).toBe(side);
      const uses: string[] = [];
      table.eachGridUse(edge, (_, sign) => uses.push((sign > 0 ? [ax, ay, bx, by] : [bx, by, ax, ay]).join(' ')));
      expect(match.along(side).map(text).sort()).toEqual(uses.sort());
    }
    expect(match.find(-1, -1, -2, -2)).toBe(-1);
    return table.count;
  }

  it('gives the open edges and all uses of each, whatever the shapes', () => {
    fc.assert(
      fc.property(
        fc.array(smallShape(6), { maxLength: 14 }),
        fc.integer({ min: 1, max: 100_000_000 }),
        (shapes, factor) => {
          // The same shape again, and the other way round.
          const twice = shapes.flatMap((one, i) => (i % 4 === 0 ? [one, one, turned(one)] : [one]));
          expectSame(twice.map((one) => moved(one, factor, -40, 9)));
        },
      ),
      { seed: 20261122, numRuns: 200 },
    );
  });

  it('does so in a county with enclaves', () => {
    expect(expectSame(syntheticCounty({ grids: 100, vertices: 20, seed: 2, enclaves: 0.2 }))).toBeGreaterThan(1000);
  });

  it('does so where many sides are level and in step', () => {
    const squares = Array.from({ length: 900 }, (_, i) => {
      const [x, y] = [(i % 30) * 1024, Math.floor(i / 30) * 1024];
      return shape(box(x, y, x + 1024, y + 1024));
    });
    expect(expectSame(squares)).toBe(2 * 30 * 31);
  });
});

function turned(one: MultiPolygon): MultiPolygon {
  return one.map((polygon) =>
    polygon.map((r) => Int32Array.from({ length: r.length }, (_, i) => r[r.length - 2 - i + 2 * (i % 2)]!)),
  );
}
