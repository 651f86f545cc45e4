/** Whole numbers as bytes: seven bits a byte, small ones in one; signed ones folded so that small stays small. */

export class VarintWriter {
  #bytes: Uint8Array;
  #length = 0;

  constructor(expected = 256) {
    this.#bytes = new Uint8Array(Math.max(16, expected));
  }

  /** 0 … 2⁵³ − 1. */
  unsigned(value: number): void {
    if (this.#length + 8 > this.#bytes.length) this.#grow();
    let rest = value;
    while (rest >= 0x80) {
      this.#bytes[this.#length++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.#bytes[this.#length++] = rest;
  }

  /** −2⁵² … 2⁵² − 1. */
  signed(value: number): void {
    this.unsigned(value < 0 ? -2 * value - 1 : 2 * value);
  }

  /** A copy of its own. */
  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  #grow(): void {
    const bytes = new Uint8Array(this.#bytes.length * 2);
    bytes.set(this.#bytes);
    this.#bytes = bytes;
  }
}

export class VarintReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get done(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** Throws RangeError where the bytes end within a number. */
  unsigned(): number {
    let value = 0;
    let unit = 1;
    for (;;) {
      if (this.#at >= this.#bytes.length || unit > 2 ** 49) throw new RangeError('the bytes are no varint');
      const byte = this.#bytes[this.#at++]!;
      value += (byte & 0x7f) * unit;
      if (byte < 0x80) return value;
      unit *= 0x80;
    }
  }

  signed(): number {
    const folded = this.unsigned();
    return folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
  }
}
