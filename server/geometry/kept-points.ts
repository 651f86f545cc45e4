/**
 * What is said of single buildings, kept up while grids change. A building is asked about again when a grid changes within its
 * reach: as far as a grid may be mistaken for its own, its ground plan, the nearest grid of one that is in none, and the grid
 * that was named for it by hand.
 */
import { boxOf } from './cell-frame.ts';
import type { CoverageLimits } from './coverage-input.ts';
import { metresPerUnitX, metresPerUnitY } from './distance.ts';
import { FindingList, type PartFindings } from './finding-list.ts';
import type { GridEdges } from './grid-edges.ts';
import { DEFAULT_CAP_M, GridIndex } from './grid-index.ts';
import type { KeptFindings } from './kept-findings.ts';
import { namedGrids } from './override-findings.ts';
import { ambiguousWithinM } from './place-findings.ts';
import { findAtPoints } from './point-findings.ts';
import type { PointIndex } from './point-index.ts';
import type { PointStandings } from './point-standings.ts';
import { type Box, boxesMeet } from './polygon.ts';

export class KeptPoints {
  readonly #points: PointIndex;
  readonly #store: GridEdges;
  readonly #standings: PointStandings;
  readonly #limits: CoverageLimits;
  readonly #kept: KeptFindings;
  /** Of each point that anything is said of. */
  readonly #found: Map<number, PartFindings> = new Map();
  /** Of each point in no grid: where a change of grids matters, as near as the nearest one. */
  readonly #nearest: Map<number, Box> = new Map();
  /** How far the reach of any building goes east and west, and north and south, where it is in a grid. */
  #reachX = 0;
  #reachY = 0;

  constructor(
    points: PointIndex,
    store: GridEdges,
    standings: PointStandings,
    limits: CoverageLimits,
    kept: KeptFindings,
    doubled: ReadonlySet<number>,
  ) {
    this.#points = points;
    this.#store = store;
    this.#standings = standings;
    this.#limits = limits;
    this.#kept = kept;
    const { codes, xy } = points.points;
    for (let point = 0; point < codes.length; point++) {
      const [minX, minY, maxX, maxY] = this.#reachOf(point);
      this.#reachX = Math.max(this.#reachX, xy[2 * point]! - minX, maxX - xy[2 * point]!);
      this.#reachY = Math.max(this.#reachY, xy[2 * point + 1]! - minY, maxY - xy[2 * point + 1]!);
    }
    const all = Array.from(codes.keys());
    if (all.length > 0) this.#ask(all, Array.from(store.grids.keys()), doubled);
  }

  /** `boxes`: where grids changed. `named`: points whose named grid did. `doubled`: all that are inside several grids. */
  update(boxes: readonly Box[], named: readonly number[], doubled: ReadonlySet<number>): void {
    const near = new Set<number>();
    for (const [minX, minY, maxX, maxY] of boxes) {
      const grown: Box = [minX - this.#reachX, minY - this.#reachY, maxX + this.#reachX, maxY + this.#reachY];
      this.#points.each(grown, (point) => {
        if (boxes.some((box) => boxesMeet(box, this.#reachOf(point)))) near.add(point);
      });
    }
    for (const [point, reach] of this.#nearest) if (boxes.some((box) => boxesMeet(box, reach))) near.add(point);
    if (near.size > 0) this.#askNear([...near], doubled);
    for (const point of named) if (!near.has(point)) this.#askNear([point], doubled);
  }

  #askNear(points: readonly number[], doubled: ReadonlySet<number>): void {
    let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
    const numbers = new Set<number>();
    for (const point of points) {
      const isUncovered = this.#standings.uncovered.has(point);
      const [x0, y0, x1, y1] = isUncovered ? this.#boxWithin(point, DEFAULT_CAP_M) : this.#reachOf(point);
      [minX, minY, maxX, maxY] = [Math.min(minX, x0), Math.min(minY, y0), Math.max(maxX, x1), Math.max(maxY, y1)];
      const named = this.#points.points.overrides?.[point] ?? null;
      if (named !== null && this.#store.gridOf(named) !== undefined) numbers.add(this.#store.placeOf(named));
    }
    for (const number of this.#store.gridsNear([minX, minY, maxX, maxY])) numbers.add(number);
    this.#ask(
      points,
      [...numbers].sort((a, b) => a - b),
      doubled,
    );
  }

  /** `numbers`: the grids that have to do with these points, in rising order. */
  #ask(points: readonly number[], numbers: readonly number[], doubled: ReadonlySet<number>): void {
    const grids = numbers.map((number) => this.#store.grids[number]!);
    const index = GridIndex.build(grids.map(({ polygons }) => polygons));
    const named = namedGrids(new FindingList(grids, this.#points.points, this.#limits));
    const isJudged = (grid: number): boolean => !this.#store.invalid.has(grids[grid]!.code);
    const { uncovered } = this.#standings;
    const { ambiguousM } = this.#limits;
    for (const point of points) {
      const list = new FindingList(grids, this.#points.points, this.#limits);
      findAtPoints([point], { index, list, named, uncovered, doubled, isJudged, ambiguousM });
      const found = list.done();
      const old = this.#found.get(point);
      const isEmpty = found.findings.length === 0 && Object.keys(found.below).length === 0;
      if (isEmpty) this.#found.delete(point);
      else this.#found.set(point, found);
      this.#noteNearest(point, found);
      if (!isEmpty || old !== undefined) this.#kept.swap(old, found);
    }
  }

  /** Where a change of grids matters to a point in a grid. */
  #reachOf(point: number): Box {
    const { points } = this.#points;
    const [minX, minY, maxX, maxY] = this.#boxWithin(point, ambiguousWithinM(points, point, this.#limits.ambiguousM));
    const footprint = points.footprints?.[point] ?? null;
    if (footprint === null) return [minX, minY, maxX, maxY];
    // Grids are looked for as far from the middle as the ground plan is long.
    const [x0, y0, x1, y1] = boxOf(footprint);
    const across = Math.ceil(Math.hypot(x1 - x0, y1 - y0)) + 1;
    return [
      Math.min(minX, x0 - across),
      Math.min(minY, y0 - across),
      Math.max(maxX, x1 + across),
      Math.max(maxY, y1 + across),
    ];
  }

  #noteNearest(point: number, { findings }: PartFindings): void {
    if (!this.#standings.uncovered.has(point)) {
      this.#nearest.delete(point);
      return;
    }
    const distanceM = findings.find(({ kind }) => kind === 'building-uncovered')?.detail.distanceM;
    this.#nearest.set(point, this.#boxWithin(point, typeof distanceM === 'number' ? distanceM : DEFAULT_CAP_M));
  }

  #boxWithin(point: number, metres: number): Box {
    const { xy } = this.#points.points;
    const x = xy[2 * point]!;
    const y = xy[2 * point + 1]!;
    const reachX = Math.ceil(metres / metresPerUnitX(y)) + 1;
    const reachY = Math.ceil(metres / metresPerUnitY(y)) + 1;
    return [x - reachX, y - reachY, x + reachX, y + reachY];
  }
}
