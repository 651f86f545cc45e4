/**
 * Where the events of a page lie: their numbers by squares of the lattice, row of squares by row, so that those in a box are
 * a few stretches of one list. Made when first asked for, and anew when an event of the page has come, or moved.
 */
import { type EventPage, NOWHERE, PAGE_EVENTS } from './event-page.ts';
import type { LatticeBox } from './points.ts';

/** Squares of 65,536 units, about 730 m of latitude; all coordinates in 16 bits. */
const BITS = 16;
const HALF = 2 ** 15;
/** So many are never too many to be put in order. */
const FEW = 64;
const keyOf = (column: number, row: number): number => (row + HALF) * 2 ** BITS + column + HALF;

export class PagePlaces {
  /** Ascending, with the number of the event beside each. */
  readonly #keys: Uint32Array;
  readonly #events: Uint16Array;

  constructor({ x, y, size }: Pick<EventPage, 'x' | 'y' | 'size'>) {
    const order = new Float64Array(size);
    let count = 0;
    for (let i = 0; i < size; i++) {
      if (x[i] === NOWHERE) continue;
      order[count++] = keyOf(x[i]! >> BITS, y[i]! >> BITS) * PAGE_EVENTS + i;
    }
    const sorted = order.subarray(0, count).sort();
    this.#keys = Uint32Array.from(sorted, (entry) => Math.floor(entry / PAGE_EVENTS));
    this.#events = Uint16Array.from(sorted, (entry) => entry % PAGE_EVENTS);
  }

  get byteLength(): number {
    return this.#keys.byteLength + this.#events.byteLength;
  }

  /**
   * Numbers of the events in the squares that a box meets, the highest first: some may lie beside the box. Null: so many that
   * a look at each of the page is as fast.
   */
  near({ west, south, east, north }: LatticeBox): Uint16Array | null {
    const stretches: Uint16Array[] = [];
    for (let row = south >> BITS; row <= north >> BITS; row++) {
      const from = this.#first(keyOf(west >> BITS, row));
      const to = this.#first(keyOf(east >> BITS, row) + 1);
      if (to > from) stretches.push(this.#events.subarray(from, to));
    }
    const count = stretches.reduce((sum, { length }) => sum + length, 0);
    if (count > this.#events.length / 8 && count > FEW) return null;
    const found = new Uint16Array(count);
    let at = 0;
    for (const stretch of stretches) {
      found.set(stretch, at);
      at += stretch.length;
    }
    return found.sort().reverse();
  }

  #first(key: number): number {
    let [low, high] = [0, this.#keys.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#keys[middle]! < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
