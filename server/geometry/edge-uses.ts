/**
 * MATCH: every edge of a set of rings once, with the net count of its uses. Ends are put in order (lower x first, then
 * lower y), so an edge and its reverse share a row: a use from a to b counts +1, a use from b to a −1. Where neighbours
 * agree the count is 0; what is left is the boundary of every gap and overlap, and of the whole.
 */
import type { MultiPolygon } from './polygon.ts';

/** What a use counts for: the depth of grids, of the parent area, of ground excluded, or of a grid that cannot be judged. */
export type Layer = 'grid' | 'parent' | 'exclusion' | 'unjudged';

export class EdgeUses {
  /** How many rows the arrays below hold. */
  count = 0;
  readonly ax: Int32Array;
  readonly ay: Int32Array;
  readonly bx: Int32Array;
  readonly by: Int32Array;
  /** Net count of the grids: the depth left of a→b less the depth right of it. */
  readonly net: Int32Array;
  /** The same for the parent area. */
  readonly parentNet: Int32Array;
  /** The same for ground that is not to be covered. */
  readonly exclusionNet: Int32Array;
  /** The same for grids that are not judged. */
  readonly unjudgedNet: Int32Array;
  /** The longest |bx − ax| or |by − ay| of any edge. */
  longest = 0;
  /** Newest use of each edge; the others follow by `before`. */
  readonly #newest: Int32Array;
  readonly #before: Int32Array;
  /** Owner · 2, plus 1 when the use runs from b to a. */
  readonly #owner: Int32Array;
  #uses = 0;
  readonly #notGrids: Set<number> = new Set();
  readonly #slots: Int32Array;
  readonly #shift: number;

  /** `vertices`: of all rings that will be added. Each of them is one use. */
  constructor(vertices: number) {
    const bits = Math.max(4, Math.ceil(Math.log2(vertices + 1)) + 1);
    this.#slots = new Int32Array(2 ** bits);
    this.#shift = 32 - bits;
    this.ax = new Int32Array(vertices);
    this.ay = new Int32Array(vertices);
    this.bx = new Int32Array(vertices);
    this.by = new Int32Array(vertices);
    this.net = new Int32Array(vertices);
    this.parentNet = new Int32Array(vertices);
    this.exclusionNet = new Int32Array(vertices);
    this.unjudgedNet = new Int32Array(vertices);
    this.#newest = new Int32Array(vertices);
    this.#before = new Int32Array(vertices);
    this.#owner = new Int32Array(vertices);
  }

  /**
   * Adds every edge of a shape for one owner; all shapes of an owner are of one layer. Edges of no length are left out.
   * O(vertices) expected.
   */
  add(owner: number, shape: MultiPolygon, layer: Layer = 'grid'): void {
    if (layer !== 'grid') this.#notGrids.add(owner);
    for (const polygon of shape) for (const ring of polygon) this.#addRing(owner, ring, this.#netOf(layer));
  }

  /** Moves the uses of one owner from the grids to those not judged. O(edges). */
  setAside(owner: number): void {
    this.#notGrids.add(owner);
    for (let edge = 0; edge < this.count; edge++) {
      for (let use = this.#newest[edge]!; use >= 0; use = this.#before[use]!) {
        if (this.#owner[use]! >> 1 !== owner) continue;
        const by = (this.#owner[use]! & 1) === 0 ? 1 : -1;
        this.net[edge]! -= by;
        this.unjudgedNet[edge]! += by;
      }
    }
  }

  /** Calls back with each use of an edge by a grid: its owner, and +1 from a to b or −1 from b to a. */
  eachGridUse(edge: number, visit: (owner: number, sign: 1 | -1) => void): void {
    for (let use = this.#newest[edge]!; use >= 0; use = this.#before[use]!) {
      const owner = this.#owner[use]! >> 1;
      if (!this.#notGrids.has(owner)) visit(owner, (this.#owner[use]! & 1) === 0 ? 1 : -1);
    }
  }

  /** Whether the edge separates anything: a net count is not 0. */
  isOpen(edge: number): boolean {
    return (
      this.net[edge] !== 0 ||
      this.parentNet[edge] !== 0 ||
      this.exclusionNet[edge] !== 0 ||
      this.unjudgedNet[edge] !== 0
    );
  }

  #netOf(layer: Layer): Int32Array {
    switch (layer) {
      case 'grid':
        return this.net;
      case 'parent':
        return this.parentNet;
      case 'exclusion':
        return this.exclusionNet;
      case 'unjudged':
        return this.unjudgedNet;
    }
  }

  #addRing(owner: number, ring: Int32Array, net: Int32Array): void {
    const { ax, ay, bx, by } = this;
    const slots = this.#slots;
    const last = slots.length - 1;
    const shift = this.#shift;
    const length = ring.length;
    let px = ring[length - 2]!;
    let py = ring[length - 1]!;
    for (let i = 0; i < length; i += 2) {
      const qx = ring[i]!;
      const qy = ring[i + 1]!;
      const forward = px < qx || (px === qx && py < qy);
      if (!forward && px === qx && py === qy) continue;
      const fx = forward ? px : qx;
      const fy = forward ? py : qy;
      const tx = forward ? qx : px;
      const ty = forward ? qy : py;
      px = qx;
      py = qy;
      let slot = hash(fx, fy, tx, ty) >>> shift;
      let edge = slots[slot]! - 1;
      while (edge >= 0 && (ax[edge] !== fx || ay[edge] !== fy || bx[edge] !== tx || by[edge] !== ty)) {
        slot = (slot + 1) & last;
        edge = slots[slot]! - 1;
      }
      const use = this.#uses++;
      if (edge < 0) {
        edge = this.count++;
        slots[slot] = edge + 1;
        ax[edge] = fx;
        ay[edge] = fy;
        bx[edge] = tx;
        by[edge] = ty;
        const wide = tx - fx;
        const high = ty > fy ? ty - fy : fy - ty;
        if (wide > this.longest) this.longest = wide;
        if (high > this.longest) this.longest = high;
        this.#before[use] = -1;
      } else {
        this.#before[use] = this.#newest[edge]!;
      }
      this.#newest[edge] = use;
      this.#owner[use] = owner * 2 + (forward ? 0 : 1);
      net[edge]! += forward ? 1 : -1;
    }
  }
}

/** The edges that separate anything, in rising order. */
export function openEdges(table: EdgeUses): Int32Array {
  const open: number[] = [];
  for (let edge = 0; edge < table.count; edge++) if (table.isOpen(edge)) open.push(edge);
  return Int32Array.from(open);
}

/** The vertices of a shape. */
export function verticesOf(shape: MultiPolygon): number {
  let sum = 0;
  for (const polygon of shape) for (const ring of polygon) sum += ring.length / 2;
  return sum;
}

function hash(ax: number, ay: number, bx: number, by: number): number {
  let h = Math.imul(ax, 0x9e3779b1) ^ Math.imul(ay, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15), 0xc2b2ae35) ^ Math.imul(bx, 0x27d4eb2f) ^ Math.imul(by, 0x165667b1);
  h = Math.imul(h ^ (h >>> 13), 0x9e3779b1);
  return h ^ (h >>> 16);
}
