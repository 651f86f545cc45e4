/**
 * One layer of a vector tile (Mapbox Vector Tile 2.1). What comes out depends on the features and their order alone: keys are
 * written all and as named, values in the order of their first use.
 */
import { EXTENT } from '../../geometry/tiles/mercator.ts';
import { ByteWriter } from './byte-writer.ts';
import { PathWriter } from './path-writer.ts';
import { ABSENT, type ValueTable } from './value-table.ts';

export const POINT = 1;
export const LINE = 2;
export const POLYGON = 3;
export type GeometryKind = typeof POINT | typeof LINE | typeof POLYGON;

const LAYER = 3 * 8 + 2;
const NAME = 1 * 8 + 2;
const FEATURE = 2 * 8 + 2;
const KEY = 3 * 8 + 2;
const VALUE = 4 * 8 + 2;
const SIZE = 5 * 8;
const VERSION = 15 * 8;
const FEATURE_ID = 1 * 8;
const FEATURE_TAGS = 2 * 8 + 2;
const FEATURE_KIND = 3 * 8;
const FEATURE_PATH = 4 * 8 + 2;

export class LayerWriter {
  /** The geometry of the feature that is added next: `path.begin()`, then its parts. */
  readonly path: PathWriter;
  count = 0;
  readonly #name: string;
  readonly #keys: readonly string[];
  readonly #columns: readonly number[];
  #values: ValueTable;
  readonly #features = new ByteWriter();
  readonly #geometry = new ByteWriter();
  readonly #tags = new ByteWriter(64);
  readonly #written = new ByteWriter();
  #valueCount = 0;

  /** One layer of a table at a time: the next begins when this one is full. `keys`: of all columns; `wanted`: those that are written, all when left out. */
  constructor(name: string, keys: readonly string[], values: ValueTable, wanted?: ReadonlySet<string>) {
    this.#name = name;
    this.#values = values;
    this.#columns = keys.flatMap((key, column) => (wanted === undefined || wanted.has(key) ? [column] : []));
    this.#keys = this.#columns.map((column) => keys[column]!);
    this.path = new PathWriter(this.#geometry);
    values.beginLayer();
  }

  /** The rows that follow are of another table. */
  use(values: ValueTable): void {
    this.#values = values;
    values.beginLayer();
  }

  /** With the path. `row`: a value's number in each column; begins at `from`. */
  add(id: number | null, kind: GeometryKind, row: ArrayLike<number>, from = 0): void {
    this.#tags.clear();
    for (let key = 0; key < this.#columns.length; key++) {
      const number = row[from + this.#columns[key]!]!;
      if (number === ABSENT) continue;
      this.#tags.varint(key);
      this.#tags.varint(this.#place(number));
    }
    this.#finish(id, kind);
  }

  /** So many bytes, about, the layer has by now. */
  get size(): number {
    return this.#features.length + this.#written.length;
  }

  /** Appends the layer to a tile; nothing when it has no feature. */
  finish(tile: ByteWriter): void {
    if (this.count === 0) return;
    const layer = new ByteWriter(this.size + 256);
    layer.field(NAME, text(this.#name));
    layer.put(this.#features.written());
    for (const key of this.#keys) layer.field(KEY, text(key));
    layer.put(this.#written.written());
    layer.varint(SIZE);
    layer.varint(EXTENT);
    layer.varint(VERSION);
    layer.varint(2);
    tile.field(LAYER, layer.written());
  }

  #finish(id: number | null, kind: GeometryKind): void {
    const features = this.#features;
    const tags = this.#tags.length;
    const path = this.#geometry.length;
    const idSize = id === null ? 0 : 1 + sizeOf(id);
    const tagSize = tags === 0 ? 0 : 1 + sizeOf(tags) + tags;
    features.varint(FEATURE);
    features.varint(idSize + tagSize + 2 + 1 + sizeOf(path) + path);
    if (id !== null) {
      features.varint(FEATURE_ID);
      features.varint(id);
    }
    if (tags > 0) features.field(FEATURE_TAGS, this.#tags.bytes, tags);
    features.varint(FEATURE_KIND);
    features.varint(kind);
    features.field(FEATURE_PATH, this.#geometry.bytes, path);
    this.count += 1;
  }

  #place(number: number): number {
    const known = this.#values.place(number);
    if (known >= 0) return known;
    this.#values.write(number, VALUE, this.#written);
    this.#values.setPlace(number, this.#valueCount);
    return this.#valueCount++;
  }
}

function sizeOf(value: number): number {
  let size = 1;
  for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) size += 1;
  return size;
}

function text(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}
