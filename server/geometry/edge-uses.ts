/**
 * MATCH: every edge of a set of rings once, with the net count of its uses. Ends are put in order (lower x first, then
 * lower y), so an edge and its reverse share a row: a use from a to b counts +1, a use from b to a −1. Where neighbours
 * agree the count is 0; what is left is the boundary of every gap and overlap, and of the whole.
 */
import type { MultiPolygon } from './polygon.ts';
import { eachSide } from './sides.ts';

/** What a use counts for: the depth of grids, of the parent area, of ground excluded, or of a grid that cannot be judged. */
export type Layer = 'grid' | 'parent' | 'exclusion' | 'unjudged';

export class EdgeUses {
  /** How many rows the arrays below hold. A row that was dropped has no use and all its counts are 0. */
  count = 0;
  ax: Int32Array;
  ay: Int32Array;
  bx: Int32Array;
  by: Int32Array;
  /** Net count of the grids: the depth left of a→b less the depth right of it. */
  net: Int32Array;
  /** The same for the parent area. */
  parentNet: Int32Array;
  /** The same for ground that is not to be covered. */
  exclusionNet: Int32Array;
  /** The same for grids that are not judged. */
  unjudgedNet: Int32Array;
  /** The longest |bx − ax| or |by − ay| of any edge. */
  longest = 0;
  /** Newest use of each edge; the others follow by `before`. */
  #newest: Int32Array;
  #before: Int32Array;
  /** Owner · 2, plus 1 when the use runs from b to a. */
  #owner: Int32Array;
  #uses = 0;
  readonly #notGrids: Set<number> = new Set();
  #slots: Int32Array;
  #shift: number;
  readonly #freeRows: number[] = [];
  readonly #freeUses: number[] = [];

  /** `vertices`: of all rings that will be added by `add`. Each of them is one use. */
  constructor(vertices: number) {
    const bits = Math.max(4, Math.ceil(Math.log2(vertices * 1.5 + 1)));
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

  /** Moves the uses of one owner, all those of its shape, from one layer to another. O(edges of the shape). */
  move(owner: number, shape: MultiPolygon, from: Layer, to: Layer): void {
    if (to === 'grid') this.#notGrids.delete(owner);
    else this.#notGrids.add(owner);
    const source = this.#netOf(from);
    const target = this.#netOf(to);
    eachSide(shape, (px, py, qx, qy) => {
      const edge = this.find(px, py, qx, qy);
      const by = px < qx || (px === qx && py < qy) ? 1 : -1;
      source[edge]! -= by;
      target[edge]! += by;
    });
  }

  /** Adds one use, in a table of any size. Returns the row. The ends differ. O(1) expected. */
  addUse(owner: number, px: number, py: number, qx: number, qy: number, layer: Layer = 'grid'): number {
    if (layer !== 'grid') this.#notGrids.add(owner);
    let edge = this.find(px, py, qx, qy);
    const forward = px < qx || (px === qx && py < qy);
    if (edge < 0) {
      edge = this.#freeRows.pop() ?? this.#nextRow();
      if (forward) this.#setEnds(edge, px, py, qx, qy);
      else this.#setEnds(edge, qx, qy, px, py);
      this.#slots[this.#slotOf(edge)] = edge + 1;
    }
    this.#link(edge, owner * 2 + (forward ? 0 : 1));
    this.#netOf(layer)[edge]! += forward ? 1 : -1;
    return edge;
  }

  /** Takes one use back; an edge that has none left loses its row. Returns the row. `layer`: the one it counts for now. */
  dropUse(owner: number, px: number, py: number, qx: number, qy: number, layer: Layer = 'grid'): number {
    const edge = this.find(px, py, qx, qy);
    const forward = px < qx || (px === qx && py < qy);
    const wanted = owner * 2 + (forward ? 0 : 1);
    let after = -1;
    let use = edge < 0 ? -1 : this.#newest[edge]!;
    while (use >= 0 && this.#owner[use] !== wanted) {
      after = use;
      use = this.#before[use]!;
    }
    if (use < 0) throw new Error('edge uses: the use to drop is not there');
    if (after < 0) this.#newest[edge] = this.#before[use]!;
    else this.#before[after] = this.#before[use]!;
    this.#freeUses.push(use);
    this.#netOf(layer)[edge]! -= forward ? 1 : -1;
    if (this.#newest[edge]! < 0) {
      this.#emptySlot(this.#slotOf(edge));
      this.#freeRows.push(edge);
    }
    return edge;
  }

  /** The row of an edge whose ends may come in any order, −1 when nothing uses it. */
  find(px: number, py: number, qx: number, qy: number): number {
    const forward = px < qx || (px === qx && py < qy);
    const fx = forward ? px : qx;
    const fy = forward ? py : qy;
    const tx = forward ? qx : px;
    const ty = forward ? qy : py;
    const { ax, ay, bx, by } = this;
    const last = this.#slots.length - 1;
    let slot = hash(fx, fy, tx, ty) >>> this.#shift;
    let edge = this.#slots[slot]! - 1;
    while (edge >= 0 && (ax[edge] !== fx || ay[edge] !== fy || bx[edge] !== tx || by[edge] !== ty)) {
      slot = (slot + 1) & last;
      edge = this.#slots[slot]! - 1;
    }
    return edge;
  }

  /**
   * Copies a row of another table with its counts and its uses by grids, under the numbers that `ownerOf` gives them: for a
   * small table of some edges only. Returns the new row; `find` does not know it.
   */
  take(from: EdgeUses, edge: number, ownerOf: (owner: number) => number): number {
    const row = this.#nextRow();
    this.#setEnds(row, from.ax[edge]!, from.ay[edge]!, from.bx[edge]!, from.by[edge]!);
    this.net[row] = from.net[edge]!;
    this.parentNet[row] = from.parentNet[edge]!;
    this.exclusionNet[row] = from.exclusionNet[edge]!;
    this.unjudgedNet[row] = from.unjudgedNet[edge]!;
    from.eachGridUse(edge, (owner, sign) => this.#link(row, ownerOf(owner) * 2 + (sign > 0 ? 0 : 1)));
    return row;
  }

  /** Whether anything uses the edge. */
  isUsed(edge: number): boolean {
    return edge < this.count && this.#newest[edge]! >= 0;
  }

  /** Everything about an edge but its ends as text: equal texts mean that nothing has changed. */
  stateOf(edge: number): string {
    const uses: number[] = [];
    for (let use = this.#newest[edge]!; use >= 0; use = this.#before[use]!) uses.push(this.#owner[use]!);
    uses.sort((a, b) => a - b);
    const { net, parentNet, exclusionNet, unjudgedNet } = this;
    return `${net[edge]} ${parentNet[edge]} ${exclusionNet[edge]} ${unjudgedNet[edge]} ${uses.join(' ')}`;
  }

  /** Calls back with each use of an edge by a grid: its owner, and +1 from a to b or −1 from b to a. */
  eachGridUse(edge: number, visit: (owner: number, sign: 1 | -1) => void): void {
    for (let use = this.#newest[edge]!; use >= 0; use = this.#before[use]!) {
      const owner = this.#owner[use]! >> 1;
      if (!this.#notGrids.has(owner)) visit(owner, (this.#owner[use]! & 1) === 0 ? 1 : -1);
    }
  }

  /** Calls back with the owner of each use of an edge, of whatever layer. */
  eachOwner(edge: number, visit: (owner: number) => void): void {
    for (let use = this.#newest[edge]!; use >= 0; use = this.#before[use]!) visit(this.#owner[use]! >> 1);
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

  #setEnds(edge: number, ax: number, ay: number, bx: number, by: number): void {
    this.ax[edge] = ax;
    this.ay[edge] = ay;
    this.bx[edge] = bx;
    this.by[edge] = by;
    this.#newest[edge] = -1;
    this.longest = Math.max(this.longest, bx - ax, Math.abs(by - ay));
  }

  #link(edge: number, use: number): void {
    const at = this.#freeUses.pop() ?? this.#nextUse();
    this.#owner[at] = use;
    this.#before[at] = this.#newest[edge]!;
    this.#newest[edge] = at;
  }

  #nextUse(): number {
    if (this.#uses === this.#owner.length) {
      this.#before = longer(this.#before);
      this.#owner = longer(this.#owner);
    }
    return this.#uses++;
  }

  #nextRow(): number {
    if (this.count === this.ax.length) {
      this.ax = longer(this.ax);
      this.ay = longer(this.ay);
      this.bx = longer(this.bx);
      this.by = longer(this.by);
      this.net = longer(this.net);
      this.parentNet = longer(this.parentNet);
      this.exclusionNet = longer(this.exclusionNet);
      this.unjudgedNet = longer(this.unjudgedNet);
      this.#newest = longer(this.#newest);
    }
    if (2 * (this.count + 1) > this.#slots.length) {
      this.#slots = new Int32Array(2 * this.#slots.length);
      this.#shift -= 1;
      for (let edge = 0; edge < this.count; edge++) {
        if (this.isUsed(edge)) this.#slots[this.#slotOf(edge)] = edge + 1;
      }
    }
    return this.count++;
  }

  /** Where the hash keeps an edge, or would keep it. */
  #slotOf(edge: number): number {
    const last = this.#slots.length - 1;
    let slot = this.#homeOf(edge);
    while (this.#slots[slot] !== 0 && this.#slots[slot] !== edge + 1) slot = (slot + 1) & last;
    return slot;
  }

  #homeOf(edge: number): number {
    return hash(this.ax[edge]!, this.ay[edge]!, this.bx[edge]!, this.by[edge]!) >>> this.#shift;
  }

  /** Empties a slot and moves up the entries behind it that would not be found any more. */
  #emptySlot(from: number): void {
    const slots = this.#slots;
    const last = slots.length - 1;
    let hollow = from;
    slots[hollow] = 0;
    for (let slot = (hollow + 1) & last; slots[slot] !== 0; slot = (slot + 1) & last) {
      const home = this.#homeOf(slots[slot]! - 1);
      // An entry may move up when its home is not between the hollow and itself, cyclically.
      if (((slot - home) & last) < ((slot - hollow) & last)) continue;
      slots[hollow] = slots[slot]!;
      slots[slot] = 0;
      hollow = slot;
    }
  }

  #addRing(owner: number, ring: Int32Array, net: Int32Array): void {
    const { ax, ay, bx, by } = this;
    const slots = this.#slots;
    const last = slots.length - 1;
    const shift = this.#shift;
    const newest = this.#newest;
    const before = this.#before;
    const owners = this.#owner;
    const length = ring.length;
    let use = this.#uses;
    let count = this.count;
    let px = ring[length - 2]!;
    let py = ring[length - 1]!;
    // A neighbour has the edges of a common border in the other order, so after one of its rows comes the row before. A row
    // without uses is no edge, whatever ends it has kept.
    let guess = -1;
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
      let edge = guess;
      const isSame = edge >= 0 && ax[edge] === fx && ay[edge] === fy && bx[edge] === tx && by[edge] === ty;
      if (!isSame || newest[edge]! < 0) {
        let slot = hash(fx, fy, tx, ty) >>> shift;
        edge = slots[slot]! - 1;
        while (edge >= 0 && (ax[edge] !== fx || ay[edge] !== fy || bx[edge] !== tx || by[edge] !== ty)) {
          slot = (slot + 1) & last;
          edge = slots[slot]! - 1;
        }
        if (edge < 0) slots[slot] = count + 1;
      }
      if (edge < 0) {
        edge = count++;
        ax[edge] = fx;
        ay[edge] = fy;
        bx[edge] = tx;
        by[edge] = ty;
        const wide = tx - fx;
        const high = ty > fy ? ty - fy : fy - ty;
        if (wide > this.longest) this.longest = wide;
        if (high > this.longest) this.longest = high;
        before[use] = -1;
        guess = -1;
      } else {
        before[use] = newest[edge]!;
        guess = edge - 1;
      }
      newest[edge] = use;
      owners[use] = owner * 2 + (forward ? 0 : 1);
      net[edge]! += forward ? 1 : -1;
      use += 1;
    }
    this.#uses = use;
    this.count = count;
  }
}

function longer(array: Int32Array): Int32Array {
  const copy = new Int32Array(Math.max(16, 2 * array.length));
  copy.set(array);
  return copy;
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
