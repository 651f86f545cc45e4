/**
 * Uniform cells over a box of lattice units. A cell's sides are powers of two, so its number is a shift of (x − minX):
 * the same exact expression wherever it is computed. Each cell has a reference point at halves of a unit, so that it is
 * never on a vertex: (centre − ½, top − ½).
 */
import type { Box, MultiPolygon } from './polygon.ts';

export interface CellFrame {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
  readonly shiftX: number;
  readonly shiftY: number;
  readonly cols: number;
  readonly rows: number;
}

/** Cells wanted for each grid, and for each vertex of the input: whichever asks for more. Measured, see tests/bench. */
const CELLS_PER_GRID = 16;
const CELLS_PER_VERTEX = 0.5;
/** Bounds of the table of cells and of the (grid, cell) pairs looked at while building, as multiples of the wish. */
const MAX_TABLE = 4;
const MAX_PAIRS = 24;

/** The box of one multi-polygon; an inverted box when it has no vertex. */
export function boxOf(shape: MultiPolygon): Box {
  let minX = Infinity;
  let minY = Infinity;
  let maxX = -Infinity;
  let maxY = -Infinity;
  for (const polygon of shape) {
    for (const ring of polygon) {
      for (let i = 0; i < ring.length; i += 2) {
        const x = ring[i]!;
        const y = ring[i + 1]!;
        if (x < minX) minX = x;
        if (x > maxX) maxX = x;
        if (y < minY) minY = y;
        if (y > maxY) maxY = y;
      }
    }
  }
  return [minX, minY, maxX, maxY];
}

/**
 * A frame for these grids: cells about as large as their common size asks, fewer when the data are scattered over a wide
 * box or cover each other many times. Boxes of empty grids are inverted and are passed over.
 */
export function frameFor(boxes: readonly Box[], vertices: number): CellFrame {
  let minX = Infinity;
  let minY = Infinity;
  let maxX = -Infinity;
  let maxY = -Infinity;
  let covered = 0;
  for (const [x0, y0, x1, y1] of boxes) {
    if (x1 < x0) continue;
    if (x0 < minX) minX = x0;
    if (y0 < minY) minY = y0;
    if (x1 > maxX) maxX = x1;
    if (y1 > maxY) maxY = y1;
    covered += (x1 - x0 + 1) * (y1 - y0 + 1);
  }
  if (maxX < minX) return { minX: 0, minY: 0, maxX: -1, maxY: -1, shiftX: 1, shiftY: 1, cols: 0, rows: 0 };
  const wish = Math.max(CELLS_PER_GRID * boxes.length, CELLS_PER_VERTEX * vertices, 64);
  const area = Math.min(covered, (maxX - minX + 1) * (maxY - minY + 1)) / wish;
  let shiftY = clampShift(Math.log2(area) / 2);
  let shiftX = clampShift(Math.log2(area) - shiftY);
  for (;;) {
    const cols = Math.floor((maxX - minX) / 2 ** shiftX) + 1;
    const rows = Math.floor((maxY - minY) / 2 ** shiftY) + 1;
    if (cols * rows <= MAX_TABLE * wish && pairs(boxes, shiftX, shiftY) <= MAX_PAIRS * wish) {
      return { minX, minY, maxX, maxY, shiftX, shiftY, cols, rows };
    }
    if (shiftX === 31 && shiftY === 31) return { minX, minY, maxX, maxY, shiftX, shiftY, cols, rows };
    if (shiftX <= shiftY) shiftX += 1;
    else shiftY += 1;
  }
}

function clampShift(wanted: number): number {
  return Math.min(31, Math.max(1, Math.round(wanted)));
}

function pairs(boxes: readonly Box[], shiftX: number, shiftY: number): number {
  let sum = 0;
  for (const [x0, y0, x1, y1] of boxes) {
    if (x1 >= x0) sum += ((x1 - x0) / 2 ** shiftX + 1) * ((y1 - y0) / 2 ** shiftY + 1);
  }
  return sum;
}

/** Half-integer x of the reference point of a column. */
export function referenceX(frame: CellFrame, col: number): number {
  return frame.minX + col * 2 ** frame.shiftX + 2 ** (frame.shiftX - 1) - 0.5;
}

/** Half-integer y of the reference point of a row: the top of the row's lattice points plus a half. */
export function referenceY(frame: CellFrame, row: number): number {
  return frame.minY + (row + 1) * 2 ** frame.shiftY - 0.5;
}

/**
 * The cells a segment may pass through, written to `out`, row by row; the count is returned. No cell that it meets is
 * missing (cells count as closed); one that it misses by less than two units may be there. `out` must hold the cells of
 * the segment's box.
 */
export function cellsOfSegment(
  frame: CellFrame,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  out: Int32Array,
): number {
  const { minX, minY, shiftX, shiftY, cols, rows } = frame;
  const leftX = Math.min(ax, bx);
  const rightX = Math.max(ax, bx);
  const lowY = Math.min(ay, by);
  const highY = Math.max(ay, by);
  const firstRow = (lowY - minY) >>> shiftY;
  const lastRow = Math.min(rows - 1, (highY - minY) >>> shiftY);
  const firstCol = (leftX - minX) >>> shiftX;
  const lastCol = Math.min(cols - 1, (rightX - minX) >>> shiftX);
  let n = 0;
  if (firstRow === lastRow || firstCol === lastCol) {
    for (let row = firstRow; row <= lastRow; row++) {
      for (let col = firstCol; col <= lastCol; col++) out[n++] = row * cols + col;
    }
    return n;
  }
  const slope = (bx - ax) / (by - ay);
  const height = 2 ** shiftY;
  for (let row = firstRow; row <= lastRow; row++) {
    const y0 = Math.max(lowY, minY + row * height - 1);
    const y1 = Math.min(highY, minY + (row + 1) * height + 1);
    const xa = ax + slope * (y0 - ay);
    const xb = ax + slope * (y1 - ay);
    const from = Math.max(leftX, Math.floor(Math.min(xa, xb)) - 1);
    const to = Math.min(rightX, Math.ceil(Math.max(xa, xb)) + 1);
    const c0 = (from - minX) >>> shiftX;
    const c1 = Math.min(lastCol, (to - minX) >>> shiftX);
    for (let col = c0; col <= c1; col++) out[n++] = row * cols + col;
  }
  return n;
}

/** An upper bound of what `cellsOfSegment` writes. */
export function cellsOfBox(frame: CellFrame, x0: number, y0: number, x1: number, y1: number): number {
  const wide =
    Math.floor((x1 - frame.minX) / 2 ** frame.shiftX) - Math.floor((x0 - frame.minX) / 2 ** frame.shiftX) + 1;
  const high =
    Math.floor((y1 - frame.minY) / 2 ** frame.shiftY) - Math.floor((y0 - frame.minY) / 2 ** frame.shiftY) + 1;
  return wide * high;
}
