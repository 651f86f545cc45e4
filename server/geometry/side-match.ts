/**
 * MATCH, for very many sides: which of them have the same side the other way round as their only partner. The first side along
 * an edge stands for the edge, what comes later is kept with it. Much leaner than EdgeUses (edge-uses.ts), since of a
 * coverage hardly any edge is asked about again.
 */
import type { FlatRings } from './flat-rings.ts';

/** The last vertex of a ring begins no side. */
const NO_SIDE = -(2 ** 31);

export class SideMatch {
  readonly #rings: FlatRings;
  /**
   * By side. Of the first along its edge: its partner plus 1, or 0 while it has none. Of one that came later: the first one
   * plus 1, negative.
   */
  readonly #partner: Int32Array;
  /** Hash of the edges: first sides plus 1. */
  readonly #slots: Int32Array;
  readonly #shift: number;
  /** By first side: sides that came when it had a partner already or that run the same way. */
  readonly #more: Map<number, number[]> = new Map();

  /** O(vertices) expected. */
  constructor(rings: FlatRings) {
    const bits = Math.max(4, Math.ceil(Math.log2(rings.vertices * 1.2 + 1)));
    this.#rings = rings;
    this.#partner = new Int32Array(rings.vertices);
    this.#slots = new Int32Array(2 ** bits);
    this.#shift = 32 - bits;
    for (let ring = 0; ring < rings.starts.length; ring++) this.#match(rings.starts[ring]!, rings.endOf(ring) - 1);
  }

  /** The first sides of all edges that are not used as often in one direction as in the other, in rising order. */
  unmatched(): number[] {
    const partner = this.#partner;
    const sides: number[] = [];
    for (let side = partner.indexOf(0); side >= 0; side = partner.indexOf(0, side + 1)) sides.push(side);
    for (const [first, more] of this.#more) {
      let net = 0;
      for (const side of more) net += this.#isReverse(first, side) ? -1 : 1;
      if (net !== 0 && partner[first] !== 0) sides.push(first);
    }
    return sides.sort((a, b) => a - b);
  }

  /** The first side along an edge, whose ends may come in any order; −1 when there is none. */
  find(px: number, py: number, qx: number, qy: number): number {
    const { xy } = this.#rings;
    const slots = this.#slots;
    let slot = hash(px, py, qx, qy) >>> this.#shift;
    for (let side = slots[slot]! - 1; side >= 0; side = slots[slot]! - 1) {
      const at = 2 * side;
      const isSame = xy[at] === px && xy[at + 1] === py && xy[at + 2] === qx && xy[at + 3] === qy;
      if (isSame || (xy[at] === qx && xy[at + 1] === qy && xy[at + 2] === px && xy[at + 3] === py)) return side;
      slot = (slot + 1) & (slots.length - 1);
    }
    return -1;
  }

  /** All sides along the edge of a first side, that one included. */
  along(first: number): number[] {
    const sides = [first];
    if (this.#partner[first]! > 0) sides.push(this.#partner[first]! - 1);
    if (this.#more.size > 0) sides.push(...(this.#more.get(first) ?? []));
    return sides;
  }

  #match(from: number, to: number): void {
    const { xy } = this.#rings;
    const partner = this.#partner;
    const slots = this.#slots;
    const shift = this.#shift;
    let px = xy[2 * from]!;
    let py = xy[2 * from + 1]!;
    // A neighbour has the sides of a common border in the other order, so behind a partner comes the side before it. That one
    // ends where this one begins, and if it is no side at all it is no 0.
    let guess = -1;
    for (let side = from; side < to; side++) {
      const qx = xy[2 * side + 2]!;
      const qy = xy[2 * side + 3]!;
      if (guess >= 0 && partner[guess] === 0 && xy[2 * guess] === qx && xy[2 * guess + 1] === qy) {
        partner[guess] = side + 1;
        partner[side] = -1 - guess;
        guess -= 1;
      } else {
        const slot = hash(px, py, qx, qy) >>> shift;
        if (slots[slot] === 0) {
          slots[slot] = side + 1;
          guess = -1;
        } else guess = this.#matchFrom(slot, side) - 1;
      }
      px = qx;
      py = qy;
    }
    partner[to] = NO_SIDE;
  }

  /** Looks through the hash from a slot that is taken. The partner, or a number below 0 when the side has none yet. */
  #matchFrom(start: number, side: number): number {
    const { xy } = this.#rings;
    const partner = this.#partner;
    const slots = this.#slots;
    const px = xy[2 * side]!;
    const py = xy[2 * side + 1]!;
    const qx = xy[2 * side + 2]!;
    const qy = xy[2 * side + 3]!;
    let slot = start;
    for (let known = slots[slot]! - 1; known >= 0; known = slots[slot]! - 1) {
      const ax = xy[2 * known]!;
      const ay = xy[2 * known + 1]!;
      const bx = xy[2 * known + 2]!;
      const by = xy[2 * known + 3]!;
      const isReverse = ax === qx && ay === qy && bx === px && by === py;
      if (isReverse || (ax === px && ay === py && bx === qx && by === qy)) {
        partner[side] = -1 - known;
        if (isReverse && partner[known] === 0) {
          partner[known] = side + 1;
          return known;
        }
        this.#addMore(known, side);
        return -1;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = side + 1;
    return -1;
  }

  #addMore(first: number, side: number): void {
    const known = this.#more.get(first);
    if (known === undefined) this.#more.set(first, [side]);
    else known.push(side);
  }

  #isReverse(one: number, other: number): boolean {
    const { xy } = this.#rings;
    return xy[2 * one] !== xy[2 * other] || xy[2 * one + 1] !== xy[2 * other + 1];
  }
}

/** The same for both directions. */
function hash(px: number, py: number, qx: number, qy: number): number {
  const p = Math.imul(px, 0x9e3779b1) ^ Math.imul(py, 0x85ebca6b);
  const q = Math.imul(qx, 0x9e3779b1) ^ Math.imul(qy, 0x85ebca6b);
  const both = Math.imul(p ^ (p >>> 15), 0xc2b2ae35) + Math.imul(q ^ (q >>> 15), 0xc2b2ae35);
  return Math.imul(both ^ (both >>> 13), 0x9e3779b1);
}
