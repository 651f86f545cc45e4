/**
 * Which edges come near each other: uniform cells over their box, and smaller cells inside every cell that is crowded, so
 * that neither a distant exclave nor one dense street makes the work quadratic. Lattice units.
 */

/** Ends of edges by number; a before b by x, then by y. */
export interface Ends {
  readonly ax: Int32Array;
  readonly ay: Int32Array;
  readonly bx: Int32Array;
  readonly by: Int32Array;
}

/** `list[from … to−1]` are the numbers of the edges in one cell. */
export type CellVisitor = (list: Int32Array, from: number, to: number) => void;

interface Frame {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
  readonly cell: number;
  readonly cols: number;
  readonly rows: number;
}

/** More edges than this in a cell and the cell is divided again, this often at most. */
const CROWD = 24;
const DEEPEST = 12;
/** A division that would list each edge more often than this is not worth it: larger cells, or none. */
const REPEATS = 8;

/**
 * Visits each cell with two edges or more. Two edges that meet share at least one visited cell; they may share several.
 */
export function eachCell(ends: Ends, edges: Int32Array, visit: CellVisitor): void {
  const { ax, ay, bx, by } = ends;
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < edges.length; i++) {
    const e = edges[i]!;
    if (ax[e]! < minX) minX = ax[e]!;
    if (bx[e]! > maxX) maxX = bx[e]!;
    const low = Math.min(ay[e]!, by[e]!);
    const high = Math.max(ay[e]!, by[e]!);
    if (low < minY) minY = low;
    if (high > maxY) maxY = high;
  }
  if (edges.length > 1) divide(ends, edges, 0, edges.length, [minX, minY, maxX, maxY], 0, visit);
}

function divide(
  ends: Ends,
  list: Int32Array,
  from: number,
  to: number,
  [minX, minY, maxX, maxY]: readonly [number, number, number, number],
  depth: number,
  visit: CellVisitor,
): void {
  const count = to - from;
  const wide = maxX - minX + 1;
  const high = maxY - minY + 1;
  const side = Math.max(Math.sqrt((wide * high) / count), Math.max(wide, high) / (4 * count), 2);
  let cell = 2 ** Math.round(Math.log2(side));
  for (;;) {
    const cols = Math.floor((wide - 1) / cell) + 1;
    const rows = Math.floor((high - 1) / cell) + 1;
    const total = cols * rows;
    if (total === 1) break;
    const frame: Frame = { minX, minY, maxX, maxY, cell, cols, rows };
    const starts = new Int32Array(total + 1);
    const home = new Int32Array(count);
    distribute(ends, list, from, to, frame, starts, home, null);
    for (let at = 0; at < total; at++) starts[at + 1]! += starts[at]!;
    if (starts[total]! > REPEATS * count + 64) {
      if (depth > 0) break;
      cell *= 2;
      continue;
    }
    const lists = new Int32Array(starts[total]!);
    distribute(ends, list, from, to, frame, starts, home, lists);
    for (let at = 0; at < total; at++) {
      const first = starts[at]!;
      const end = starts[at + 1]!;
      if (end - first < 2) continue;
      if (end - first <= CROWD || depth === DEEPEST) {
        visit(lists, first, end);
        continue;
      }
      const x = minX + (at % cols) * cell;
      const y = minY + Math.floor(at / cols) * cell;
      const box = [x, y, Math.min(maxX, x + cell - 1), Math.min(maxY, y + cell - 1)] as const;
      divide(ends, lists, first, end, box, depth + 1, visit);
    }
    return;
  }
  visit(list, from, to);
}

/**
 * Without `lists`: adds to `starts` how many edges each cell has. With them: `starts` holds the end of each cell's stretch
 * and becomes its start. `home`: the cell of each edge that is in one only, −1 for others; filled by the first call. An edge
 * is in every cell of the frame that it meets, and perhaps in one that it misses by a unit.
 */
function distribute(
  ends: Ends,
  list: Int32Array,
  from: number,
  to: number,
  frame: Frame,
  starts: Int32Array,
  home: Int32Array,
  lists: Int32Array | null,
): void {
  const { ax, ay, bx, by } = ends;
  const { minX, minY, maxX, maxY, cell, cols, rows } = frame;
  // The side is a power of two, so this is a division without rounding.
  const perUnit = 1 / cell;
  for (let i = from; i < to; i++) {
    const e = list[i]!;
    if (lists !== null && home[i - from]! >= 0) {
      lists[--starts[home[i - from]!]!] = e;
      continue;
    }
    const x0 = ax[e]!;
    const x1 = bx[e]!;
    const up = by[e]! >= ay[e]!;
    const y0 = up ? ay[e]! : by[e]!;
    const y1 = up ? by[e]! : ay[e]!;
    let col0 = x0 <= minX ? 0 : ((x0 - minX) * perUnit) | 0;
    let col1 = x1 >= maxX ? cols - 1 : ((x1 - minX) * perUnit) | 0;
    const row0 = y0 <= minY ? 0 : ((y0 - minY) * perUnit) | 0;
    const row1 = y1 >= maxY ? rows - 1 : ((y1 - minY) * perUnit) | 0;
    if (row0 === row1 && col0 === col1) {
      const at = row0 * cols + col0;
      home[i - from] = at;
      starts[at]! += 1;
      continue;
    }
    home[i - from] = -1;
    const slanted = y1 > y0 && x1 > x0 && row0 !== row1;
    const slope = slanted ? (up ? x1 - x0 : x0 - x1) / (y1 - y0) : 0;
    const foot = up ? x0 : x1;
    for (let row = row0; row <= row1; row++) {
      if (slanted) {
        // A margin of a unit on every side covers the rounding of the slope.
        const low = Math.max(y0, minY + row * cell - 1);
        const top = Math.min(y1, minY + (row + 1) * cell + 1);
        const xa = foot + slope * (low - y0);
        const xb = foot + slope * (top - y0);
        const left = Math.max(x0, Math.min(xa, xb) - 1);
        const right = Math.min(x1, Math.max(xa, xb) + 1);
        if (right < minX || left > maxX + 1) continue;
        col0 = left <= minX ? 0 : Math.min(cols - 1, Math.floor((left - minX) / cell));
        col1 = right >= maxX ? cols - 1 : Math.floor((right - minX) / cell);
      }
      const end = row * cols + col1;
      for (let at = row * cols + col0; at <= end; at++) {
        if (lists === null) starts[at]! += 1;
        else lists[--starts[at]!] = e;
      }
    }
  }
}
