/** .shp and .shx written record by record; their heads, which say how long they are, come last. */
import { type FileHandle, open } from 'node:fs/promises';
import { Refusal } from '../contract/problem.ts';
import type { PlainGeometry } from '../features/positions.ts';
import { type Bounds, boundsOf, joined, NO_BOUNDS, pairs } from './wkb.ts';

type Ring = [number, number][];

const POINT = 1;
const POLYGON = 5;
const HEAD = 100;
/** Lengths are counted in words of two bytes, and read as numbers with a sign. */
const MOST_BYTES = 2 ** 31 - 2;

export class ShpFile {
  readonly #shp: FileHandle;
  readonly #shx: FileHandle;
  readonly #type: number;
  #length = HEAD;
  #records = 0;
  #bounds: Bounds = NO_BOUNDS;

  private constructor(shp: FileHandle, shx: FileHandle, type: number) {
    this.#shp = shp;
    this.#shx = shx;
    this.#type = type;
  }

  static async open(shp: string, shx: string, geometry: 'MultiPolygon' | 'Point'): Promise<ShpFile> {
    const file = new ShpFile(await open(shp, 'wx'), await open(shx, 'wx'), geometry === 'Point' ? POINT : POLYGON);
    await file.#shp.write(Buffer.alloc(HEAD));
    await file.#shx.write(Buffer.alloc(HEAD));
    return file;
  }

  async add(geometries: readonly (PlainGeometry | null)[]): Promise<void> {
    const records: Buffer[] = [];
    const index: Buffer[] = [];
    for (const geometry of geometries) {
      const content = contentOf(geometry);
      const place = Buffer.alloc(8);
      place.writeInt32BE(this.#length / 2, 0);
      place.writeInt32BE(content.length / 2, 4);
      const head = Buffer.alloc(8);
      head.writeInt32BE(++this.#records, 0);
      head.writeInt32BE(content.length / 2, 4);
      records.push(head, content);
      index.push(place);
      this.#length += 8 + content.length;
      if (this.#length > MOST_BYTES) throw new Refusal('export-too-large', { bytes: this.#length });
      if (geometry !== null) this.#bounds = joined(this.#bounds, boundsOf(geometry));
    }
    await this.#shp.appendFile(Buffer.concat(records));
    await this.#shx.appendFile(Buffer.concat(index));
  }

  async close(): Promise<void> {
    try {
      await this.#shp.write(this.#head(this.#length), 0, HEAD, 0);
      await this.#shx.write(this.#head(HEAD + 8 * this.#records), 0, HEAD, 0);
    } finally {
      await this.#shp.close();
      await this.#shx.close();
    }
  }

  #head(bytes: number): Buffer {
    const head = Buffer.alloc(HEAD);
    head.writeInt32BE(9994, 0);
    head.writeInt32BE(bytes / 2, 24);
    head.writeInt32LE(1000, 28);
    head.writeInt32LE(this.#type, 32);
    if (Number.isFinite(this.#bounds[0]))
      for (const [i, value] of this.#bounds.entries()) head.writeDoubleLE(value, 36 + 8 * i);
    return head;
  }
}

/** Without a geometry the null shape. Shells run clockwise, holes against. */
function contentOf(geometry: PlainGeometry | null): Buffer {
  if (geometry === null) return whole(0);
  if (geometry.type === 'Point')
    return Buffer.concat([whole(POINT), pairs([geometry.coordinates as [number, number]])]);
  const polygons = (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) as unknown as Ring[][];
  const rings = polygons.flatMap((polygon) => polygon.map((ring, i) => turned(ring, i === 0)));
  const box = Buffer.alloc(32);
  for (const [i, value] of boundsOf(geometry).entries()) box.writeDoubleLE(value, 8 * i);
  let at = 0;
  const starts = rings.map((ring) => {
    const start = at;
    at += ring.length;
    return whole(start);
  });
  return Buffer.concat([whole(POLYGON), box, whole(rings.length), whole(at), ...starts, ...rings.map(pairs)]);
}

function turned(ring: Ring, isClockwise: boolean): Ring {
  const [originX, originY] = ring[0]!;
  let twice = 0;
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1]!;
    const [bx, by] = ring[i]!;
    twice += (ax - originX) * (by - originY) - (bx - originX) * (ay - originY);
  }
  return twice < 0 === isClockwise ? ring : [...ring].reverse();
}

function whole(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}
