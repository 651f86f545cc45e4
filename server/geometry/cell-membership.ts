/**
 * Which grids each cell of a frame meets: for every grid and every cell of its box, whether the grid's edges pass through
 * the cell and whether the cell's reference point lies inside the grid. The reference is taken a hair above its place, so
 * that it is never on an edge (cell-frame.ts keeps it off vertices and upright edges).
 */
import { type CellFrame, cellsOfBox, cellsOfSegment, referenceX, referenceY } from './cell-frame.ts';
import { compareProducts } from './exact-product.ts';
import type { Box, MultiPolygon } from './polygon.ts';

export interface CellMembership {
  /** Start of each cell's entries; one more than there are cells. */
  readonly starts: Int32Array;
  /** grid · 2 + (reference inside ? 1 : 0), ascending within a cell. */
  readonly entries: Int32Array;
}

const TOUCHED = 2;

export function cellMembership(
  frame: CellFrame,
  grids: readonly MultiPolygon[],
  boxes: readonly Box[],
): CellMembership {
  const cells = frame.cols * frame.rows;
  const starts = new Int32Array(cells + 1);
  let pairs = new Int32Array(1024);
  let used = 0;
  let marks = new Uint8Array(1024);
  let path = new Int32Array(64);

  for (let grid = 0; grid < grids.length; grid++) {
    const [x0, y0, x1, y1] = boxes[grid]!;
    if (x1 < x0) continue;
    const col0 = (x0 - frame.minX) >>> frame.shiftX;
    const col1 = (x1 - frame.minX) >>> frame.shiftX;
    const row0 = (y0 - frame.minY) >>> frame.shiftY;
    const row1 = (y1 - frame.minY) >>> frame.shiftY;
    const wide = col1 - col0 + 1;
    const area = wide * (row1 - row0 + 1);
    if (marks.length < area) marks = new Uint8Array(area * 2);
    else marks.fill(0, 0, area);

    for (const polygon of grids[grid]!) {
      for (const ring of polygon) {
        let px = ring[ring.length - 2]!;
        let py = ring[ring.length - 1]!;
        for (let i = 0; i < ring.length; i += 2) {
          const qx = ring[i]!;
          const qy = ring[i + 1]!;
          if (py <= qy) markEdge(px, py, qx, qy);
          else markEdge(qx, qy, px, py);
          px = qx;
          py = qy;
        }
      }
    }

    if (pairs.length < used + 2 * area) {
      const longer = new Int32Array(pairs.length * 2 + 2 * area);
      longer.set(pairs.subarray(0, used));
      pairs = longer;
    }
    for (let row = row0; row <= row1; row++) {
      let inside = 0;
      for (let col = col0; col <= col1; col++) {
        const mark = marks[(row - row0) * wide + (col - col0)]!;
        inside ^= mark & 1;
        if (inside === 0 && (mark & TOUCHED) === 0) continue;
        const cell = row * frame.cols + col;
        pairs[used++] = cell;
        pairs[used++] = grid * 2 + inside;
        starts[cell + 1]! += 1;
      }
    }

    /** Marks the cells of one upward edge, and where it turns references from outside to inside or back. */
    function markEdge(ax: number, ay: number, bx: number, by: number): void {
      const left = Math.min(ax, bx);
      const right = Math.max(ax, bx);
      const most = cellsOfBox(frame, left, ay, right, by);
      if (path.length < most) path = new Int32Array(most * 2);
      const n = cellsOfSegment(frame, ax, ay, bx, by, path);
      for (let i = 0; i < n; i++) {
        const cell = path[i]!;
        const row = Math.floor(cell / frame.cols);
        marks[(row - row0) * wide + (cell - row * frame.cols - col0)]! |= TOUCHED;
      }
      for (let row = (ay - frame.minY) >>> frame.shiftY; row <= row1; row++) {
        const y = referenceY(frame, row);
        if (y >= by) break;
        const col = Math.max(col0, firstColumnEast(frame, ax, ay, bx, by, y));
        if (col <= col1) marks[(row - row0) * wide + (col - col0)]! ^= 1;
      }
    }
  }

  for (let cell = 0; cell < cells; cell++) starts[cell + 1]! += starts[cell]!;
  const entries = new Int32Array(used / 2);
  const next = starts.slice(0, cells);
  for (let i = 0; i < used; i += 2) {
    const cell = pairs[i]!;
    entries[next[cell]!] = pairs[i + 1]!;
    next[cell]! += 1;
  }
  return { starts, entries };
}

/** The first column whose reference lies east of an upward edge at height y (a half) plus a hair. */
function firstColumnEast(frame: CellFrame, ax: number, ay: number, bx: number, by: number, y: number): number {
  const dx = bx - ax;
  const dy = by - ay;
  const x = ax + (dx * (y - ay)) / dy;
  let col = Math.floor((x - frame.minX) / 2 ** frame.shiftX);
  while (col > 0 && east(col - 1)) col -= 1;
  while (!east(col)) col += 1;
  return col;

  function east(c: number): boolean {
    const order = compareProducts(dy, referenceX(frame, c) - ax, dx, y - ay);
    return order > 0 || (order === 0 && dx < 0);
  }
}
