/** Matching of edges and the search for crossings, on literal edges and against all pairs. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crossings } from '../../../../server/geometry/crossings.ts';
import { EdgeUses, verticesOf } from '../../../../server/geometry/edge-uses.ts';
import { MAX_SPAN } from '../../../../server/geometry/lattice.ts';
import type { MultiPolygon } from '../../../../server/geometry/polygon.ts';
import { eachCell } from '../../../../server/geometry/segment-cells.ts';
import { between, mulberry32 } from '../../../support/random.ts';
import { box, moved, ring, shape, smallShape } from '../../../support/shapes.ts';

function tableOf(shapes: readonly MultiPolygon[]): EdgeUses {
  const table = new EdgeUses(shapes.reduce((sum, one) => sum + verticesOf(one), 0));
  shapes.forEach((one, owner) => {
    table.add(owner, one);
  });
  return table;
}

function edgeText(table: EdgeUses, edge: number): string {
  return `${table.ax[edge]} ${table.ay[edge]} ${table.bx[edge]} ${table.by[edge]}`;
}

/** By BigInt, with nothing of the kernel: the edges have a common point that is not an end of both. */
function meetBeyondEnds(table: EdgeUses, e: number, f: number): boolean {
  const [ax, ay, bx, by, cx, cy, dx, dy] = [
    ...[table.ax[e]!, table.ay[e]!, table.bx[e]!, table.by[e]!],
    ...[table.ax[f]!, table.ay[f]!, table.bx[f]!, table.by[f]!],
  ].map(BigInt) as [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint];
  const side = (px: bigint, py: bigint, qx: bigint, qy: bigint, x: bigint, y: bigint): number =>
    Math.sign(Number((qx - px) * (y - py) - (qy - py) * (x - px)));
  const between = (px: bigint, py: bigint, qx: bigint, qy: bigint, x: bigint, y: bigint): boolean =>
    side(px, py, qx, qy, x, y) === 0 && (px < x || (px === x && py < y)) && (x < qx || (x === qx && y < qy));
  const apart =
    side(ax, ay, bx, by, cx, cy) * side(ax, ay, bx, by, dx, dy) < 0 &&
    side(cx, cy, dx, dy, ax, ay) * side(cx, cy, dx, dy, bx, by) < 0;
  return (
    apart ||
    between(ax, ay, bx, by, cx, cy) ||
    between(ax, ay, bx, by, dx, dy) ||
    between(cx, cy, dx, dy, ax, ay) ||
    between(cx, cy, dx, dy, bx, by)
  );
}

describe('edge uses', () => {
  it('cancel where two neighbours run along one edge in opposite senses', () => {
    const table = tableOf([shape(box(0, 0, 2, 2)), shape(box(2, 0, 4, 2))]);
    expect(table.count).toBe(7);
    const closed = Array.from({ length: 7 }, (_, edge) => edge).filter((edge) => !table.isOpen(edge));
    expect(closed.map((edge) => edgeText(table, edge))).toEqual(['2 0 2 2']);
    const users: [number, number][] = [];
    table.eachGridUse(closed[0]!, (owner, sign) => users.push([owner, sign]));
    expect(users.sort()).toEqual([
      [0, 1],
      [1, -1],
    ]);
  });

  it('add up where two run in the same sense, and leave out edges of no length', () => {
    const table = tableOf([shape(ring([0, 0], [2, 0], [2, 0], [0, 2])), shape(ring([0, 0], [2, 0], [2, 2]))]);
    expect(table.count).toBe(5);
    expect(Array.from(table.net.subarray(0, 5)).sort()).toEqual([-1, -1, -1, 1, 2]);
  });

  it('keep the parent and the grids that are set aside apart', () => {
    const table = new EdgeUses(8);
    table.add(0, shape(box(0, 0, 2, 2)));
    table.add(1, shape(box(0, 0, 2, 2)), 'parent');
    expect([table.count, table.net[0], table.parentNet[0]]).toEqual([4, -1, -1]);
    table.move(0, shape(box(0, 0, 2, 2)), 'grid', 'unjudged');
    expect([table.net[0], table.parentNet[0], table.unjudgedNet[0]]).toEqual([0, -1, -1]);
    let users = 0;
    table.eachGridUse(0, () => {
      users += 1;
    });
    expect(users).toBe(0);
  });
});

describe('crossings', () => {
  it.each<[string, MultiPolygon[], number]>([
    ['edges that share an end', [shape(box(0, 0, 2, 2)), shape(box(2, 2, 4, 4))], 0],
    ['an edge shared whole', [shape(box(0, 0, 2, 2)), shape(box(2, 0, 4, 2))], 0],
    ['an end in the middle of an edge', [shape(box(0, 0, 4, 4)), shape(ring([2, 4], [3, 6], [1, 6]))], 2],
    ['a common stretch', [shape(box(0, 0, 2, 2)), shape(box(2, 1, 4, 3))], 3],
    ['two boxes crossing', [shape(box(0, 0, 4, 4)), shape(box(2, 2, 6, 6))], 2],
    ['parallel lines a unit apart', [shape(ring([0, 0], [9, 3], [0, 9])), shape(ring([0, -1], [9, -4], [9, 2]))], 0],
  ])('%s', (_, shapes, expected) => {
    expect(crossings(tableOf(shapes)).length / 2).toBe(expected);
  });

  it.each([-1, 0, 1])('are exact where spans are 2²⁶ %i', (more) => {
    const far = MAX_SPAN + more;
    const steep = shape(ring([0, 0], [far, far - 1], [0, far]));
    // At x = far − 1 the long edge is at y = far − 2 + 1/far.
    const from = (y: number) => shape(ring([far - 1, y], [far + 5, far - 20], [far + 5, far - 10]));
    expect(crossings(tableOf([steep, from(far - 2)])).length / 2).toBe(0);
    expect(crossings(tableOf([steep, from(far - 1)])).length / 2).toBe(2);
  });

  it('are those of all pairs', () => {
    fc.assert(
      fc.property(
        fc.array(smallShape(9), { minLength: 2, maxLength: 12 }),
        fc.integer({ min: 1, max: 9_000_000 }),
        (shapes, factor) => {
          const table = tableOf(shapes.map((one) => moved(one, factor, -5, 7)));
          const all: string[] = [];
          for (let e = 0; e < table.count; e++) {
            for (let f = e + 1; f < table.count; f++) if (meetBeyondEnds(table, e, f)) all.push(`${e} ${f}`);
          }
          const found = crossings(table);
          const pairs = Array.from({ length: found.length / 2 }, (_, i) => `${found[2 * i]} ${found[2 * i + 1]}`);
          expect(pairs.sort()).toEqual(all.sort());
        },
      ),
      { seed: 20261122, numRuns: 300 },
    );
  });
});

describe('cells', () => {
  /** Pairs that share a visited cell, counted as often as they are looked at. */
  function looks(shapes: readonly MultiPolygon[]): { edges: number; pairs: number } {
    const table = tableOf(shapes);
    let pairs = 0;
    const all = Int32Array.from({ length: table.count }, (_, edge) => edge);
    eachCell(table, all, (_, from, to) => {
      pairs += ((to - from) * (to - from - 1)) / 2;
    });
    return { edges: table.count, pairs };
  }

  it('stay small where all but one shape lie in a millionth of the box', () => {
    const random = mulberry32(5);
    const town = Array.from({ length: 4000 }, () => {
      const x = between(random, 0, 300_000);
      const y = between(random, 0, 300_000);
      return shape(box(x, y, x + 900, y + 700));
    });
    const { edges, pairs } = looks([...town, shape(box(1_700_000_000, 800_000_000, 1_700_000_100, 800_000_100))]);
    expect(pairs).toBeLessThan(40 * edges);
  });

  it('stay small where a long diagonal passes a dense town', () => {
    const random = mulberry32(6);
    const town = Array.from({ length: 2000 }, () => {
      const x = between(random, 0, 100_000);
      const y = between(random, 0, 100_000);
      return shape(box(x, y, x + 500, y + 500));
    });
    const { edges, pairs } = looks([
      ...town,
      shape(ring([-9_000_000, -9_000_000], [9_000_000, 9_000_100], [0, 9_000_000])),
    ]);
    expect(pairs).toBeLessThan(40 * edges);
  });
});
