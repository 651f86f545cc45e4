/** Which of many boxes meet a box: cells of equal size over all of them, so that a tile looks at what is near only. */

export class BoxIndex {
  readonly #boxes: Float64Array;
  readonly #count: number;
  readonly #side: number;
  readonly #minX: number = Infinity;
  readonly #minY: number = Infinity;
  readonly #cell: number;
  readonly #starts: Int32Array;
  readonly #items: Int32Array;
  readonly #seen: Int32Array;
  #turn = 0;

  /** `boxes`: west, north, east, south each; inverted ones meet nothing. */
  constructor(boxes: Float64Array) {
    this.#boxes = boxes;
    this.#count = boxes.length / 4;
    let maxX = -Infinity;
    let maxY = -Infinity;
    for (let i = 0; i < boxes.length; i += 4) {
      if (boxes[i]! > boxes[i + 2]!) continue;
      this.#minX = Math.min(this.#minX, boxes[i]!);
      this.#minY = Math.min(this.#minY, boxes[i + 1]!);
      maxX = Math.max(maxX, boxes[i + 2]!);
      maxY = Math.max(maxY, boxes[i + 3]!);
    }
    this.#side = Math.max(1, Math.ceil(Math.sqrt(this.#count)));
    this.#cell = Math.max(maxX - this.#minX, maxY - this.#minY, Number.MIN_VALUE) / this.#side;
    this.#starts = new Int32Array(this.#side ** 2 + 1);
    this.#each((_, cell) => {
      this.#starts[cell + 1]! += 1;
    });
    for (let cell = 0; cell < this.#side ** 2; cell++) this.#starts[cell + 1]! += this.#starts[cell]!;
    const next = this.#starts.slice();
    this.#items = new Int32Array(this.#starts[this.#side ** 2]!);
    this.#each((item, cell) => {
      this.#items[next[cell]!++] = item;
    });
    this.#seen = new Int32Array(this.#count);
  }

  get byteLength(): number {
    return this.#starts.byteLength + this.#items.byteLength + this.#seen.byteLength;
  }

  /** Numbers of the boxes that meet this one, ascending. */
  meeting(minX: number, minY: number, maxX: number, maxY: number): number[] {
    const found: number[] = [];
    if (this.#count === 0) return found;
    this.#turn += 1;
    const boxes = this.#boxes;
    const left = this.#place(minX - this.#minX);
    const right = this.#place(maxX - this.#minX);
    const low = this.#place(minY - this.#minY);
    const high = this.#place(maxY - this.#minY);
    for (let row = low; row <= high; row++) {
      for (let col = left; col <= right; col++) {
        const cell = row * this.#side + col;
        for (let i = this.#starts[cell]!; i < this.#starts[cell + 1]!; i++) {
          const item = this.#items[i]!;
          if (this.#seen[item] === this.#turn) continue;
          this.#seen[item] = this.#turn;
          const at = 4 * item;
          if (boxes[at]! > maxX || boxes[at + 2]! < minX || boxes[at + 1]! > maxY || boxes[at + 3]! < minY) continue;
          found.push(item);
        }
      }
    }
    return found.sort((a, b) => a - b);
  }

  #each(visit: (item: number, cell: number) => void): void {
    const boxes = this.#boxes;
    for (let item = 0; item < this.#count; item++) {
      const at = 4 * item;
      if (boxes[at]! > boxes[at + 2]!) continue;
      const right = this.#place(boxes[at + 2]! - this.#minX);
      const high = this.#place(boxes[at + 3]! - this.#minY);
      for (let row = this.#place(boxes[at + 1]! - this.#minY); row <= high; row++) {
        for (let col = this.#place(boxes[at]! - this.#minX); col <= right; col++) visit(item, row * this.#side + col);
      }
    }
  }

  #place(offset: number): number {
    const place = Math.floor(offset / this.#cell);
    return place < 0 ? 0 : place >= this.#side ? this.#side - 1 : place;
  }
}
