/**
 * Property values of layers, each encoded once for all the tiles it comes in, one behind the other, and told by
 * its number from then on.
 */
import { ByteWriter } from './byte-writer.ts';

export type Value = string | number | boolean;

/** No value: the property is left out. */
export const ABSENT = -1;

const STRING = 1 * 8 + 2;
const DOUBLE = 3 * 8 + 1;
const UINT = 5 * 8;
const SINT = 6 * 8;
const BOOL = 7 * 8;

export class ValueTable {
  #numbers: Map<Value, number> | null = new Map();
  readonly #bytes = new ByteWriter();
  /** Where each value begins, and the end. */
  #starts = new Int32Array(64);
  #count = 0;
  /** Which place each value has in the layer written last, and in which layer that was. */
  #places = new Int32Array(0);
  #layers = new Int32Array(0);
  #layer = 0;

  /** The number of a value, a new one if need be; ABSENT for null. */
  number(value: Value | null): number {
    if (value === null) return ABSENT;
    if (this.#numbers === null) throw new Error('the table of values is closed');
    const known = this.#numbers.get(value);
    if (known !== undefined) return known;
    encode(value, this.#bytes);
    this.#numbers.set(value, this.#count++);
    if (this.#count === this.#starts.length) {
      const longer = new Int32Array(2 * this.#count);
      longer.set(this.#starts);
      this.#starts = longer;
    }
    this.#starts[this.#count] = this.#bytes.length;
    return this.#count - 1;
  }

  /** No further values: what finds their numbers goes. */
  close(): void {
    this.#numbers = null;
  }

  /** Appends the message `Value` of the tile format as a field. */
  write(number: number, key: number, into: ByteWriter): void {
    const from = this.#starts[number]!;
    const length = this.#starts[number + 1]! - from;
    into.varint(key);
    into.varint(length);
    into.put(this.#bytes.bytes, length, from);
  }

  /** Begins a layer. One at a time: what the layer before knew is forgotten. */
  beginLayer(): void {
    this.#layer += 1;
    if (this.#places.length >= this.#count) return;
    this.#places = new Int32Array(this.#count);
    this.#layers = new Int32Array(this.#count);
  }

  /** The place of a value in the layer, −1 when it has none yet. */
  place(number: number): number {
    return this.#layers[number] === this.#layer ? this.#places[number]! : -1;
  }

  setPlace(number: number, place: number): void {
    this.#layers[number] = this.#layer;
    this.#places[number] = place;
  }

  get byteLength(): number {
    return this.#bytes.bytes.length + 4 * (this.#starts.length + this.#places.length + this.#layers.length);
  }
}

function encode(value: Value, writer: ByteWriter): void {
  if (typeof value === 'string') writer.field(STRING, new TextEncoder().encode(value));
  else if (typeof value === 'boolean') {
    writer.varint(BOOL);
    writer.varint(value ? 1 : 0);
  } else if (!Number.isSafeInteger(value)) {
    writer.varint(DOUBLE);
    writer.float64(value);
  } else if (value >= 0) {
    writer.varint(UINT);
    writer.varint(value);
  } else {
    writer.varint(SINT);
    writer.varint(-2 * value - 1);
  }
}
