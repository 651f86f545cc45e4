/**
 * CROSS: the pairs of edges that meet otherwise than end to end: a proper crossing, an end inside another edge, a common
 * stretch. Exact for any int32 coordinates.
 */
import { MAX_SPAN } from './lattice.ts';
import { crossesProperly, orient } from './predicates.ts';
import { type Ends, eachCell } from './segment-cells.ts';

export interface EdgeEnds extends Ends {
  readonly count: number;
  readonly longest: number;
}

/** Pairs e0, f0, e1, f1, … of edge numbers, e < f, each pair once. `edges`: those to look at; all when left out. */
export function crossings(table: EdgeEnds, edges: Int32Array = allEdges(table.count)): Int32Array {
  const { ax, ay, bx, by } = table;
  // Edges whose boxes meet are at most two edges long across, so one bound makes every product of the quick way exact.
  const quick = 2 * table.longest <= MAX_SPAN;
  const seen = new Set<number>();
  const pairs: number[] = [];
  eachCell(table, edges, (list, from, to) => {
    for (let p = from; p < to - 1; p++) {
      const e = list[p]!;
      const ex = ax[e]!;
      const ey = ay[e]!;
      const fx = bx[e]!;
      const fy = by[e]!;
      const low = Math.min(ey, fy);
      const high = Math.max(ey, fy);
      const ux = fx - ex;
      const uy = fy - ey;
      for (let q = p + 1; q < to; q++) {
        const f = list[q]!;
        const cx = ax[f]!;
        const dx = bx[f]!;
        if (cx > fx || dx < ex) continue;
        const cy = ay[f]!;
        const dy = by[f]!;
        if ((cy > high && dy > high) || (cy < low && dy < low)) continue;
        if (quick && joined(ex, ey, fx, fy, cx, cy, dx, dy)) continue;
        let c: number;
        let d: number;
        if (quick) {
          c = ux * (cy - ey) - uy * (cx - ex);
          d = ux * (dy - ey) - uy * (dx - ex);
        } else {
          c = orient(ex, ey, fx, fy, cx, cy);
          d = orient(ex, ey, fx, fy, dx, dy);
        }
        if ((c > 0 && d > 0) || (c < 0 && d < 0)) continue;
        const vx = dx - cx;
        const vy = dy - cy;
        let a: number;
        let b: number;
        if (quick) {
          a = vx * (ey - cy) - vy * (ex - cx);
          b = vx * (fy - cy) - vy * (fx - cx);
        } else {
          a = orient(cx, cy, dx, dy, ex, ey);
          b = orient(cx, cy, dx, dy, fx, fy);
        }
        if ((a > 0 && b > 0) || (a < 0 && b < 0)) continue;
        if ((c === 0 || d === 0 || a === 0 || b === 0) && !endInside(table, e, f, c, d, a, b)) continue;
        const key = e < f ? e * table.count + f : f * table.count + e;
        if (seen.has(key)) continue;
        seen.add(key);
        pairs.push(Math.min(e, f), Math.max(e, f));
      }
    }
  });
  return Int32Array.from(pairs);
}

/** Whether two edges of the table cross in one point inside both. */
export function crossInside({ ax, ay, bx, by }: Ends, e: number, f: number): boolean {
  return crossesProperly(ax[e]!, ay[e]!, bx[e]!, by[e]!, ax[f]!, ay[f]!, bx[f]!, by[f]!);
}

/** Whether p lies between the ends of an edge whose line it is on; ends do not count. */
export function strictlyBetween({ ax, ay, bx, by }: Ends, edge: number, px: number, py: number): boolean {
  const afterA = px > ax[edge]! || (px === ax[edge]! && py > ay[edge]!);
  const beforeB = px < bx[edge]! || (px === bx[edge]! && py < by[edge]!);
  return afterA && beforeB;
}

/**
 * Whether two edges have one end in common and turn there: the usual neighbours along a border, which meet nowhere else.
 * For differences whose products are exact.
 */
function joined(
  ex: number,
  ey: number,
  fx: number,
  fy: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): boolean {
  if ((cx === fx && cy === fy) || (cx === ex && cy === ey)) return (fx - ex) * (dy - ey) - (fy - ey) * (dx - ex) !== 0;
  if ((dx === ex && dy === ey) || (dx === fx && dy === fy)) return (fx - ex) * (cy - ey) - (fy - ey) * (cx - ex) !== 0;
  return false;
}

function endInside(ends: Ends, e: number, f: number, c: number, d: number, a: number, b: number): boolean {
  const { ax, ay, bx, by } = ends;
  return (
    (c === 0 && strictlyBetween(ends, e, ax[f]!, ay[f]!)) ||
    (d === 0 && strictlyBetween(ends, e, bx[f]!, by[f]!)) ||
    (a === 0 && strictlyBetween(ends, f, ax[e]!, ay[e]!)) ||
    (b === 0 && strictlyBetween(ends, f, bx[e]!, by[e]!))
  );
}

function allEdges(count: number): Int32Array {
  const all = new Int32Array(count);
  for (let i = 0; i < count; i++) all[i] = i;
  return all;
}
