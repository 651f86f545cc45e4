/** The grid a point lies in, by the maps in force, with what moves and trails need of it. */
import type { CountyMap } from '../locate/county-map.ts';
import type { PublishedMaps } from '../locate/published-maps.ts';
import { BORDER_CAP_M } from './rules/limits.ts';

export interface Found {
  readonly map: CountyMap;
  readonly code: string;
}

export class GridFinder {
  readonly #maps: PublishedMaps;
  readonly #parents = new WeakMap<CountyMap, Map<string, string>>();

  constructor(maps: PublishedMaps) {
    this.#maps = maps;
  }

  /** Changes with every map that is swapped in. */
  version(): string {
    return this.#maps.version();
  }

  boxes() {
    return this.#maps.all().map(({ index }) => index.box);
  }

  map(county: string): CountyMap | undefined {
    return this.#maps.county(county);
  }

  /** The basic or dedicated grid; null: outside every grid. */
  at(x: number, y: number): Found | null {
    for (const map of this.#maps.all()) {
      const grid = map.index.locateFirst(x, y);
      if (grid >= 0) return { map, code: map.grids[grid]!.code };
    }
    return null;
  }

  /** Metres to the nearest border of any map; Infinity: further than it matters. */
  distance(x: number, y: number): number {
    return Math.min(...this.#maps.all().map(({ index }) => index.distanceToBorder(x, y, BORDER_CAP_M)));
  }

  /** A post in a micro grid is one in the grid that it lies in, too. */
  withParents(county: string, grids: readonly string[]): ReadonlySet<string> {
    const map = this.#maps.county(county);
    if (map === undefined || map.micros.length === 0) return new Set(grids);
    let parents = this.#parents.get(map);
    if (parents === undefined) {
      parents = new Map(map.micros.map(({ code, parentCode }) => [code, parentCode]));
      this.#parents.set(map, parents);
    }
    return new Set(grids.flatMap((grid) => [grid, ...(parents!.has(grid) ? [parents!.get(grid)!] : [])]));
  }
}
