/**
 * The answer of one point question: grid numbers and whether the point lies on their border, in the order of the border
 * rule (border-rule.ts). One object is filled again and again, so that a question allocates nothing.
 */

export class Hits {
  /** How many entries of the two arrays below belong to the last answer. */
  count = 0;
  grids: Int32Array = new Int32Array(8);
  /** 1 where the point lies on the border of that grid, 0 where it is inside. */
  onBorder: Uint8Array = new Uint8Array(8);

  clear(): void {
    this.count = 0;
  }

  /** Appends one grid; the caller keeps to the order of the border rule. */
  push(grid: number, onBorder: 0 | 1): void {
    const n = this.count;
    if (n === this.grids.length) this.#grow();
    this.grids[n] = grid;
    this.onBorder[n] = onBorder;
    this.count = n + 1;
  }

  #grow(): void {
    const grids = new Int32Array(this.grids.length * 2);
    grids.set(this.grids);
    this.grids = grids;
    const onBorder = new Uint8Array(this.onBorder.length * 2);
    onBorder.set(this.onBorder);
    this.onBorder = onBorder;
  }
}
