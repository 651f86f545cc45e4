/** Bytes that grow, and the numbers of protocol buffers in them. Whole numbers up to 2⁵³. */

const BY_HAND = 64;

export class ByteWriter {
  bytes: Uint8Array<ArrayBuffer>;
  length = 0;

  constructor(room = 4096) {
    this.bytes = new Uint8Array(room);
  }

  varint(value: number): void {
    if (this.length + 8 > this.bytes.length) this.#grow(8);
    const { bytes } = this;
    let rest = value;
    while (rest >= 0x80) {
      bytes[this.length++] = (rest % 0x80) | 0x80;
      rest = rest < 0x80000000 ? rest >>> 7 : Math.floor(rest / 0x80);
    }
    bytes[this.length++] = rest;
  }

  /** Some bytes of an array. A few are copied by hand: the engine's way costs more to begin. */
  put(from: Uint8Array, length = from.length, start = 0): void {
    if (this.length + length > this.bytes.length) this.#grow(length);
    if (length > BY_HAND) this.bytes.set(from.subarray(start, start + length), this.length);
    else {
      const { bytes } = this;
      const at = this.length;
      for (let i = 0; i < length; i++) bytes[at + i] = from[start + i]!;
    }
    this.length += length;
  }

  /** A field of bytes: its key, how many, and they. `key`: field number · 8 + 2. */
  field(key: number, bytes: Uint8Array, length = bytes.length): void {
    this.varint(key);
    this.varint(length);
    this.put(bytes, length);
  }

  float64(value: number): void {
    if (this.length + 8 > this.bytes.length) this.#grow(8);
    new DataView(this.bytes.buffer).setFloat64(this.length, value, true);
    this.length += 8;
  }

  /** A view that holds until something is written. */
  written(): Uint8Array<ArrayBuffer> {
    return this.bytes.subarray(0, this.length);
  }

  clear(): void {
    this.length = 0;
  }

  #grow(more: number): void {
    const larger = new Uint8Array(Math.max(2 * this.bytes.length, this.length + more));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }
}
