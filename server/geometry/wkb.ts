/**
 * Well-known binary between lattice shapes and the database. Written: EWKB, little-endian, SRID 4326, in degrees; or plain
 * WKB whose numbers are lattice units, for hand-over between threads. Read: WKB, EWKB and ISO WKB, either byte order, Z and
 * M left out, SRID not looked at. What is read comes from a store that checked it, so malformed bytes throw.
 */
import { toDegrees, toUnits } from './lattice.ts';
import type { MultiPolygon, Polygon, Ring } from './polygon.ts';

/** What the numbers in the bytes are: degrees are rounded to the lattice when read. */
export type WkbUnit = 'degrees' | 'lattice';

const POINT = 1;
const LINE = 2;
const POLYGON = 3;
const MULTI_LINE = 5;
const MULTI_POLYGON = 6;
const HAS_SRID = 0x20000000;
const HAS_M = 0x40000000;
const HAS_Z = 0x80000000;
const SRID = 4326;

export function encodePoint(x: number, y: number, unit: WkbUnit = 'degrees'): Uint8Array {
  const writer = new Writer(headSize(unit) + 16, unit);
  writer.head(POINT, true);
  writer.position(x, y);
  return writer.bytes;
}

/** Rings are closed on the way out. */
export function encodeMultiPolygon(shape: MultiPolygon, unit: WkbUnit = 'degrees'): Uint8Array {
  let size = headSize(unit) + 4;
  for (const polygon of shape) {
    size += 9;
    for (const ring of polygon) size += 4 + (ring.length === 0 ? 0 : ring.length * 8 + 16);
  }
  const writer = new Writer(size, unit);
  writer.head(MULTI_POLYGON, true);
  writer.count(shape.length);
  for (const polygon of shape) {
    writer.head(POLYGON, false);
    writer.count(polygon.length);
    for (const ring of polygon) {
      writer.count(ring.length === 0 ? 0 : ring.length / 2 + 1);
      for (let i = 0; i < ring.length; i += 2) writer.position(ring[i]!, ring[i + 1]!);
      if (ring.length > 0) writer.position(ring[0]!, ring[1]!);
    }
  }
  return writer.bytes;
}

/** A point in lattice units. Throws a RangeError on malformed bytes, another type or an empty point. */
export function decodePoint(bytes: Uint8Array, unit: WkbUnit = 'degrees'): [x: number, y: number] {
  const reader = new Reader(bytes, unit);
  if (reader.head() !== POINT) throw new RangeError('wkb-type-unexpected');
  const at = reader.position();
  if (Number.isNaN(at[0]) || Number.isNaN(at[1])) throw new RangeError('wkb-point-empty');
  return at;
}

/** A Polygon or MultiPolygon as lattice rings without closing vertices. Throws a RangeError on malformed bytes. */
export function decodeMultiPolygon(bytes: Uint8Array, unit: WkbUnit = 'degrees'): MultiPolygon {
  const reader = new Reader(bytes, unit);
  const type = reader.head();
  if (type === POLYGON) {
    const polygon = reader.polygon();
    return polygon.length === 0 ? [] : [polygon];
  }
  if (type !== MULTI_POLYGON) throw new RangeError('wkb-type-unexpected');
  const parts: Polygon[] = [];
  for (let left = reader.count(9); left > 0; left--) {
    if (reader.head() !== POLYGON) throw new RangeError('wkb-type-unexpected');
    const polygon = reader.polygon();
    if (polygon.length > 0) parts.push(polygon);
  }
  return parts;
}

/** The lines of a LineString or MultiLineString in lattice units: x0, y0, … Throws a RangeError on malformed bytes. */
export function decodeLines(bytes: Uint8Array, unit: WkbUnit = 'degrees'): Int32Array[] {
  const reader = new Reader(bytes, unit);
  const type = reader.head();
  if (type === LINE) return [reader.line()];
  if (type !== MULTI_LINE) throw new RangeError('wkb-type-unexpected');
  const lines: Int32Array[] = [];
  for (let left = reader.count(9); left > 0; left--) {
    if (reader.head() !== LINE) throw new RangeError('wkb-type-unexpected');
    lines.push(reader.line());
  }
  return lines;
}

/** Lower-case hexadecimal, two digits a byte: how PostgreSQL prints a geometry. */
export function encodeHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += (byte < 16 ? '0' : '') + byte.toString(16);
  return text;
}

/** The bytes of hexadecimal text in either case. Throws a RangeError on anything else. */
export function decodeHex(text: string): Uint8Array {
  if (text.length % 2 !== 0 || /[^0-9a-fA-F]/.test(text)) throw new RangeError('hex-malformed');
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

function headSize(unit: WkbUnit): number {
  return unit === 'degrees' ? 9 : 5;
}

class Writer {
  readonly bytes: Uint8Array;
  readonly #view: DataView;
  readonly #degrees: boolean;
  #at = 0;

  constructor(size: number, unit: WkbUnit) {
    this.bytes = new Uint8Array(size);
    this.#view = new DataView(this.bytes.buffer);
    this.#degrees = unit === 'degrees';
  }

  head(type: number, outermost: boolean): void {
    const withSrid = outermost && this.#degrees;
    this.bytes[this.#at++] = 1;
    this.count(withSrid ? type + HAS_SRID : type);
    if (withSrid) this.count(SRID);
  }

  count(value: number): void {
    this.#view.setUint32(this.#at, value, true);
    this.#at += 4;
  }

  position(x: number, y: number): void {
    this.#view.setFloat64(this.#at, this.#degrees ? toDegrees(x) : x, true);
    this.#view.setFloat64(this.#at + 8, this.#degrees ? toDegrees(y) : y, true);
    this.#at += 16;
  }
}

class Reader {
  readonly #view: DataView;
  readonly #degrees: boolean;
  #at = 0;
  #little = true;
  #extra = 0;

  constructor(bytes: Uint8Array, unit: WkbUnit) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#degrees = unit === 'degrees';
  }

  /** The plain type; notes byte order and how many further ordinates each position has. */
  head(): number {
    const order = this.#view.getUint8(this.#at);
    if (order > 1) throw new RangeError('wkb-byte-order-unknown');
    this.#little = order === 1;
    this.#at += 1;
    const word = this.#uint32();
    const iso = (word & 0x0fffffff) >>> 0;
    const thousands = Math.floor(iso / 1000);
    const hasZ = (word & HAS_Z) !== 0 || thousands === 1 || thousands === 3;
    const hasM = (word & HAS_M) !== 0 || thousands === 2 || thousands === 3;
    this.#extra = 8 * (Number(hasZ) + Number(hasM));
    if ((word & HAS_SRID) !== 0) this.#uint32();
    return iso % 1000;
  }

  /** A count of things of at least `size` bytes each: one that cannot fit is refused before anything is made for it. */
  count(size: number): number {
    const count = this.#uint32();
    if (count * size > this.#view.byteLength - this.#at) throw new RangeError('wkb-truncated');
    return count;
  }

  position(): [number, number] {
    const x = this.#view.getFloat64(this.#at, this.#little);
    const y = this.#view.getFloat64(this.#at + 8, this.#little);
    this.#at += 16 + this.#extra;
    return this.#degrees ? [toUnits(x), toUnits(y)] : [x, y];
  }

  line(): Int32Array {
    const line = new Int32Array(this.count(16 + this.#extra) * 2);
    for (let i = 0; i < line.length; i += 2) line.set(this.position(), i);
    return line;
  }

  polygon(): Polygon {
    const rings: Ring[] = [];
    for (let left = this.count(4); left > 0; left--) {
      const count = this.count(16 + this.#extra);
      const ring = new Int32Array(Math.max(0, count - 1) * 2);
      for (let i = 0; i < count; i++) {
        const [x, y] = this.position();
        if (i === count - 1) break;
        ring[2 * i] = x;
        ring[2 * i + 1] = y;
      }
      if (ring.length > 0) rings.push(ring);
    }
    return rings;
  }

  #uint32(): number {
    const value = this.#view.getUint32(this.#at, this.#little);
    this.#at += 4;
    return value;
  }
}
