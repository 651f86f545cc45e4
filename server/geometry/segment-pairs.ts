/**
 * Which segments of a set come near each other: a uniform grid of cells, so that the work is about proportional to the
 * number of segments. Ends are exact numbers on any lattice that float64 holds.
 */

/** ax, ay, bx, by for each segment. */
export type Segments = Float64Array;

interface Cells {
  readonly minX: number;
  readonly minY: number;
  readonly side: number;
  readonly cols: number;
  readonly rows: number;
}

/** How many pairs of segments share a cell: what `nearPairs` will look at, within a small factor. */
export function pairsToLookAt(segments: Segments): number {
  if (segments.length < 8) return 0;
  const cells = cellsFor(segments);
  const counts = new Int32Array(cells.cols * cells.rows);
  for (let i = 0; i < segments.length / 4; i++) walk(cells, segments, i, (cell) => (counts[cell]! += 1));
  let pairs = 0;
  for (const count of counts) pairs += (count * (count - 1)) / 2;
  return pairs;
}

/**
 * Calls `visit(i, j)`, i < j, for every pair whose closed boxes meet and that share a cell: no pair that meets is missing,
 * a pair may be visited more than once. `visit` ends the search by returning true.
 */
export function nearPairs(segments: Segments, visit: (i: number, j: number) => boolean): void {
  const count = segments.length / 4;
  if (count < 2) return;
  const cells = cellsFor(segments);
  const total = cells.cols * cells.rows;
  const starts = new Int32Array(total + 1);
  for (let i = 0; i < count; i++) walk(cells, segments, i, (cell) => (starts[cell + 1]! += 1));
  for (let cell = 0; cell < total; cell++) starts[cell + 1]! += starts[cell]!;
  const lists = new Int32Array(starts[total]!);
  const next = starts.slice(0, total);
  for (let i = 0; i < count; i++) {
    walk(cells, segments, i, (cell) => {
      lists[next[cell]!] = i;
      next[cell]! += 1;
    });
  }
  for (let cell = 0; cell < total; cell++) {
    const to = starts[cell + 1]!;
    for (let p = starts[cell]!; p < to; p++) {
      const i = lists[p]!;
      const minX = Math.min(segments[4 * i]!, segments[4 * i + 2]!);
      const maxX = Math.max(segments[4 * i]!, segments[4 * i + 2]!);
      const minY = Math.min(segments[4 * i + 1]!, segments[4 * i + 3]!);
      const maxY = Math.max(segments[4 * i + 1]!, segments[4 * i + 3]!);
      for (let q = p + 1; q < to; q++) {
        const j = lists[q]!;
        const cx = segments[4 * j]!;
        const dx = segments[4 * j + 2]!;
        if ((cx < minX && dx < minX) || (cx > maxX && dx > maxX)) continue;
        const cy = segments[4 * j + 1]!;
        const dy = segments[4 * j + 3]!;
        if ((cy < minY && dy < minY) || (cy > maxY && dy > maxY)) continue;
        if (visit(i, j)) return;
      }
    }
  }
}

/** Cells no smaller than the segments ask for, and at most four for each segment. */
function cellsFor(segments: Segments): Cells {
  const count = segments.length / 4;
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  let length = 0;
  for (let i = 0; i < segments.length; i += 4) {
    const ax = segments[i]!;
    const ay = segments[i + 1]!;
    const bx = segments[i + 2]!;
    const by = segments[i + 3]!;
    minX = Math.min(minX, ax, bx);
    maxX = Math.max(maxX, ax, bx);
    minY = Math.min(minY, ay, by);
    maxY = Math.max(maxY, ay, by);
    length += Math.abs(bx - ax) + Math.abs(by - ay);
  }
  const wide = maxX - minX;
  const high = maxY - minY;
  const wanted = Math.max(length / count / 4, Math.sqrt((wide * high) / count) / 2, Math.max(wide, high) / count, 1);
  const side = 2 ** Math.ceil(Math.log2(wanted));
  return { minX, minY, side, cols: Math.floor(wide / side) + 1, rows: Math.floor(high / side) + 1 };
}

/** The cells a segment may pass through. The margin covers the rounding of the slope many times over. */
function walk(cells: Cells, segments: Segments, i: number, mark: (cell: number) => void): void {
  const { minX, minY, side, cols, rows } = cells;
  const upward = segments[4 * i + 1]! <= segments[4 * i + 3]!;
  const ax = segments[4 * i + (upward ? 0 : 2)]!;
  const ay = segments[4 * i + (upward ? 1 : 3)]!;
  const bx = segments[4 * i + (upward ? 2 : 0)]!;
  const by = segments[4 * i + (upward ? 3 : 1)]!;
  const left = Math.min(ax, bx);
  const right = Math.max(ax, bx);
  const row0 = Math.floor((ay - minY) / side);
  const row1 = Math.min(rows - 1, Math.floor((by - minY) / side));
  const margin = side / 1024;
  const slope = by > ay ? (bx - ax) / (by - ay) : 0;
  for (let row = row0; row <= row1; row++) {
    let from = left;
    let to = right;
    if (row0 !== row1) {
      const xa = ax + slope * (Math.max(ay, minY + row * side - margin) - ay);
      const xb = ax + slope * (Math.min(by, minY + (row + 1) * side + margin) - ay);
      from = Math.max(left, Math.min(xa, xb) - margin);
      to = Math.min(right, Math.max(xa, xb) + margin);
    }
    const col0 = Math.floor((from - minX) / side);
    const col1 = Math.min(cols - 1, Math.floor((to - minX) / side));
    for (let col = col0; col <= col1; col++) mark(row * cols + col);
  }
}
