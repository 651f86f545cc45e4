/**
 * A quick proof that no two sides of a shape cross properly. Its rings are cut into runs that keep to one direction, x or y
 * only rising or only falling: sides of one run have nothing in common but ends. Two runs can cross only where their boxes
 * overlap, so few sides are ever held against each other. A shape where that takes long is left to the search that copes with
 * anything (crossings.ts), so the work here is O(sides).
 */
import type { FlatRings } from './flat-rings.ts';
import { crossesProperly } from './predicates.ts';
import { starSense } from './star-shaped.ts';

/** Comparisons for each side, and for the shape besides, before a shape is given up. */
const WORK_PER_SIDE = 64;
const WORK = 1024;

/** Numbers kept of a run: first vertex, last vertex, its box, 0 or 1 for x or y that it keeps to, and whether that rises. */
const RUN = 8;

/** For many shapes, one after the other: what it needs to work is kept. */
export class OwnCrossings {
  #xy: Int32Array = new Int32Array(0);
  #runs: Int32Array = new Int32Array(RUN * 64);
  #runCount = 0;
  /** The sides of two runs that come near the other run. */
  #one: Int32Array = new Int32Array(64);
  #other: Int32Array = new Int32Array(64);

  /** Of a shape, the rings `from` … `to` − 1. False: nothing crosses, for certain. True: something does, or it is hard to say. */
  mayCross(rings: FlatRings, from: number, to: number): boolean {
    if (from === to) return false;
    const first = rings.starts[from]!;
    const last = rings.endOf(to - 1) - 1;
    const sides = last - first;
    if (from + 1 === to && starSense(rings.xy, first, sides) !== 0) return false;
    this.#xy = rings.xy;
    this.#runCount = 0;
    for (let ring = from; ring < to; ring++) this.#addRuns(rings.starts[ring]!, rings.endOf(ring) - 1);
    if (sides > this.#one.length) {
      this.#one = new Int32Array(2 * sides);
      this.#other = new Int32Array(2 * sides);
    }
    return this.#mayRunsCross(WORK + WORK_PER_SIDE * sides);
  }

  #mayRunsCross(allowed: number): boolean {
    const runs = this.#runs;
    const end = RUN * this.#runCount;
    let work = allowed - this.#runCount ** 2 / 2;
    if (work < 0) return true;
    for (let i = 0; i < end; i += RUN) {
      const minX = runs[i + 2]!;
      const minY = runs[i + 3]!;
      const maxX = runs[i + 4]!;
      const maxY = runs[i + 5]!;
      for (let j = i + RUN; j < end; j += RUN) {
        // At the very edge of its box a side has inner points only if it lies along it: boxes that touch hold no crossing.
        if (runs[j + 2]! >= maxX || runs[j + 4]! <= minX || runs[j + 3]! >= maxY || runs[j + 5]! <= minY) continue;
        const west = Math.max(minX, runs[j + 2]!);
        const south = Math.max(minY, runs[j + 3]!);
        const east = Math.min(maxX, runs[j + 4]!);
        const north = Math.min(maxY, runs[j + 5]!);
        const ones = this.#sidesIn(i, west, south, east, north, this.#one);
        const others = this.#sidesIn(j, west, south, east, north, this.#other);
        work -= runs[i + 1]! - runs[i]! + runs[j + 1]! - runs[j]! + ones * others;
        if (work < 0 || this.#anyCross(ones, others)) return true;
      }
    }
    return false;
  }

  /** Cuts a ring into runs. Each keeps to the longer of the two ways its first side goes, for as long as it can. */
  #addRuns(first: number, last: number): void {
    const xy = this.#xy;
    for (let v = first; v < last; ) {
      const from = v;
      const px = xy[2 * v]!;
      const py = xy[2 * v + 1]!;
      const dx = xy[2 * v + 2]! - px;
      const dy = xy[2 * v + 3]! - py;
      const axis = Math.abs(dx) >= Math.abs(dy) ? 0 : 1;
      const isRising = axis === 0 ? dx > 0 : dy > 0;
      const start = axis === 0 ? px : py;
      let along = start;
      let least = axis === 0 ? py : px;
      let most = least;
      do {
        const next = xy[2 * v + 2 + axis]!;
        if (next === along || next > along !== isRising) break;
        const across = xy[2 * v + 3 - axis]!;
        if (across < least) least = across;
        if (across > most) most = across;
        along = next;
        v += 1;
      } while (v < last);
      this.#addRun(from, v, axis, isRising, Math.min(start, along), least, Math.max(start, along), most);
    }
  }

  /** The box as seen along the axis: least and most along it, and across. */
  #addRun(
    from: number,
    to: number,
    axis: number,
    isRising: boolean,
    low: number,
    least: number,
    high: number,
    most: number,
  ): void {
    const at = RUN * this.#runCount;
    if (at === this.#runs.length) this.#runs = twiceAsLong(this.#runs);
    const runs = this.#runs;
    runs[at] = from;
    runs[at + 1] = to;
    runs[at + 2 + axis] = low;
    runs[at + 3 - axis] = least;
    runs[at + 4 + axis] = high;
    runs[at + 5 - axis] = most;
    runs[at + 6] = axis;
    runs[at + 7] = isRising ? 1 : 0;
    this.#runCount += 1;
  }

  /** Writes the sides of a run that reach into the box, which its own box overlaps: one stretch of it. Returns how many. */
  #sidesIn(run: number, west: number, south: number, east: number, north: number, out: Int32Array): number {
    const xy = this.#xy;
    const to = this.#runs[run + 1]!;
    const axis = this.#runs[run + 6]!;
    const low = axis === 0 ? west : south;
    const high = axis === 0 ? east : north;
    let v = this.#runs[run]!;
    let count = 0;
    if (this.#runs[run + 7] === 1) {
      while (xy[2 * v + 2 + axis]! <= low) v++;
      for (; v < to && xy[2 * v + axis]! < high; v++) out[count++] = v;
    } else {
      while (xy[2 * v + 2 + axis]! >= high) v++;
      for (; v < to && xy[2 * v + axis]! > low; v++) out[count++] = v;
    }
    return count;
  }

  #anyCross(ones: number, others: number): boolean {
    const xy = this.#xy;
    for (let i = 0; i < ones; i++) {
      const v = 2 * this.#one[i]!;
      const ax = xy[v]!;
      const ay = xy[v + 1]!;
      const bx = xy[v + 2]!;
      const by = xy[v + 3]!;
      for (let j = 0; j < others; j++) {
        const w = 2 * this.#other[j]!;
        const cx = xy[w]!;
        const cy = xy[w + 1]!;
        const dx = xy[w + 2]!;
        const dy = xy[w + 3]!;
        if ((cx <= ax && cx <= bx && dx <= ax && dx <= bx) || (cx >= ax && cx >= bx && dx >= ax && dx >= bx)) continue;
        if ((cy <= ay && cy <= by && dy <= ay && dy <= by) || (cy >= ay && cy >= by && dy >= ay && dy >= by)) continue;
        if (crossesProperly(ax, ay, bx, by, cx, cy, dx, dy)) return true;
      }
    }
    return false;
  }
}

function twiceAsLong(array: Int32Array): Int32Array {
  const copy = new Int32Array(2 * array.length);
  copy.set(array);
  return copy;
}
