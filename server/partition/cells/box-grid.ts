/** Uniform cells over boxes: which may meet another box or hold a point. */

export class BoxGrid {
  readonly #boxes: Float64Array;
  readonly #minX: number;
  readonly #minY: number;
  readonly #side: number;
  readonly #cols: number;
  readonly #rows: number;
  readonly #cells: Map<number, number[]> = new Map();

  /** minX, minY, maxX, maxY of each box; one with max < min is in no cell. */
  constructor(boxes: Float64Array) {
    let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
    let size = 0;
    let count = 0;
    for (let i = 0; i < boxes.length; i += 4) {
      if (boxes[i + 2]! < boxes[i]!) continue;
      minX = Math.min(minX, boxes[i]!);
      minY = Math.min(minY, boxes[i + 1]!);
      maxX = Math.max(maxX, boxes[i + 2]!);
      maxY = Math.max(maxY, boxes[i + 3]!);
      size += Math.max(boxes[i + 2]! - boxes[i]!, boxes[i + 3]! - boxes[i + 1]!);
      count += 1;
    }
    this.#boxes = boxes;
    const isEmpty = count === 0;
    this.#minX = isEmpty ? 0 : minX;
    this.#minY = isEmpty ? 0 : minY;
    const wide = isEmpty ? 0 : maxX - minX;
    const high = isEmpty ? 0 : maxY - minY;
    this.#side = Math.max(
      (1.5 * size) / (count + 1),
      Math.sqrt((wide * high) / (4 * count + 1)),
      wide / 4096,
      high / 4096,
      1e-9,
    );
    this.#cols = Math.floor(wide / this.#side) + 1;
    this.#rows = Math.floor(high / this.#side) + 1;
    for (let i = 0; i < boxes.length; i += 4) {
      if (boxes[i + 2]! < boxes[i]!) continue;
      this.#eachCell(boxes[i]!, boxes[i + 1]!, boxes[i + 2]!, boxes[i + 3]!, (cell) => {
        const list = this.#cells.get(cell);
        if (list === undefined) this.#cells.set(cell, [i / 4]);
        else list.push(i / 4);
      });
    }
  }

  /** The boxes that meet this one, closed, perhaps several times. */
  near(minX: number, minY: number, maxX: number, maxY: number, visit: (box: number) => void): void {
    const boxes = this.#boxes;
    this.#eachCell(minX, minY, maxX, maxY, (cell) => {
      const list = this.#cells.get(cell);
      if (list === undefined) return;
      for (const box of list) {
        const i = 4 * box;
        if (boxes[i]! <= maxX && boxes[i + 2]! >= minX && boxes[i + 1]! <= maxY && boxes[i + 3]! >= minY) visit(box);
      }
    });
  }

  #eachCell(minX: number, minY: number, maxX: number, maxY: number, visit: (cell: number) => void): void {
    const col0 = Math.max(0, Math.floor((minX - this.#minX) / this.#side));
    const col1 = Math.min(this.#cols - 1, Math.floor((maxX - this.#minX) / this.#side));
    const row0 = Math.max(0, Math.floor((minY - this.#minY) / this.#side));
    const row1 = Math.min(this.#rows - 1, Math.floor((maxY - this.#minY) / this.#side));
    for (let row = row0; row <= row1; row++) for (let col = col0; col <= col1; col++) visit(row * this.#cols + col);
  }
}
