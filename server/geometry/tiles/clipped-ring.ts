/**
 * What a tile draws of a ring. Whatever lies beyond the drawn square is moved to its edge, which changes nothing about which
 * points inside are in the ring; so there is no case of its own for rings that come and go, and none to get wrong.
 */
import type { TileFrame } from './mercator.ts';
import { cutSegment, cuts, isUncut, within } from './segment-cuts.ts';

export class ClippedRing {
  /** x, y in units of the tile, its corner being 0, 0. */
  xy: Int32Array = new Int32Array(1024);
  /** How many numbers of `xy` are set. */
  length = 0;
  /** Twice the area, positive when the ring runs clockwise as seen (y down). */
  area2 = 0;
  #frame: TileFrame;

  constructor(frame: TileFrame) {
    this.#frame = frame;
  }

  begin(frame: TileFrame): void {
    this.#frame = frame;
    this.length = 0;
  }

  /** The points of an arc but its last, backwards when `against`. `first`, `last`: points of `line`. */
  arc(line: Int32Array, first: number, last: number, against: boolean, place: 'inside' | 'beyond' | 'cut'): void {
    const step = against ? -2 : 2;
    let i = against ? 2 * last : 2 * first;
    const end = against ? 2 * first : 2 * last;
    if (place === 'beyond') {
      this.#push(line[i]!, line[i + 1]!);
      return;
    }
    for (; i !== end; i += step) {
      const ax = line[i]!;
      const ay = line[i + 1]!;
      this.#push(ax, ay);
      if (place === 'inside') continue;
      const bx = line[i + step]!;
      const by = line[i + step + 1]!;
      if (isUncut(ax, ay, bx, by, this.#frame)) continue;
      const count = cutSegment(ax, ay, bx, by, this.#frame);
      for (let k = 0; k < count; k += 2) this.#push(cuts[k]!, cuts[k + 1]!);
    }
  }

  /** Leaves out what runs to and fro along the edge, begins the ring at its lowest point, and measures it. */
  end(): void {
    this.#tidy();
    this.#turnToLowest();
    let area2 = 0;
    const { xy, length } = this;
    let px = length === 0 ? 0 : xy[length - 2]!;
    let py = length === 0 ? 0 : xy[length - 1]!;
    for (let i = 0; i < length; i += 2) {
      area2 += px * xy[i + 1]! - xy[i]! * py;
      px = xy[i]!;
      py = xy[i + 1]!;
    }
    this.area2 = area2;
  }

  /** Whether every side is passed once to and once fro: nothing is enclosed and nothing would be missed. */
  cancels(): boolean {
    const { xy, length } = this;
    const sides = new Map<string, number>();
    for (let i = 0; i < length; i += 2) {
      const k = (i + 2) % length;
      const forward = xy[i]! < xy[k]! || (xy[i] === xy[k] && xy[i + 1]! < xy[k + 1]!);
      const [a, b] = forward ? [i, k] : [k, i];
      const name = `${xy[a]} ${xy[a + 1]} ${xy[b]} ${xy[b + 1]}`;
      sides.set(name, (sides.get(name) ?? 0) + (forward ? 1 : -1));
    }
    for (const uses of sides.values()) if (uses !== 0) return false;
    return true;
  }

  #push(worldX: number, worldY: number): void {
    const { west, north, minX, minY, maxX, maxY } = this.#frame;
    const x = within(worldX, minX, maxX) - west;
    const y = within(worldY, minY, maxY) - north;
    const { length } = this;
    if (length > 0 && this.xy[length - 2] === x && this.xy[length - 1] === y) return;
    if (length === this.xy.length) {
      const longer = new Int32Array(2 * length);
      longer.set(this.xy);
      this.xy = longer;
    }
    this.xy[length] = x;
    this.xy[length + 1] = y;
    this.length = length + 2;
  }

  #tidy(): void {
    const { xy } = this;
    let { length } = this;
    while (length >= 4 && xy[0] === xy[length - 2] && xy[1] === xy[length - 1]) length -= 2;
    let at = 0;
    for (let i = 0; i < length; i += 2) {
      const x = xy[i]!;
      const y = xy[i + 1]!;
      while (at >= 4 && this.#isAlongEdge(xy[at - 4]!, xy[at - 3]!, xy[at - 2]!, xy[at - 1]!, x, y)) at -= 2;
      if (at >= 2 && xy[at - 2] === x && xy[at - 1] === y) continue;
      xy[at++] = x;
      xy[at++] = y;
    }
    // the same over the place where the ring closes
    let from = 0;
    for (let changed = true; changed && at - from >= 6; ) {
      changed = false;
      if (xy[from] === xy[at - 2] && xy[from + 1] === xy[at - 1]) {
        at -= 2;
        changed = true;
      } else if (this.#isAlongEdge(xy[at - 4]!, xy[at - 3]!, xy[at - 2]!, xy[at - 1]!, xy[from]!, xy[from + 1]!)) {
        at -= 2;
        changed = true;
      } else if (this.#isAlongEdge(xy[at - 2]!, xy[at - 1]!, xy[from]!, xy[from + 1]!, xy[from + 2]!, xy[from + 3]!)) {
        from += 2;
        changed = true;
      }
    }
    xy.copyWithin(0, from, at);
    this.length = at - from >= 6 ? at - from : 0;
  }

  #isAlongEdge(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): boolean {
    const { west, north, minX, minY, maxX, maxY } = this.#frame;
    if (ax === bx && bx === cx && (ax === minX - west || ax === maxX - west)) return true;
    return ay === by && by === cy && (ay === minY - north || ay === maxY - north);
  }

  #turnToLowest(): void {
    const { xy, length } = this;
    let lowest = 0;
    for (let i = 2; i < length; i += 2) {
      const order = xy[i]! - xy[lowest]! || xy[i + 1]! - xy[lowest + 1]! || this.#compareNext(i, lowest);
      if (order < 0) lowest = i;
    }
    if (lowest === 0) return;
    const head = xy.slice(0, lowest);
    xy.copyWithin(0, lowest, length);
    xy.set(head, length - lowest);
  }

  #compareNext(a: number, b: number): number {
    const { xy, length } = this;
    const i = (a + 2) % length;
    const k = (b + 2) % length;
    return xy[i]! - xy[k]! || xy[i + 1]! - xy[k + 1]!;
  }
}
