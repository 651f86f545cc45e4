/** Whole numbers and texts as bytes: small numbers short, whatever their sign. Numbers up to 2⁵² are exact. */

export class ByteWriter {
  #bytes = new Uint8Array(1 << 12);
  #length = 0;

  /** |value| ≤ 2⁵². */
  integer(value: number): void {
    let rest = value < 0 ? -2 * value - 1 : 2 * value;
    while (rest >= 128) {
      this.#byte((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    this.#byte(rest);
  }

  text(value: string): void {
    const bytes = new TextEncoder().encode(value);
    this.integer(bytes.length);
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Each as what it is more than the one before. */
  column(values: ArrayLike<number>): void {
    let last = 0;
    for (let i = 0; i < values.length; i++) {
      this.integer(values[i]! - last);
      last = values[i]!;
    }
  }

  finish(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length);
  }

  #byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = value;
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const larger = new Uint8Array(2 * (this.#length + count));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}

const SHORT = 40;
/** Made once: a layer has thousands of texts. */
const DECODER = new TextDecoder();

/** Throws a RangeError where the bytes end too early. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  integer(): number {
    const first = this.#bytes[this.#at];
    if (first === undefined || first >= 128) return this.#longInteger();
    this.#at++;
    return first & 1 ? -((first + 1) >> 1) : first >> 1;
  }

  #longInteger(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined || factor > 2 ** 49) throw new RangeError('bytes end within a number');
      value += (byte % 128) * factor;
      if (byte < 128) return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
    }
  }

  /** A number of rows: not more than there are bytes left. */
  count(): number {
    return this.#fitting(this.integer());
  }

  #fitting(count: number): number {
    if (count >= 0 && count <= this.#bytes.length - this.#at && Number.isInteger(count)) return count;
    throw new RangeError('bytes end within a list');
  }

  text(): string {
    const length = this.count();
    const from = this.#at;
    this.#at += length;
    if (length > SHORT) return DECODER.decode(this.#bytes.subarray(from, this.#at));
    // names are short and mostly plain; the decoder costs more than they do
    let text = '';
    for (let i = from; i < this.#at; i++) {
      const byte = this.#bytes[i]!;
      if (byte >= 128) return DECODER.decode(this.#bytes.subarray(from, this.#at));
      text += String.fromCharCode(byte);
    }
    return text;
  }

  column(count: number): number[] {
    const values: number[] = new Array(this.#fitting(count));
    let last = 0;
    for (let i = 0; i < count; i++) {
      last += this.integer();
      values[i] = last;
    }
    return values;
  }

  /** Columns of whole numbers of 32 bits, as points have them: the first of each, then the second. */
  pairs(count: number): Int32Array {
    const pairs = new Int32Array(this.#fitting(2 * count));
    for (let side = 0; side < 2; side++) {
      let last = 0;
      for (let i = 0; i < count; i++) {
        last += this.integer();
        pairs[2 * i + side] = last;
      }
    }
    return pairs;
  }
}
