/** Tiles kept by their path, up to so many bytes. Who is not asked for goes first: every tile has a second chance. */
import type { KeptTile } from './kept-tile.ts';

export class TileCache {
  readonly #limit: number;
  readonly #tiles = new Map<string, KeptTile>();
  #bytes = 0;
  /** Tiles that had to go for others. */
  evicted = 0;

  constructor(limitBytes: number) {
    this.#limit = limitBytes;
  }

  get(path: string): KeptTile | undefined {
    const tile = this.#tiles.get(path);
    if (tile !== undefined) tile.used = true;
    return tile;
  }

  set(path: string, tile: KeptTile): void {
    this.delete(path);
    this.#tiles.set(path, tile);
    this.#bytes += tile.byteLength;
    this.#makeRoom();
  }

  /** A kept tile got so many bytes more. */
  grow(path: string, tile: KeptTile, bytes: number): void {
    if (this.#tiles.get(path) !== tile) return;
    this.#bytes += bytes;
    this.#makeRoom();
  }

  delete(path: string): void {
    const tile = this.#tiles.get(path);
    if (tile === undefined) return;
    this.#bytes -= tile.byteLength;
    this.#tiles.delete(path);
  }

  paths(): IterableIterator<string> {
    return this.#tiles.keys();
  }

  get bytes(): number {
    return this.#bytes;
  }

  get size(): number {
    return this.#tiles.size;
  }

  #makeRoom(): void {
    for (const [path, tile] of this.#tiles) {
      if (this.#bytes <= this.#limit) return;
      if (tile.used) {
        tile.used = false;
        this.#tiles.delete(path);
        this.#tiles.set(path, tile);
        continue;
      }
      this.delete(path);
      this.evicted += 1;
    }
  }
}
