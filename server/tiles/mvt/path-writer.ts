/** Geometry of a feature: commands and steps in zigzag, each from where the one before ended. */
import type { ByteWriter } from './byte-writer.ts';

const MOVE = 1;
const LINE = 2;
const CLOSE = 7 + 8;

export class PathWriter {
  readonly #out: ByteWriter;
  #x = 0;
  #y = 0;

  constructor(out: ByteWriter) {
    this.#out = out;
  }

  begin(): void {
    this.#out.clear();
    this.#x = 0;
    this.#y = 0;
  }

  get isEmpty(): boolean {
    return this.#out.length === 0;
  }

  /** `xy`: at least three places, the first not repeated. `backwards`: from the first to the last, then on down. */
  ring(xy: ArrayLike<number>, length: number, backwards: boolean): void {
    this.#out.varint(MOVE + 8);
    this.#step(xy[0]!, xy[1]!);
    this.#out.varint(LINE + 8 * (length / 2 - 1));
    if (backwards) for (let i = length - 2; i > 0; i -= 2) this.#step(xy[i]!, xy[i + 1]!);
    else for (let i = 2; i < length; i += 2) this.#step(xy[i]!, xy[i + 1]!);
    this.#out.varint(CLOSE);
  }

  /** The places in the numbers from `from` to before `to`. */
  line(xy: ArrayLike<number>, from: number, to: number, backwards: boolean): void {
    const step = backwards ? -2 : 2;
    let i = backwards ? to - 2 : from;
    this.#out.varint(MOVE + 8);
    this.#step(xy[i]!, xy[i + 1]!);
    this.#out.varint(LINE + 8 * ((to - from) / 2 - 1));
    for (let left = (to - from) / 2 - 1; left > 0; left--) {
      i += step;
      this.#step(xy[i]!, xy[i + 1]!);
    }
  }

  point(x: number, y: number): void {
    this.#out.varint(MOVE + 8);
    this.#step(x, y);
  }

  #step(x: number, y: number): void {
    const dx = x - this.#x;
    const dy = y - this.#y;
    this.#x = x;
    this.#y = y;
    this.#out.varint(dx < 0 ? -2 * dx - 1 : 2 * dx);
    this.#out.varint(dy < 0 ? -2 * dy - 1 : 2 * dy);
  }
}
