/** Where something has changed, as boxes of the world, at one zoom or at all; and which tiles draw any of it. */
import { BUFFER, EXTENT, type Tile } from '../geometry/tiles/mercator.ts';

/** West, north, east, south, world coordinates. */
export type WorldBox = readonly [minX: number, minY: number, maxX: number, maxY: number];

/** A tile draws this much beyond its square, a pixel for what is tiny included. */
const REACH = (BUFFER + 16) / EXTENT;

/** More boxes than this become one around them all. */
const MOST_BOXES = 4000;

export class DirtyBoxes {
  readonly #always: WorldBox[] = [];
  readonly #at = new Map<number, WorldBox[]>();

  /** Without a zoom: at every one. */
  add(box: WorldBox, zoom?: number): void {
    if (box[0] > box[2]) return;
    if (zoom === undefined) {
      this.#always.push(box);
      if (this.#always.length > MOST_BOXES) this.#always.splice(0, Infinity, around(this.#always));
    } else if (!this.#at.get(zoom)?.push(box)) this.#at.set(zoom, [box]);
  }

  get isEmpty(): boolean {
    return this.#always.length === 0 && this.#at.size === 0;
  }

  meets({ z, x, y }: Tile): boolean {
    const [minX, minY, maxX, maxY] = [x - REACH, y - REACH, x + 1 + REACH, y + 1 + REACH].map((at) => at / 2 ** z) as [
      number,
      number,
      number,
      number,
    ];
    const meet = (box: WorldBox): boolean => box[0] <= maxX && box[2] >= minX && box[1] <= maxY && box[3] >= minY;
    return this.#always.some(meet) || (this.#at.get(z)?.some(meet) ?? false);
  }

  /** The tiles of a zoom; null when there are more than `most`. */
  tiles(z: number, most: number): Tile[] | null {
    const found = new Map<string, Tile>();
    const last = 2 ** z - 1;
    for (const [minX, minY, maxX, maxY] of [...this.#always, ...(this.#at.get(z) ?? [])]) {
      const left = Math.max(0, Math.floor(minX * 2 ** z - REACH));
      const right = Math.min(last, Math.floor(maxX * 2 ** z + REACH));
      const top = Math.max(0, Math.floor(minY * 2 ** z - REACH));
      const bottom = Math.min(last, Math.floor(maxY * 2 ** z + REACH));
      if ((right - left + 1) * (bottom - top + 1) > most + found.size) return null;
      for (let y = top; y <= bottom; y++) for (let x = left; x <= right; x++) found.set(`${x} ${y}`, { z, x, y });
      if (found.size > most) return null;
    }
    return [...found.values()];
  }
}

function around(boxes: readonly WorldBox[]): WorldBox {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const box of boxes) {
    minX = Math.min(minX, box[0]);
    minY = Math.min(minY, box[1]);
    maxX = Math.max(maxX, box[2]);
    maxY = Math.max(maxY, box[3]);
  }
  return [minX, minY, maxX, maxY];
}
