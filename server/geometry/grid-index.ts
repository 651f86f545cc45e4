/**
 * The immutable point-in-polygon index over the grids of one edition: exact for every int32 point, whatever the grids do
 * to each other (overlaps, gaps, holes, several parts). A grid's number is its place in the input; the caller sorts by
 * code, so that the lowest number is the lowest code. Most questions read one cell and the few edges in it.
 *
 * How a cell answers (arrays: grid-index-build.ts): from the point (x, y) go level to the upright line through the cell's
 * reference point, then up to the reference, both a hair above their lattice heights; whatever is crossed an odd number of
 * times changes from the known state of the reference. Parity copes with holes, parts and any sense of the rings.
 */
import { nearestEdge } from './edge-search.ts';
import { compareProducts } from './exact-product.ts';
import { buildIndexArrays, CHAINED, EDGE_WORDS, HEAD_WORDS, type IndexArrays } from './grid-index-build.ts';
import { readSnapshot, writeSnapshot } from './grid-index-snapshot.ts';
import { Hits } from './hits.ts';
import { bordersWithin, eachEdgeIn, type NearBorder } from './nearby-borders.ts';
import type { Box, MultiPolygon } from './polygon.ts';

/** Distances to a border are looked for up to here, in metres, unless the caller says otherwise. */
export const DEFAULT_CAP_M = 500;

const NONE = -1;

export class GridIndex {
  /** How many grids. */
  readonly count: number;
  /** The box of all grids; inverted (max < min) when there is none. */
  readonly box: Box;
  /** Hash of the input shapes: the same shapes in the same order give the same text. */
  readonly contentHash: string;
  readonly #arrays: IndexArrays;
  readonly #cells: Int32Array;
  readonly #records: Int32Array;
  readonly #minX: number;
  readonly #minY: number;
  readonly #maxX: number;
  readonly #maxY: number;
  readonly #shiftX: number;
  readonly #shiftY: number;
  readonly #cols: number;
  readonly #sideX: number;
  readonly #refX: number;
  readonly #wide: boolean;
  readonly #scratch = new Hits();
  /** Grids of the record scanned last on whose border the point lies. */
  #borderMask = 0;

  private constructor(arrays: IndexArrays) {
    const { frame } = arrays;
    this.#arrays = arrays;
    this.#cells = arrays.cells;
    this.#records = arrays.records;
    this.#minX = frame.minX;
    this.#minY = frame.minY;
    this.#maxX = frame.maxX;
    this.#maxY = frame.maxY;
    this.#shiftX = frame.shiftX;
    this.#shiftY = frame.shiftY;
    this.#cols = frame.cols;
    this.#sideX = 2 ** frame.shiftX;
    this.#refX = frame.minX + this.#sideX / 2 - 0.5;
    this.#wide = arrays.wide;
    this.count = arrays.count;
    this.box = [frame.minX, frame.minY, frame.maxX, frame.maxY];
    this.contentHash = arrays.contentHash;
  }

  /** O(vertices × cells an edge meets + cells). Grids without a vertex are allowed and contain nothing. */
  static build(grids: readonly MultiPolygon[]): GridIndex {
    return new GridIndex(buildIndexArrays(grids));
  }

  /** The index that `snapshot` wrote; null if magic, version, length or hash do not fit. */
  static restore(bytes: Uint8Array): GridIndex | null {
    const arrays = readSnapshot(bytes);
    return arrays === null ? null : new GridIndex(arrays);
  }

  /** Little-endian bytes from which `restore` makes an equal index. */
  snapshot(): Uint8Array {
    return writeSnapshot(this.#arrays);
  }

  /** Bytes held by the arrays of the index. */
  get byteLength(): number {
    return this.#cells.byteLength + this.#records.byteLength + this.#arrays.reach.byteLength;
  }

  /** Every grid that covers the point (closed sets), in the order of the border rule; returns how many. */
  locate(x: number, y: number, hits: Hits): number {
    hits.count = 0;
    if (!(x >= this.#minX && x <= this.#maxX && y >= this.#minY && y <= this.#maxY)) return 0;
    const col = (x - this.#minX) >>> this.#shiftX;
    const v = this.#cells[((y - this.#minY) >>> this.#shiftY) * this.#cols + col]!;
    if (v >= 0) {
      hits.push(v, 0);
      return 1;
    }
    if (v === -1) return 0;
    const records = this.#records;
    const refX = this.#refX + col * this.#sideX;
    let offset = -2 - v;
    let anyBorder = 0;
    for (;;) {
      let inside = this.#scan(offset, x, y, refX);
      anyBorder |= this.#borderMask;
      inside &= ~this.#borderMask;
      while (inside !== 0) {
        const bit = 31 - Math.clz32(inside & -inside);
        hits.push(records[offset + HEAD_WORDS + bit]!, 0);
        inside &= inside - 1;
      }
      if ((records[offset]! & CHAINED) === 0) break;
      offset = this.#next(offset);
    }
    if (anyBorder !== 0) this.#pushBorders(-2 - v, x, y, refX, hits);
    return hits.count;
  }

  /** The first grid by the border rule, −1 when none covers the point. */
  locateFirst(x: number, y: number): number {
    if (!(x >= this.#minX && x <= this.#maxX && y >= this.#minY && y <= this.#maxY)) return NONE;
    const col = (x - this.#minX) >>> this.#shiftX;
    const v = this.#cells[((y - this.#minY) >>> this.#shiftY) * this.#cols + col]!;
    if (v >= -1) return v;
    const records = this.#records;
    const refX = this.#refX + col * this.#sideX;
    let offset = -2 - v;
    let onBorder = NONE;
    for (;;) {
      const found = this.#scan(offset, x, y, refX);
      const border = this.#borderMask;
      const inside = found & ~border;
      if (inside !== 0) return records[offset + HEAD_WORDS + 31 - Math.clz32(inside & -inside)]!;
      if (border !== 0 && onBorder === NONE) {
        onBorder = records[offset + HEAD_WORDS + 31 - Math.clz32(border & -border)]!;
      }
      if ((records[offset]! & CHAINED) === 0) return onBorder;
      offset = this.#next(offset);
    }
  }

  /** `locateFirst` for pairs x0,y0,x1,y1,…; `out` holds one number for each pair. */
  locateMany(xy: Int32Array, out: Int32Array): void {
    for (let i = 0, j = 0; j + 1 < xy.length; i++, j += 2) out[i] = this.locateFirst(xy[j]!, xy[j + 1]!);
  }

  /**
   * Metres to the nearest border of any grid, by the lengths of a unit at the point: exactly 0 on a border and nowhere
   * else; Infinity when it is the cap or more.
   */
  distanceToBorder(x: number, y: number, capM: number = DEFAULT_CAP_M): number {
    return nearestEdge(this.#arrays, x, y, capM)?.distanceM ?? Infinity;
  }

  /**
   * The grid that covers the point (distance 0), otherwise the one whose border is nearest, the lowest number among
   * equals; null when none is nearer than the cap.
   */
  nearest(x: number, y: number, capM: number): { grid: number; distanceM: number } | null {
    if (this.locate(x, y, this.#scratch) > 0) return { grid: this.#scratch.grids[0]!, distanceM: 0 };
    return nearestEdge(this.#arrays, x, y, capM);
  }

  /** Every grid with a border at less than `limitM` metres, in rising order. Meant for limits of some metres. */
  bordersWithin(x: number, y: number, limitM: number): NearBorder[] {
    return bordersWithin(this.#arrays, x, y, limitM);
  }

  /** Visits the borders whose box meets a box; one may come up several times. */
  eachBorderIn([minX, minY, maxX, maxY]: Box, visit: (ax: number, ay: number, bx: number, by: number) => void): void {
    eachEdgeIn(this.#arrays, minX, minY, maxX, maxY, visit);
  }

  #next(offset: number): number {
    const edges = this.#records[offset]! & ~CHAINED;
    return offset + HEAD_WORDS + this.#records[offset + 1]! + edges * EDGE_WORDS;
  }

  #pushBorders(first: number, x: number, y: number, refX: number, hits: Hits): void {
    let offset = first;
    for (;;) {
      this.#scan(offset, x, y, refX);
      let border = this.#borderMask;
      while (border !== 0) {
        hits.push(this.#records[offset + HEAD_WORDS + 31 - Math.clz32(border & -border)]!, 1);
        border &= border - 1;
      }
      if ((this.#records[offset]! & CHAINED) === 0) return;
      offset = this.#next(offset);
    }
  }

  /** The mask of grids of one record that hold the point; meaningless for those in `#borderMask`, which is set too. */
  #scan(offset: number, x: number, y: number, refX: number): number {
    const records = this.#records;
    if (this.#wide) return this.#scanWide(offset, x, y, refX);
    let inside = records[offset + 2]!;
    let border = 0;
    let e = offset + HEAD_WORDS + records[offset + 1]!;
    const end = e + (records[offset]! & ~CHAINED) * EDGE_WORDS;
    for (; e < end; e += EDGE_WORDS) {
      const mask = records[e + 1]!;
      if (y < records[e]!) inside ^= mask;
      const ay = records[e + 2]!;
      if (y < ay) continue;
      const by = records[e + 3]!;
      if (y < by) {
        const ax = records[e + 4]!;
        const dx = records[e + 5]! - ax;
        const dy = by - ay;
        // x is west of the edge at height y  ⇔  dy · (x − ax) < dx · (y − ay)
        const height = dx * (y - ay);
        const here = dy * (x - ax);
        const there = dy * (refX - ax);
        if (here === height) border |= mask;
        else if (here < height !== (there < height || (there === height && dx > 0))) inside ^= mask;
      } else if (y === by) {
        const ax = records[e + 4]!;
        const bx = records[e + 5]!;
        if (x === bx || (ay === by && x >= ax && x <= bx)) border |= mask;
      }
    }
    this.#borderMask = border;
    return inside;
  }

  /** The same for an index with edges longer than float64 can multiply exactly. */
  #scanWide(offset: number, x: number, y: number, refX: number): number {
    const records = this.#records;
    let inside = records[offset + 2]!;
    let border = 0;
    let e = offset + HEAD_WORDS + records[offset + 1]!;
    const end = e + (records[offset]! & ~CHAINED) * EDGE_WORDS;
    for (; e < end; e += EDGE_WORDS) {
      const mask = records[e + 1]!;
      if (y < records[e]!) inside ^= mask;
      const ay = records[e + 2]!;
      const by = records[e + 3]!;
      const ax = records[e + 4]!;
      const bx = records[e + 5]!;
      if (y >= ay && y < by) {
        const here = compareProducts(by - ay, x - ax, bx - ax, y - ay);
        const there = compareProducts(by - ay, refX - ax, bx - ax, y - ay);
        if (here === 0) border |= mask;
        else if (here < 0 !== (there < 0 || (there === 0 && bx > ax))) inside ^= mask;
      } else if (y === by && (x === bx || (ay === by && x >= ax && x <= bx))) border |= mask;
    }
    this.#borderMask = border;
    return inside;
  }
}
