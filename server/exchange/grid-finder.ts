/** Which grid of a map answers for a point: the kernel's index over basic and dedicated grids, by the border rule. */
import type { GridKind } from '../contract/codes.ts';
import { GridIndex } from '../geometry/grid-index.ts';
import type { MultiPolygon } from '../geometry/polygon.ts';

export interface FindableGrid {
  code: string;
  kind: GridKind;
  parentCode: string;
  shape: MultiPolygon;
}

export class GridFinder {
  readonly #codes: string[];
  readonly #index: GridIndex;
  /** Every grid's code → the code of the grid that answers for its places: its own, a micro grid's parent. */
  readonly #answering: Map<string, string>;

  constructor(grids: readonly FindableGrid[]) {
    const answering = grids.filter(({ kind }) => kind !== 'micro').sort((a, b) => (a.code < b.code ? -1 : 1));
    this.#codes = answering.map(({ code }) => code);
    this.#index = GridIndex.build(answering.map(({ shape }) => shape));
    this.#answering = new Map(grids.map(({ code, kind, parentCode }) => [code, kind === 'micro' ? parentCode : code]));
  }

  get count(): number {
    return this.#codes.length;
  }

  /** Lattice units. */
  at(x: number, y: number): string | null {
    const found = this.#index.locateFirst(x, y);
    return found < 0 ? null : this.#codes[found]!;
  }

  covers(x: number, y: number): boolean {
    return this.#index.locateFirst(x, y) >= 0;
  }

  has(code: string): boolean {
    return this.#answering.has(code);
  }

  /** The grid that answers for places put into this one by hand; null when it is not in force. */
  answering(code: string): string | null {
    return this.#answering.get(code) ?? null;
  }
}
