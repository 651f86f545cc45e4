/** Which sides of a ring come within some distance of a point: square cells over the sides, each widened by that distance. */

/** A side is cut in halves until its box is no more than this many cells wide and high. */
const MOST_CELLS = 4;

export class NearCells {
  readonly #side: number;
  readonly #reachX: number;
  readonly #reachY: number;
  readonly #cells: Map<number, number[]> = new Map();

  /** Side i runs from corner i to the next one. Distances in units. */
  constructor(x: Float64Array, y: Float64Array, reachX: number, reachY: number) {
    const count = x.length;
    this.#reachX = reachX;
    this.#reachY = reachY;
    let length = 0;
    for (let i = 0; i < count; i++) {
      const j = i + 1 === count ? 0 : i + 1;
      length += Math.abs(x[j]! - x[i]!) + Math.abs(y[j]! - y[i]!);
    }
    this.#side = Math.max(2 * reachX, 2 * reachY, length / count, 1);
    for (let i = 0; i < count; i++) {
      const j = i + 1 === count ? 0 : i + 1;
      this.#enter(i, x[i]!, y[i]!, x[j]!, y[j]!);
    }
  }

  /** Every side within the distance, and some more; in rising order. Not to be changed. */
  at(px: number, py: number): readonly number[] {
    return this.#cells.get(this.#key(Math.floor(px / this.#side), Math.floor(py / this.#side))) ?? [];
  }

  #enter(side: number, ax: number, ay: number, bx: number, by: number): void {
    const col0 = Math.floor((Math.min(ax, bx) - this.#reachX) / this.#side);
    const col1 = Math.floor((Math.max(ax, bx) + this.#reachX) / this.#side);
    const row0 = Math.floor((Math.min(ay, by) - this.#reachY) / this.#side);
    const row1 = Math.floor((Math.max(ay, by) + this.#reachY) / this.#side);
    if (col1 - col0 >= MOST_CELLS || row1 - row0 >= MOST_CELLS) {
      const [mx, my] = [(ax + bx) / 2, (ay + by) / 2];
      this.#enter(side, ax, ay, mx, my);
      this.#enter(side, mx, my, bx, by);
      return;
    }
    for (let row = row0; row <= row1; row++) {
      for (let col = col0; col <= col1; col++) {
        const key = this.#key(col, row);
        const list = this.#cells.get(key);
        if (list === undefined) this.#cells.set(key, [side]);
        else if (list[list.length - 1] !== side) list.push(side);
      }
    }
  }

  /** Cells that share a key share a list, which only makes it longer. */
  #key(col: number, row: number): number {
    return Math.imul(col, 0x9e3779b1) ^ Math.imul(row, 0x85ebca6b);
  }
}
