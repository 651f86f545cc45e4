/**
 * What can be passed in the grids of one county's edition: pieces of its streets and its buildings, numbered within each grid in
 * an order that follows from what is stored, so that bits of one edition mean the same after a restart.
 */
import type { Queryable } from '../database/database.ts';
import { metresPerUnitX, metresPerUnitY, segmentDistanceM } from '../geometry/distance.ts';
import { PointIndex } from '../geometry/point-index.ts';
import { decodeLines } from '../geometry/wkb.ts';
import type { CountyMap } from '../locate/county-map.ts';
import { buildingsOf, streetsOf } from './patrol-ground-repository.ts';
import { pieceMiddles } from './rules/road-pieces.ts';
import type { Walked } from './rules/segment-walk.ts';

/** Streets and places. */
export type PassedKind = 'streets' | 'places';

export class PassedPoints {
  readonly #index: PointIndex;
  readonly #grids: readonly string[];
  readonly #numbers: Int32Array;
  readonly #counts = new Map<string, number>();

  constructor(xy: Int32Array, grids: readonly string[]) {
    this.#grids = grids;
    this.#numbers = new Int32Array(grids.length);
    grids.forEach((grid, i) => {
      const number = this.#counts.get(grid) ?? 0;
      this.#numbers[i] = number;
      this.#counts.set(grid, number + 1);
    });
    this.#index = new PointIndex({ xy, households: new Int32Array(grids.length), codes: grids });
  }

  /** How many there are in a grid. */
  count(grid: string): number {
    return this.#counts.get(grid) ?? 0;
  }

  /** Those no further than so many metres from the way. */
  passed(a: Walked, b: Walked, metres: number, visit: (grid: string, number: number) => void): void {
    const mx = metresPerUnitX(b.y);
    const my = metresPerUnitY(b.y);
    const [dx, dy] = [metres / mx, metres / my];
    const { xy } = this.#index.points;
    const box = [Math.min(a.x, b.x) - dx, Math.min(a.y, b.y) - dy, Math.max(a.x, b.x) + dx, Math.max(a.y, b.y) + dy];
    this.#index.each(box as [number, number, number, number], (point) => {
      const away = segmentDistanceM(xy[2 * point]!, xy[2 * point + 1]!, a.x, a.y, b.x, b.y, mx, my);
      if (away <= metres) visit(this.#grids[point]!, this.#numbers[point]!);
    });
  }
}

export interface PatrolGround {
  readonly edition: number;
  readonly streets: PassedPoints;
  readonly places: PassedPoints;
}

export async function loadPatrolGround(q: Queryable, map: CountyMap): Promise<PatrolGround> {
  const middles: number[] = [];
  const grids: string[] = [];
  for (const { wkb } of await streetsOf(q, map.countyCode)) {
    for (const line of decodeLines(wkb)) {
      const found = pieceMiddles(line);
      for (let i = 0; i < found.length; i += 2) {
        const grid = map.index.locateFirst(found[i]!, found[i + 1]!);
        if (grid < 0) continue;
        middles.push(found[i]!, found[i + 1]!);
        grids.push(map.grids[grid]!.code);
      }
    }
  }
  const buildings = await buildingsOf(q, map.countyCode);
  return {
    edition: map.edition,
    streets: new PassedPoints(Int32Array.from(middles), grids),
    places: new PassedPoints(
      Int32Array.from(buildings.flatMap(({ x, y }) => [x, y])),
      buildings.map(({ grid }) => grid),
    ),
  };
}
