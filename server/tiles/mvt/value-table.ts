/** Property values of a layer, each encoded once for all the tiles it comes in, and told by its number from then on. */
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
  readonly #numbers = new Map<Value, number>();
  readonly #encoded: Uint8Array[] = [];
  /** Which place each value has in the layer written last, and in which layer that was. */
  #places = new Int32Array(0);
  #layers = new Int32Array(0);
  #layer = 0;

  /** The number of a value, a new one if need be; ABSENT for null. */
  number(value: Value | null): number {
    if (value === null) return ABSENT;
    const known = this.#numbers.get(value);
    if (known !== undefined) return known;
    this.#numbers.set(value, this.#encoded.length);
    return this.#encoded.push(encoded(value)) - 1;
  }

  /** The message `Value` of the tile format. */
  bytes(number: number): Uint8Array {
    return this.#encoded[number]!;
  }

  /** Begins a layer. One at a time: what the layer before knew is forgotten. */
  beginLayer(): void {
    this.#layer += 1;
    if (this.#places.length >= this.#encoded.length) return;
    this.#places = new Int32Array(this.#encoded.length);
    this.#layers = new Int32Array(this.#encoded.length);
  }

  /** The place of a value in the layer, −1 when it has none yet. */
  place(number: number): number {
    return this.#layers[number] === this.#layer ? this.#places[number]! : -1;
  }

  setPlace(number: number, place: number): void {
    this.#layers[number] = this.#layer;
    this.#places[number] = place;
  }

  get size(): number {
    return this.#encoded.length;
  }
}

export function encoded(value: Value): Uint8Array {
  const writer = new ByteWriter(16);
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
  return writer.written().slice();
}
