/**
 * Uniform cells over segments of the lattice: which come within a unit of each other, or of a box. A segment is listed in
 * every cell that it comes within a unit of, and perhaps in some more.
 */
import type { Ends } from '../../geometry/segment-cells.ts';

export class SegmentGrid {
  readonly #minX: number;
  readonly #minY: number;
  readonly #side: number;
  readonly #cols: number;
  readonly #rows: number;
  readonly #starts: Int32Array;
  readonly #lists: Int32Array;
  readonly #ends: Ends;

  constructor(ends: Ends, count: number) {
    this.#ends = ends;
    const { ax, ay, bx, by } = ends;
    let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
    let length = 0;
    for (let i = 0; i < count; i++) {
      minX = Math.min(minX, ax[i]!, bx[i]!);
      maxX = Math.max(maxX, ax[i]!, bx[i]!);
      minY = Math.min(minY, ay[i]!, by[i]!);
      maxY = Math.max(maxY, ay[i]!, by[i]!);
      length += Math.abs(bx[i]! - ax[i]!) + Math.abs(by[i]! - ay[i]!);
    }
    const isEmpty = count === 0;
    this.#minX = isEmpty ? 0 : minX - 1;
    this.#minY = isEmpty ? 0 : minY - 1;
    const wide = isEmpty ? 1 : maxX - minX + 3;
    const high = isEmpty ? 1 : maxY - minY + 3;
    const wanted = Math.max(
      Math.sqrt((wide * high) / (count + 1)),
      length / (count + 1) / 2,
      wide / 4096,
      high / 4096,
      4,
    );
    this.#side = 2 ** Math.round(Math.log2(wanted));
    this.#cols = Math.floor(wide / this.#side) + 1;
    this.#rows = Math.floor(high / this.#side) + 1;
    const starts = new Int32Array(this.#cols * this.#rows + 1);
    for (let i = 0; i < count; i++) this.#eachCellOf(i, (cell) => (starts[cell + 1]! += 1));
    for (let cell = 0; cell + 1 < starts.length; cell++) starts[cell + 1]! += starts[cell]!;
    const lists = new Int32Array(starts[starts.length - 1]!);
    const free = starts.slice();
    for (let i = 0; i < count; i++) {
      this.#eachCellOf(i, (cell) => {
        lists[free[cell]!++] = i;
      });
    }
    this.#starts = starts;
    this.#lists = lists;
  }

  /** Each cell with two segments or more: their numbers are `list[from … to−1]`. */
  eachCell(visit: (list: Int32Array, from: number, to: number) => void): void {
    for (let cell = 0; cell + 1 < this.#starts.length; cell++) {
      const from = this.#starts[cell]!;
      const to = this.#starts[cell + 1]!;
      if (to - from > 1) visit(this.#lists, from, to);
    }
  }

  /** Every segment whose box meets this one, perhaps several times, and perhaps some more. */
  near(minX: number, minY: number, maxX: number, maxY: number, visit: (segment: number) => void): void {
    const col0 = Math.max(0, Math.floor((minX - this.#minX) / this.#side));
    const col1 = Math.min(this.#cols - 1, Math.floor((maxX - this.#minX) / this.#side));
    const row0 = Math.max(0, Math.floor((minY - this.#minY) / this.#side));
    const row1 = Math.min(this.#rows - 1, Math.floor((maxY - this.#minY) / this.#side));
    for (let row = row0; row <= row1; row++) {
      for (let at = row * this.#cols + col0; at <= row * this.#cols + col1; at++) {
        for (let i = this.#starts[at]!; i < this.#starts[at + 1]!; i++) visit(this.#lists[i]!);
      }
    }
  }

  #eachCellOf(i: number, visit: (cell: number) => void): void {
    const ax = this.#ends.ax[i]! - this.#minX;
    const ay = this.#ends.ay[i]! - this.#minY;
    const bx = this.#ends.bx[i]! - this.#minX;
    const by = this.#ends.by[i]! - this.#minY;
    const side = this.#side;
    const low = Math.min(ay, by);
    const high = Math.max(ay, by);
    const left = Math.min(ax, bx);
    const right = Math.max(ax, bx);
    const row0 = Math.floor((low - 1) / side);
    const row1 = Math.min(this.#rows - 1, Math.floor((high + 1) / side));
    const slope = by === ay ? 0 : (bx - ax) / (by - ay);
    for (let row = Math.max(0, row0); row <= row1; row++) {
      let from = left;
      let to = right;
      if (row0 !== row1) {
        // Two units more than the row cover the unit around the segment and the rounding of the slope.
        const xa = ax + slope * (Math.max(low, row * side - 2) - ay);
        const xb = ax + slope * (Math.min(high, (row + 1) * side + 2) - ay);
        from = Math.max(left, Math.min(xa, xb));
        to = Math.min(right, Math.max(xa, xb));
      }
      const col0 = Math.max(0, Math.floor((from - 2) / side));
      const col1 = Math.min(this.#cols - 1, Math.floor((to + 2) / side));
      for (let col = col0; col <= col1; col++) visit(row * this.#cols + col);
    }
  }
}
