/**
 * The numbers of every slot of one division, kept up while cells change slots. All are sums of whole numbers: after any moves
 * they are those of a fresh count, to the last bit. Parts are looked for when they are asked for, in changed slots only.
 */
import { ARC_CLASSES } from '../cell-graph.ts';
import { UNASSIGNED } from './cell-ranges.ts';
import type { PlanGround } from './plan-ground.ts';

export interface SlotNumbers {
  readonly cells: number;
  readonly households: number;
  /** Cells that nobody has counted. */
  readonly uncounted: number;
  readonly areaCm2: number;
  readonly outlineCm: number;
  /** Of the outline what lies along other cells, by ArcClass: inside, minor road, main road, barrier. */
  readonly borderCm: readonly number[];
  /** Of the outline what is the edge of the community. */
  readonly outerCm: number;
  /** Polsby–Popper, 4π · area / outline²; 0 without cells. */
  readonly compactness: number;
}

const EMPTY: readonly (readonly number[])[] = [];

export class LiveNumbers {
  readonly ground: PlanGround;
  readonly slotOf: Uint16Array;
  readonly #sums = new Map<number, Sums>();
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  readonly #parts = new Map<number, readonly (readonly number[])[]>();
  readonly #seen: Int32Array;
  #pass = 0;

  /** Takes the assignment over as it is; numbers that no cell has are passed over. */
  constructor(ground: PlanGround, slotOf: Uint16Array) {
    this.ground = ground;
    this.slotOf = new Uint16Array(ground.count).fill(UNASSIGNED);
    this.#next = new Int32Array(ground.count).fill(-1);
    this.#previous = new Int32Array(ground.count).fill(-1);
    this.#seen = new Int32Array(ground.count);
    const { isCell, outerCm, households, uncounted, areaCm2 } = ground;
    for (let cell = 0; cell < ground.count; cell++) {
      if (isCell[cell] === 0) continue;
      const sums = this.#of(UNASSIGNED);
      sums.cells++;
      sums.households += households[cell]!;
      sums.uncounted += uncounted[cell]!;
      sums.areaCm2 += areaCm2[cell]!;
      sums.outerCm += outerCm[cell]!;
      this.#link(cell, sums);
    }
    for (let cell = 0; cell < ground.count; cell++) if (isCell[cell] === 1) this.move(cell, slotOf[cell]!);
  }

  /** Does nothing where the cell is in the slot already. */
  move(cell: number, slot: number): void {
    const from = this.slotOf[cell]!;
    if (from === slot) return;
    const { start, to, classCm, households, uncounted, areaCm2, outerCm } = this.ground;
    const old = this.#of(from);
    const fresh = this.#of(slot);
    this.#parts.delete(from);
    this.#parts.delete(slot);
    this.#unlink(cell, old);
    this.#link(cell, fresh);
    for (const [sums, sign] of [
      [old, -1],
      [fresh, 1],
    ] as const) {
      sums.cells += sign;
      sums.households += sign * households[cell]!;
      sums.uncounted += sign * uncounted[cell]!;
      sums.areaCm2 += sign * areaCm2[cell]!;
      sums.outerCm += sign * outerCm[cell]!;
    }
    for (let row = start[cell]!; row < start[cell + 1]!; row++) {
      const other = this.slotOf[to[row]!]!;
      // A contact is in the outlines of both its slots, or in none when they are one.
      add(old, classCm, row, other === from ? 1 : -1);
      add(fresh, classCm, row, other === slot ? -1 : 1);
    }
    this.slotOf[cell] = slot;
  }

  numbers(slot: number): SlotNumbers {
    const sums = this.#sums.get(slot) ?? new Sums();
    const outlineCm = sums.borderCm.reduce((sum, cm) => sum + cm, sums.outerCm);
    const { cells, households, uncounted, areaCm2, outerCm } = sums;
    const compactness = outlineCm === 0 ? 0 : (4 * Math.PI * areaCm2) / (outlineCm * outlineCm);
    return { cells, households, uncounted, areaCm2, outlineCm, borderCm: [...sums.borderCm], outerCm, compactness };
  }

  households(slot: number): number {
    return this.#sums.get(slot)?.households ?? 0;
  }

  /** In rising order. */
  cellsOf(slot: number): number[] {
    const cells: number[] = [];
    for (let cell = this.#sums.get(slot)?.first ?? -1; cell >= 0; cell = this.#next[cell]!) cells.push(cell);
    return cells.sort((a, b) => a - b);
  }

  /** Connected pieces over borders that people can cross: the largest by households, then by cells, first. Cells rising. */
  parts(slot: number): readonly (readonly number[])[] {
    const known = this.#parts.get(slot);
    if (known !== undefined) return known;
    const parts = this.#findParts(slot);
    this.#parts.set(slot, parts);
    return parts;
  }

  #findParts(slot: number): readonly (readonly number[])[] {
    const sums = this.#sums.get(slot);
    if (sums === undefined || sums.cells === 0) return EMPTY;
    const { start, to, connects, households } = this.ground;
    const pass = ++this.#pass;
    const found: { cells: number[]; households: number }[] = [];
    for (let first = sums.first; first >= 0; first = this.#next[first]!) {
      if (this.#seen[first] === pass) continue;
      const part = [first];
      let sum = 0;
      this.#seen[first] = pass;
      for (const cell of part) {
        sum += households[cell]!;
        for (let row = start[cell]!; row < start[cell + 1]!; row++) {
          const other = to[row]!;
          if (connects[row] === 0 || this.#seen[other] === pass || this.slotOf[other] !== slot) continue;
          this.#seen[other] = pass;
          part.push(other);
        }
      }
      found.push({ cells: part.sort((a, b) => a - b), households: sum });
      if (part.length === sums.cells) break;
    }
    found.sort((a, b) => b.households - a.households || b.cells.length - a.cells.length || a.cells[0]! - b.cells[0]!);
    return found.map(({ cells }) => cells);
  }

  #of(slot: number): Sums {
    let sums = this.#sums.get(slot);
    if (sums === undefined) {
      sums = new Sums();
      this.#sums.set(slot, sums);
    }
    return sums;
  }

  #link(cell: number, sums: Sums): void {
    this.#previous[cell] = -1;
    this.#next[cell] = sums.first;
    if (sums.first >= 0) this.#previous[sums.first] = cell;
    sums.first = cell;
  }

  #unlink(cell: number, sums: Sums): void {
    const [before, after] = [this.#previous[cell]!, this.#next[cell]!];
    if (before >= 0) this.#next[before] = after;
    else sums.first = after;
    if (after >= 0) this.#previous[after] = before;
  }
}

class Sums {
  cells = 0;
  households = 0;
  uncounted = 0;
  areaCm2 = 0;
  outerCm = 0;
  readonly borderCm = new Float64Array(ARC_CLASSES);
  /** Head of the chain of its cells. */
  first = -1;
}

function add(sums: Sums, classCm: Float64Array, row: number, sign: number): void {
  for (let k = 0; k < ARC_CLASSES; k++) sums.borderCm[k]! += sign * classCm[ARC_CLASSES * row + k]!;
}
