/** Noding on a lattice so coarse that everything meets everything: nothing crosses in the end, and nothing has changed sides. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crossings } from '../../server/geometry/crossings.ts';
import { passesPixel } from '../../server/partition/cells/hot-pixel.ts';
import { type Noded, snapNode } from '../../server/partition/cells/snap-noding.ts';

const RUNS = { seed: 20261125, numRuns: 200 };

const segmentsOn = (size: number, most: number) => {
  const number = fc.integer({ min: 0, max: size });
  return fc
    .array(fc.tuple(number, number, number, number), { minLength: 1, maxLength: most })
    .map((all) => all.filter(([ax, ay, bx, by]) => ax !== bx || ay !== by));
};

type Segment = readonly [number, number, number, number];

function node(segments: readonly Segment[]): Noded {
  const at = (i: number) => Int32Array.from(segments, (one) => one[i]!);
  return snapNode({ ax: at(0), ay: at(1), bx: at(2), by: at(3) }, segments.length);
}

function endsOf({ nodes, tail, head, count }: Noded) {
  const ax = Int32Array.from(tail, (n) => nodes.x[n]!);
  const ay = Int32Array.from(tail, (n) => nodes.y[n]!);
  const bx = Int32Array.from(head, (n) => nodes.x[n]!);
  const by = Int32Array.from(head, (n) => nodes.y[n]!);
  const longest = Math.max(0, ...ax.map((x, i) => Math.max(Math.abs(bx[i]! - x), Math.abs(by[i]! - ay[i]!))));
  return { ax, ay, bx, by, count, longest };
}

/** The nodes that a segment is led through, from its beginning, by its pieces in any order. */
function wayOf(noded: Noded, segment: number): [number, number][] {
  const pieces: [number, number][] = [];
  for (let p = 0; p < noded.count; p++) {
    for (let i = noded.start[p]!; i < noded.start[p + 1]!; i++) {
      if (noded.sources[i]! >> 1 !== segment) continue;
      const forth = (noded.sources[i]! & 1) === 0;
      pieces.push(forth ? [noded.tail[p]!, noded.head[p]!] : [noded.head[p]!, noded.tail[p]!]);
    }
  }
  return pieces;
}

describe('snap noding', () => {
  it('leaves no two pieces that meet but in ends, and no piece twice', () => {
    fc.assert(
      fc.property(segmentsOn(14, 24), (segments) => {
        const noded = node(segments);
        const ends = endsOf(noded);
        expect(crossings(ends)).toHaveLength(0);
        const keys = Array.from({ length: noded.count }, (_, p) => `${noded.tail[p]} ${noded.head[p]}`);
        expect(new Set(keys).size).toBe(noded.count);
        // Nor does any pass the pixel of a node that is not its own.
        const used = new Set([...noded.tail, ...noded.head]);
        let passed = 0;
        for (const n of used) {
          const [x, y] = [noded.nodes.x[n]!, noded.nodes.y[n]!];
          for (let p = 0; p < noded.count; p++) {
            const isOwn = noded.tail[p] === n || noded.head[p] === n;
            if (!isOwn && passesPixel(ends.ax[p]!, ends.ay[p]!, ends.bx[p]!, ends.by[p]!, x, y)) passed += 1;
          }
        }
        expect(passed).toBe(0);
      }),
      RUNS,
    );
  });

  it('leads every segment from its beginning to its end', () => {
    fc.assert(
      fc.property(segmentsOn(14, 16), (segments) => {
        const noded = node(segments);
        segments.forEach(([ax, ay, bx, by], segment) => {
          const balance = new Map<number, number>();
          for (const [from, to] of wayOf(noded, segment)) {
            balance.set(from, (balance.get(from) ?? 0) + 1);
            balance.set(to, (balance.get(to) ?? 0) - 1);
          }
          const open = [...balance]
            .filter(([, net]) => net !== 0)
            .map(([n, net]) => [noded.nodes.x[n], noded.nodes.y[n], net]);
          expect(open.sort((p, q) => q[2]! - p[2]!)).toEqual([
            [ax, ay, 1],
            [bx, by, -1],
          ]);
        });
      }),
      RUNS,
    );
  });

  it('does not depend on the order or the direction of the segments', () => {
    const piecesOf = (noded: Noded): string[] => {
      const { ax, ay, bx, by } = endsOf(noded);
      return Array.from(ax, (x, i) => `${x} ${ay[i]} ${bx[i]} ${by[i]}`).sort();
    };
    fc.assert(
      fc.property(segmentsOn(40, 20), (segments) => {
        const turned = [...segments].reverse().map(([ax, ay, bx, by]): Segment => [bx, by, ax, ay]);
        expect(piecesOf(node(turned))).toEqual(piecesOf(node(segments)));
      }),
      RUNS,
    );
  });

  it('gives every point of the plane to one pixel', () => {
    const odd = fc.integer({ min: -9, max: 9 });
    fc.assert(
      fc.property(odd, odd, fc.integer({ min: 1, max: 9 }), (x, y, steps) => {
        // A lattice point is in its own pixel alone.
        const held = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].filter((dy) => passesPixel(x, y, x, y, x + dx, y + dy)));
        expect(held).toHaveLength(1);
        // Diagonals through corners pass two pixels at each, never three.
        const diagonal = Array.from({ length: steps + 1 }, (_, i) => i).flatMap((i) =>
          [-1, 0, 1].filter((d) => passesPixel(x, y, x + steps, y + steps, x + i, y + i + d)),
        );
        expect(diagonal).toEqual(diagonal.map(() => 0));
      }),
      RUNS,
    );
  });
});
