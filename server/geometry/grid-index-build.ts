/**
 * Builds the arrays of a GridIndex (grid-index.ts) from the grids. For each cell of a uniform frame one int32:
 *   ≥ 0  the cell is solid: wholly inside that one grid
 *   −1   no grid meets the cell
 *   else −2 − offset of its record in `records`
 * A record is: edge count (the top bit says that another record follows), grid count ≤ 32, mask of the grids that hold
 * the reference point, the grid numbers ascending, then for each edge of those grids that meets the cell
 *   turn, mask of the grids that use it, ay, by, ax, bx      with ay ≤ by
 * An edge that both neighbours share is there once. `turn`: at heights below it, the upright line from the point up to the
 * reference crosses the edge. A cell with more than 32 grids has a chain of records.
 */
import { boxOf, type CellFrame, cellsOfBox, cellsOfSegment, frameFor, referenceX, referenceY } from './cell-frame.ts';
import { cellMembership } from './cell-membership.ts';
import { contentHash } from './content-hash.ts';
import { type EdgeTable, edgeTable } from './edge-table.ts';
import { compareProducts } from './exact-product.ts';
import { MAX_SPAN } from './lattice.ts';
import type { MultiPolygon } from './polygon.ts';

export const EDGE_WORDS = 6;
export const HEAD_WORDS = 3;
export const CHAINED = 0x80000000 | 0;
const NEVER = -(2 ** 31);
const MASK_BITS = 32;

export interface IndexArrays {
  readonly count: number;
  readonly frame: CellFrame;
  /** Whether some difference that a question may meet is beyond MAX_SPAN. */
  readonly wide: boolean;
  readonly contentHash: string;
  readonly cells: Int32Array;
  readonly records: Int32Array;
  /** For each cell how many cells away the nearest cell with edges is, counted as a king walks; 255 = that or more. */
  readonly reach: Uint8Array;
}

export function buildIndexArrays(grids: readonly MultiPolygon[]): IndexArrays {
  const boxes = grids.map(boxOf);
  let vertices = 0;
  for (const grid of grids) for (const polygon of grid) for (const ring of polygon) vertices += ring.length / 2;
  const frame = frameFor(boxes, vertices);
  const edges = edgeTable(grids, vertices);
  const membership = cellMembership(frame, grids, boxes);
  const edgeCells = distribute(frame, edges);
  const cellCount = frame.cols * frame.rows;
  const cells = new Int32Array(cellCount);
  const reach = new Uint8Array(cellCount);
  const writer = new RecordWriter(frame, edges, edgeCells.edges.length * EDGE_WORDS + cellCount);
  for (let cell = 0; cell < cellCount; cell++) {
    const from = edgeCells.starts[cell]!;
    const to = edgeCells.starts[cell + 1]!;
    const members = membership.entries.subarray(membership.starts[cell]!, membership.starts[cell + 1]!);
    reach[cell] = from === to ? 255 : 0;
    if (members.length === 0) cells[cell] = -1;
    else if (from === to && members.length === 1) cells[cell] = members[0]! >> 1;
    else cells[cell] = -2 - writer.write(cell, members, edgeCells.edges.subarray(from, to));
  }
  spreadReach(reach, frame.cols, frame.rows);
  return {
    count: grids.length,
    frame,
    wide: widestEdge(edges) + Math.max(2 ** frame.shiftX, 2 ** frame.shiftY) > MAX_SPAN,
    contentHash: contentHash(grids),
    cells,
    records: writer.finish(),
    reach,
  };
}

function widestEdge({ count, ends }: EdgeTable): number {
  let widest = 0;
  for (let e = 0; e < count * 4; e += 4) {
    widest = Math.max(widest, Math.abs(ends[e + 2]! - ends[e]!), ends[e + 3]! - ends[e + 1]!);
  }
  return widest;
}

/** The edges of each cell, ascending. */
function distribute(frame: CellFrame, table: EdgeTable): { starts: Int32Array; edges: Int32Array } {
  const cellCount = frame.cols * frame.rows;
  const starts = new Int32Array(cellCount + 1);
  let path = new Int32Array(64);
  const { count, ends } = table;
  const cellsOf = (e: number): number => {
    const ax = ends[e * 4]!;
    const ay = ends[e * 4 + 1]!;
    const bx = ends[e * 4 + 2]!;
    const by = ends[e * 4 + 3]!;
    const most = cellsOfBox(frame, Math.min(ax, bx), ay, Math.max(ax, bx), by);
    if (path.length < most) path = new Int32Array(most * 2);
    return cellsOfSegment(frame, ax, ay, bx, by, path);
  };
  for (let e = 0; e < count; e++) {
    const n = cellsOf(e);
    for (let i = 0; i < n; i++) starts[path[i]! + 1]! += 1;
  }
  for (let cell = 0; cell < cellCount; cell++) starts[cell + 1]! += starts[cell]!;
  const edges = new Int32Array(starts[cellCount]!);
  const next = starts.slice(0, cellCount);
  for (let e = 0; e < count; e++) {
    const n = cellsOf(e);
    for (let i = 0; i < n; i++) {
      const cell = path[i]!;
      edges[next[cell]!] = e;
      next[cell]! += 1;
    }
  }
  return { starts, edges };
}

class RecordWriter {
  readonly #frame: CellFrame;
  readonly #table: EdgeTable;
  #words: Int32Array;
  #used = 0;

  constructor(frame: CellFrame, table: EdgeTable, expected: number) {
    this.#frame = frame;
    this.#table = table;
    this.#words = new Int32Array(expected + 1024);
  }

  /** Writes the record, or chain of records, of one cell and returns its offset. */
  write(cell: number, members: Int32Array, edges: Int32Array): number {
    const start = this.#used;
    const row = Math.floor(cell / this.#frame.cols);
    const refX = referenceX(this.#frame, cell - row * this.#frame.cols);
    const refY = referenceY(this.#frame, row);
    for (let first = 0; first < members.length; first += MASK_BITS) {
      const part = members.subarray(first, first + MASK_BITS);
      this.#reserve(HEAD_WORDS + part.length + edges.length * EDGE_WORDS);
      const words = this.#words;
      const head = this.#used;
      let at = head + HEAD_WORDS;
      let inside = 0;
      for (let i = 0; i < part.length; i++) {
        words[at++] = part[i]! >> 1;
        inside |= (part[i]! & 1) << i;
      }
      let count = 0;
      for (const edge of edges) {
        const mask = this.#mask(edge, part);
        if (mask === 0) continue;
        const [ax, ay, bx, by] = this.#table.ends.subarray(edge * 4, edge * 4 + 4) as unknown as [
          number,
          number,
          number,
          number,
        ];
        words[at] = turnOf(ax, ay, bx, by, refX, refY);
        words[at + 1] = mask;
        words[at + 2] = ay;
        words[at + 3] = by;
        words[at + 4] = ax;
        words[at + 5] = bx;
        at += EDGE_WORDS;
        count += 1;
      }
      words[head] = first + MASK_BITS < members.length ? count | CHAINED : count;
      words[head + 1] = part.length;
      words[head + 2] = inside;
      this.#used = at;
    }
    return start;
  }

  finish(): Int32Array {
    return this.#words.slice(0, this.#used);
  }

  #mask(edge: number, part: Int32Array): number {
    const { users, more } = this.#table;
    let mask = bitOf(users[edge * 2]!, part) | bitOf(users[edge * 2 + 1]!, part);
    const others = users[edge * 2 + 1]! < 0 ? undefined : more.get(edge);
    if (others !== undefined) for (const grid of others) mask |= bitOf(grid, part);
    return mask;
  }

  #reserve(words: number): void {
    if (this.#used + words <= this.#words.length) return;
    const longer = new Int32Array(Math.ceil((this.#used + words) * 1.5));
    longer.set(this.#words.subarray(0, this.#used));
    this.#words = longer;
  }
}

function bitOf(grid: number, part: Int32Array): number {
  const last = part[part.length - 1]! >> 1;
  if (grid < part[0]! >> 1 || grid > last) return 0;
  for (let i = 0; i < part.length; i++) if (part[i]! >> 1 === grid) return 1 << i;
  return 0;
}

/**
 * The least integer not below the height where the edge crosses the upright line through the reference, when the crossing
 * is not above the reference; otherwise a number below every height.
 */
function turnOf(ax: number, ay: number, bx: number, by: number, refX: number, refY: number): number {
  if (ax > refX === bx > refX) return NEVER;
  // Ends in order from west to east, so that both products below have a positive divisor.
  const west = ax < bx;
  const px = west ? ax : bx;
  const py = west ? ay : by;
  const dx = Math.abs(bx - ax);
  const dy = west ? by - ay : ay - by;
  const along = refX - px;
  // the crossing is at or below y  ⇔  dy · along ≤ dx · (y − py)
  const notAbove = (y: number): boolean => compareProducts(dy, along, dx, y - py) <= 0;
  if (!notAbove(refY)) return NEVER;
  let turn = Math.ceil(py + (dy * along) / dx);
  while (notAbove(turn - 1)) turn -= 1;
  while (!notAbove(turn)) turn += 1;
  return turn;
}

/** Two passes of the usual distance transform with king's moves. */
function spreadReach(reach: Uint8Array, cols: number, rows: number): void {
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++) relax(row, col, -1);
  }
  for (let row = rows - 1; row >= 0; row--) {
    for (let col = cols - 1; col >= 0; col--) relax(row, col, 1);
  }

  function relax(row: number, col: number, step: -1 | 1): void {
    const at = row * cols + col;
    let best = reach[at]!;
    if (best === 0) return;
    const beside = col + step;
    if (beside >= 0 && beside < cols) best = Math.min(best, reach[at + step]! + 1);
    const next = row + step;
    if (next >= 0 && next < rows) {
      for (let c = Math.max(0, col - 1); c <= Math.min(cols - 1, col + 1); c++) {
        best = Math.min(best, reach[next * cols + c]! + 1);
      }
    }
    reach[at] = best;
  }
}
