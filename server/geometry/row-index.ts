/**
 * Level rows over a set of segments, each row with about as many segment ends as the next: finds what a level ray can meet
 * without looking at the rest, however unevenly the data lie.
 */

const SEGMENTS_PER_ROW = 4;
const MOST_ROWS = 1 << 14;
/** Rows are made taller until the segments are listed no more than this often on average. */
const REPEATS = 8;

export class RowIndex {
  /** Lowest y of each row but the first. */
  readonly #bounds: Float64Array;
  readonly #starts: Int32Array;
  readonly #lists: Int32Array;

  /** Lowest and highest y of each segment, by its number; they may be generous. */
  constructor(low: Float64Array, high: Float64Array) {
    const { bounds, starts } = rowBounds(low, high);
    const next = starts.slice(0, -1);
    const lists = new Int32Array(starts[starts.length - 1]!);
    for (let i = 0; i < low.length; i++) {
      const last = rowOf(bounds, high[i]!);
      for (let row = rowOf(bounds, low[i]!); row <= last; row++) lists[next[row]!++] = i;
    }
    this.#bounds = bounds;
    this.#starts = starts;
    this.#lists = lists;
  }

  /** The segments whose range of y may hold this y, in order of their numbers; a view, not to be kept. */
  at(y: number): Int32Array {
    const row = rowOf(this.#bounds, y);
    return this.#lists.subarray(this.#starts[row]!, this.#starts[row + 1]!);
  }
}

/** The lowest y of each row but the first, and how many segments the rows before each row list. */
export function rowBounds(low: Float64Array, high: Float64Array): { bounds: Float64Array; starts: Int32Array } {
  const count = low.length;
  const sorted = Float64Array.from(low).sort();
  let rows = Math.max(1, Math.min(MOST_ROWS, Math.floor(count / SEGMENTS_PER_ROW)));
  for (;;) {
    const bounds = new Float64Array(rows - 1);
    for (let row = 1; row < rows; row++) bounds[row - 1] = sorted[Math.floor((row * count) / rows)]!;
    const starts = new Int32Array(rows + 1);
    for (let i = 0; i < count; i++) {
      const last = rowOf(bounds, high[i]!);
      for (let row = rowOf(bounds, low[i]!); row <= last; row++) starts[row + 1]! += 1;
    }
    for (let row = 0; row < rows; row++) starts[row + 1]! += starts[row]!;
    if (rows === 1 || starts[rows]! <= REPEATS * count) return { bounds, starts };
    rows = rows >> 1;
  }
}

/** The last row whose lowest y is at most y. */
export function rowOf(bounds: Float64Array, y: number): number {
  let from = 0;
  let to = bounds.length;
  while (from < to) {
    const mid = (from + to) >> 1;
    if (bounds[mid]! <= y) from = mid + 1;
    else to = mid;
  }
  return from;
}
