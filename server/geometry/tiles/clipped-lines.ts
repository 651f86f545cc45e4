/** What a tile draws of lines: their stretches within the drawn square, with the same points at the tile's lines as rings have. */
import type { TileFrame } from './mercator.ts';
import { cutSegment, cuts, isUncut } from './segment-cuts.ts';

export class ClippedLines {
  /** x, y in units of the tile, stretch after stretch. */
  xy: Int32Array = new Int32Array(1024);
  /** How many stretches. Stretch `i` is the numbers from `starts[i]` to before `starts[i + 1]`. */
  count = 0;
  starts: Int32Array = new Int32Array(64);
  readonly #frame: TileFrame;
  #length = 0;

  constructor(frame: TileFrame) {
    this.#frame = frame;
  }

  clear(): void {
    this.count = 0;
    this.#length = 0;
  }

  /** `first`, `last`: points of `line`. */
  add(line: Int32Array, first: number, last: number): void {
    const frame = this.#frame;
    for (let i = 2 * first; i < 2 * last; i += 2) {
      const ax = line[i]!;
      const ay = line[i + 1]!;
      const bx = line[i + 2]!;
      const by = line[i + 3]!;
      if (isUncut(ax, ay, bx, by, frame)) {
        this.#side(ax, ay, bx, by);
        continue;
      }
      const count = cutSegment(ax, ay, bx, by, frame);
      let px = ax;
      let py = ay;
      for (let k = 0; k <= count; k += 2) {
        const qx = k < count ? cuts[k]! : bx;
        const qy = k < count ? cuts[k + 1]! : by;
        this.#side(px, py, qx, qy);
        px = qx;
        py = qy;
      }
    }
    this.#finish();
  }

  /** Order of two stretches by their places, so that it does not matter where the line was found. */
  compare(i: number, k: number): number {
    const { starts, xy } = this;
    const length = Math.min(starts[i + 1]! - starts[i]!, starts[k + 1]! - starts[k]!);
    for (let n = 0; n < length; n++) {
      const order = xy[starts[i]! + n]! - xy[starts[k]! + n]!;
      if (order !== 0) return order;
    }
    return starts[i + 1]! - starts[i]! - (starts[k + 1]! - starts[k]!);
  }

  /** All of it is within the square or none but its ends. What lies between two cuts on the edge is no line. */
  #side(px: number, py: number, qx: number, qy: number): void {
    if (px === qx && py === qy) return;
    const { minX, minY, maxX, maxY } = this.#frame;
    const isInside =
      px >= minX && px <= maxX && py >= minY && py <= maxY && qx >= minX && qx <= maxX && qy >= minY && qy <= maxY;
    const isOnEdge = (px === qx && (px === minX || px === maxX)) || (py === qy && (py === minY || py === maxY));
    if (!isInside || isOnEdge) {
      this.#finish();
      return;
    }
    if (this.#length === this.starts[this.count]) this.#push(px, py);
    this.#push(qx, qy);
  }

  #push(x: number, y: number): void {
    if (this.#length === this.xy.length) this.xy = longer(this.xy);
    this.xy[this.#length++] = x - this.#frame.west;
    this.xy[this.#length++] = y - this.#frame.north;
  }

  #finish(): void {
    if (this.#length === this.starts[this.count]) return;
    this.count += 1;
    if (this.count === this.starts.length) this.starts = longer(this.starts);
    this.starts[this.count] = this.#length;
  }
}

function longer(array: Int32Array): Int32Array {
  const twice = new Int32Array(2 * array.length);
  twice.set(array);
  return twice;
}
