/**
 * The half-edges of noded pieces and the cycles they form. Half-edge 2·p runs along piece p from tail to head, 2·p + 1 back;
 * each has its face on the left. `next` turns as far left as possible, so a face that touches itself in a point keeps to
 * its own sector.
 */
import type { Pieces } from './noding.ts';
import { orient } from './predicates.ts';
import type { Ends } from './segment-cells.ts';

export interface HalfEdges {
  readonly count: number;
  /** The half-edge that follows with the same face on its left. */
  readonly next: Int32Array;
  /** Direction of each piece from tail to head, as a whole vector. */
  readonly dx: Float64Array;
  readonly dy: Float64Array;
  /** Half-edges that leave a node, counter-clockwise from due east: `leaving[start[n] … start[n+1]−1]`. */
  readonly start: Int32Array;
  readonly leaving: Int32Array;
}

export function halfEdges(table: Ends, pieces: Pieces): HalfEdges {
  const { count, tail, head, edges, edgeStart } = pieces;
  const dx = new Float64Array(count);
  const dy = new Float64Array(count);
  const start = new Int32Array(pieces.nodes.count + 1);
  for (let p = 0; p < count; p++) {
    const edge = edges[edgeStart[p]!]!;
    dx[p] = table.bx[edge]! - table.ax[edge]!;
    dy[p] = table.by[edge]! - table.ay[edge]!;
    start[tail[p]! + 1]! += 1;
    start[head[p]! + 1]! += 1;
  }
  for (let n = 0; n < pieces.nodes.count; n++) start[n + 1]! += start[n]!;
  const free = start.slice();
  const leaving = new Int32Array(2 * count);
  for (let p = 0; p < count; p++) {
    leaving[free[tail[p]!]!++] = 2 * p;
    leaving[free[head[p]!]!++] = 2 * p + 1;
  }
  const next = new Int32Array(2 * count);
  for (let n = 0; n < pieces.nodes.count; n++) {
    const from = start[n]!;
    const to = start[n + 1]!;
    sortAround(leaving, from, to, dx, dy);
    for (let i = from; i < to; i++) next[leaving[i]! ^ 1] = leaving[i === from ? to - 1 : i - 1]!;
  }
  return { count: 2 * count, next, dx, dy, start, leaving };
}

/** Whether the half-edge's direction is in [0°, 180°). */
export function pointsUp({ dx, dy }: Pick<HalfEdges, 'dx' | 'dy'>, half: number): boolean {
  const flip = (half & 1) === 0 ? 1 : -1;
  const x = dx[half >> 1]! * flip;
  const y = dy[half >> 1]! * flip;
  return y > 0 || (y === 0 && x > 0);
}

/** The sign of the turn from the direction of one half-edge to that of another: positive to the left, exact. */
export function turnOf({ dx, dy }: Pick<HalfEdges, 'dx' | 'dy'>, from: number, to: number): number {
  const sign = ((from ^ to) & 1) === 0 ? 1 : -1;
  return sign * orient(0, 0, dx[from >> 1]!, dy[from >> 1]!, dx[to >> 1]!, dy[to >> 1]!);
}

/** Insertion sort: nodes have few edges, and equal directions do not occur in complete noding. */
function sortAround(leaving: Int32Array, from: number, to: number, dx: Float64Array, dy: Float64Array): void {
  const directions = { dx, dy };
  for (let i = from + 1; i < to; i++) {
    const half = leaving[i]!;
    const up = pointsUp(directions, half);
    let j = i - 1;
    while (j >= from) {
      const other = leaving[j]!;
      const otherUp = pointsUp(directions, other);
      const before = up === otherUp ? turnOf(directions, half, other) > 0 : up;
      if (!before) break;
      leaving[j + 1] = other;
      j -= 1;
    }
    leaving[j + 1] = half;
  }
}
