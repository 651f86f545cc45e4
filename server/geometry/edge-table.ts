/**
 * Every edge of a set of grids once, with the grids that use it: two for a border between neighbours. Ends are put in
 * order (lower end first, the left one of a level edge), so an edge and its reverse are the same row. A grid that uses
 * one edge twice (two of its own parts side by side) gets two rows, so that parity stays right.
 */
import type { MultiPolygon } from './polygon.ts';

export interface EdgeTable {
  readonly count: number;
  /** ax, ay, bx, by for each edge, ay ≤ by. */
  readonly ends: Int32Array;
  /** Numbers of the first two grids of each edge; −1 for none. */
  readonly users: Int32Array;
  /** The third and further grids of an edge that more than two use. */
  readonly more: ReadonlyMap<number, readonly number[]>;
}

/** Edges of no length are left out. O(vertices) expected. */
export function edgeTable(grids: readonly MultiPolygon[], vertices: number): EdgeTable {
  const bits = Math.max(4, Math.ceil(Math.log2(vertices + 1)) + 1);
  const slots = new Int32Array(2 ** bits).fill(-1);
  const last = slots.length - 1;
  const ends = new Int32Array(vertices * 4);
  const users = new Int32Array(vertices * 2);
  const more = new Map<number, number[]>();
  let count = 0;
  for (let grid = 0; grid < grids.length; grid++) {
    for (const polygon of grids[grid]!) {
      for (const ring of polygon) {
        let px = ring[ring.length - 2]!;
        let py = ring[ring.length - 1]!;
        for (let i = 0; i < ring.length; i += 2) {
          const qx = ring[i]!;
          const qy = ring[i + 1]!;
          if (px !== qx || py !== qy) {
            const up = py < qy || (py === qy && px < qx);
            count = enter(grid, up ? px : qx, up ? py : qy, up ? qx : px, up ? qy : py);
          }
          px = qx;
          py = qy;
        }
      }
    }
  }
  return { count, ends: ends.slice(0, count * 4), users: users.slice(0, count * 2), more };

  function enter(grid: number, ax: number, ay: number, bx: number, by: number): number {
    let slot = hash(ax, ay, bx, by) >>> (32 - bits);
    for (;;) {
      const edge = slots[slot]!;
      if (edge < 0) {
        slots[slot] = count;
        ends[count * 4] = ax;
        ends[count * 4 + 1] = ay;
        ends[count * 4 + 2] = bx;
        ends[count * 4 + 3] = by;
        users[count * 2] = grid;
        users[count * 2 + 1] = -1;
        return count + 1;
      }
      const e = edge * 4;
      if (ends[e] === ax && ends[e + 1] === ay && ends[e + 2] === bx && ends[e + 3] === by && join(edge, grid)) {
        return count;
      }
      slot = (slot + 1) & last;
    }
  }

  /** Grids come in order, so a grid that already uses the edge is its last user. */
  function join(edge: number, grid: number): boolean {
    const second = users[edge * 2 + 1]!;
    if (second < 0) {
      if (users[edge * 2] === grid) return false;
      users[edge * 2 + 1] = grid;
      return true;
    }
    const others = more.get(edge);
    if ((others === undefined ? second : others[others.length - 1]) === grid) return false;
    if (others === undefined) more.set(edge, [grid]);
    else others.push(grid);
    return true;
  }
}

function hash(ax: number, ay: number, bx: number, by: number): number {
  let h = Math.imul(ax, 0x9e3779b1) ^ Math.imul(ay, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15), 0xc2b2ae35) ^ Math.imul(bx, 0x27d4eb2f) ^ Math.imul(by, 0x165667b1);
  h = Math.imul(h ^ (h >>> 13), 0x9e3779b1);
  return h ^ (h >>> 16);
}
