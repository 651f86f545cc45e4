/**
 * Tiles that are known to be old and were not asked for again yet. A map asks for those it shows; what it keeps out of sight
 * is owed until it comes into sight. Pure.
 */
export interface TileId {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

interface News {
  readonly minZoom: number;
  readonly maxZoom: number;
  /** `z/x/y`; null: any of these zooms. */
  readonly tiles: readonly string[] | null;
}

/** Beyond so many it is cheaper to ask about everything in sight. */
const MOST = 4000;

const keyOf = ({ z, x, y }: TileId): string => `${z}/${x}/${y}`;

export class OwedTiles {
  readonly #tiles = new Set<string>();
  #ranges: (readonly [minZoom: number, maxZoom: number])[] = [];

  get isEmpty(): boolean {
    return this.#tiles.size === 0 && this.#ranges.length === 0;
  }

  add({ minZoom, maxZoom, tiles }: News): void {
    if (tiles === null) this.#ranges.push([minZoom, maxZoom]);
    else for (const tile of tiles) this.#tiles.add(tile);
    if (this.#tiles.size <= MOST && this.#ranges.length <= MOST) return;
    this.#tiles.clear();
    this.#ranges = [[0, 24]];
  }

  /** What is to be asked for again of the tiles in sight; `all`: everything the source has, and then nothing is owed. */
  take(shown: readonly TileId[]): 'all' | TileId[] {
    const isAny = shown.some(({ z }) => this.#ranges.some(([from, to]) => z >= from && z <= to));
    if (isAny) {
      this.#tiles.clear();
      this.#ranges = [];
      return 'all';
    }
    return shown.filter((tile) => this.#tiles.delete(keyOf(tile)));
  }
}
