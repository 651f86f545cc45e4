/** What the shapes of single grids say, their parts and enclaves and their areas, kept up while grids change. */
import { totalAreaM2 } from './area.ts';
import { boxOf } from './cell-frame.ts';
import type { CoverageGrid, CoverageLimits } from './coverage-input.ts';
import { NO_POINTS } from './coverage-input.ts';
import { FindingList, type PartFindings } from './finding-list.ts';
import type { GridEdges } from './grid-edges.ts';
import type { KeptFindings } from './kept-findings.ts';
import { findParts } from './part-findings.ts';
import { type Box, boxesMeet, type MultiPolygon } from './polygon.ts';

export class GridFindings {
  readonly #store: GridEdges;
  readonly #limits: CoverageLimits;
  readonly #kept: KeptFindings;
  readonly #known: WeakMap<CoverageGrid, number> = new WeakMap();
  /** Square metres of each grid by its number, while the numbers are these. */
  #areas: Float64Array = new Float64Array(0);
  #numberedBy: Int32Array | null = null;
  /** Of each grid that says anything. */
  readonly #found: Map<string, PartFindings> = new Map();
  /** The boxes of grids with holes. */
  readonly #withHoles: Map<string, Box> = new Map();

  constructor(store: GridEdges, limits: CoverageLimits, kept: KeptFindings) {
    this.#store = store;
    this.#limits = limits;
    this.#kept = kept;
    for (const grid of store.grids) this.#noteHoles(grid.code, grid);
    for (const { code } of store.grids) this.#look(code);
  }

  /** Square metres of all grids that are judged, added in order of their codes. */
  areaM2(): number {
    const { grids, invalid, numberOf } = this.#store;
    if (this.#numberedBy !== numberOf) {
      this.#areas = Float64Array.from(grids, (grid) => this.#areaOf(grid));
      this.#numberedBy = numberOf;
    }
    let sum = 0;
    for (let i = 0; i < grids.length; i++) {
      if (invalid.size === 0 || !invalid.has(grids[i]!.code)) sum += this.#areas[i]!;
    }
    return sum;
  }

  /** `before`: the shapes that changed, by their codes; null for new ones. */
  update(before: ReadonlyMap<string, MultiPolygon | null>): void {
    const codes = new Set(before.keys());
    for (const [code, old] of before) {
      const grid = this.#store.gridOf(code);
      this.#noteHoles(code, grid);
      if (grid !== undefined && this.#numberedBy === this.#store.numberOf) {
        this.#areas[this.#store.placeOf(code)] = this.#areaOf(grid);
      }
      for (const hole of [...holesOf(old ?? []), ...holesOf(grid?.polygons ?? [])]) {
        for (const near of this.#store.gridsNear(boxOf([[hole]]))) codes.add(this.#store.grids[near]!.code);
      }
    }
    for (const code of codes) this.#look(code);
  }

  #look(code: string): void {
    const old = this.#found.get(code);
    const found = this.#find(code);
    if (found === undefined) this.#found.delete(code);
    else this.#found.set(code, found);
    this.#kept.swap(old, found);
  }

  #find(code: string): PartFindings | undefined {
    const grid = this.#store.gridOf(code);
    if (grid === undefined || this.#store.invalid.has(code)) return undefined;
    const box = boxOf(grid.polygons);
    const around = [...this.#withHoles].filter(([other, outer]) => other !== code && boxesMeet(outer, box));
    if (around.length === 0 && grid.polygons.length < 2) return undefined;
    const grids = [code, ...around.map(([other]) => other)].sort().map((one) => this.#store.gridOf(one)!);
    const list = new FindingList(grids, NO_POINTS, this.#limits);
    const isJudged = (number: number): boolean => !this.#store.invalid.has(grids[number]!.code);
    findParts(list, isJudged, (number) => grids[number] === grid);
    return list.done();
  }

  #areaOf(grid: CoverageGrid): number {
    let areaM2 = this.#known.get(grid);
    if (areaM2 === undefined) {
      areaM2 = totalAreaM2(grid.polygons);
      this.#known.set(grid, areaM2);
    }
    return areaM2;
  }

  #noteHoles(code: string, grid: CoverageGrid | undefined): void {
    if (grid !== undefined && holesOf(grid.polygons).length > 0) this.#withHoles.set(code, boxOf(grid.polygons));
    else this.#withHoles.delete(code);
  }
}

function holesOf(shape: MultiPolygon): Int32Array[] {
  return shape.flatMap((polygon) => polygon.slice(1));
}
