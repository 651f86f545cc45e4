/** Cells of a layer by place: which cell a point is in, and which cells a disc or a box meets. */
import { segmentDistanceM } from '../../geometry/distance.ts';
import { BoxGrid } from '../cells/box-grid.ts';
import { isStrictlyInside } from '../cells/parity.ts';
import { NO_CELL, type PlanLayer } from './plan-layer.ts';

export class CellFinder {
  readonly layer: PlanLayer;
  /** px, py, qx, qy of the sides of each cell. */
  readonly #sides: readonly (readonly number[])[];
  readonly #boxes: BoxGrid;

  constructor(layer: PlanLayer) {
    const sides: number[][] = layer.cells.map(() => []);
    for (const { left, right, points } of layer.arcs) {
      for (const cell of [left, right]) {
        if (cell < 0 || left === right) continue;
        for (let i = 2; i < points.length; i += 2) {
          sides[cell]!.push(points[i - 2]!, points[i - 1]!, points[i]!, points[i + 1]!);
        }
      }
    }
    this.layer = layer;
    this.#sides = sides;
    const boxes = new Float64Array(4 * sides.length);
    sides.forEach((own, cell) => {
      let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
      for (let i = 0; i < own.length; i += 2) {
        minX = Math.min(minX, own[i]!);
        maxX = Math.max(maxX, own[i]!);
        minY = Math.min(minY, own[i + 1]!);
        maxY = Math.max(maxY, own[i + 1]!);
      }
      boxes.set([minX, minY, maxX, maxY], 4 * cell);
    });
    this.#boxes = new BoxGrid(boxes);
  }

  /** The cell with the point; on a border the lowest of those that meet there; −1 outside. */
  cellAt(x: number, y: number): number {
    let inside = -1;
    let beside = -1;
    for (const cell of this.#near(x, y, x, y)) {
      if (inside < 0 && isStrictlyInside(this.#sides[cell]!, x, y)) inside = cell;
      else if (beside < 0 && this.#distanceM(cell, x, y) === 0) beside = cell;
    }
    return inside >= 0 ? inside : beside;
  }

  /** Cells with any ground within the radius. Rising. */
  cellsWithin(x: number, y: number, radiusM: number): number[] {
    const { mx, my } = this.layer.metres;
    const [dx, dy] = [radiusM / mx, radiusM / my];
    return this.#near(x - dx, y - dy, x + dx, y + dy).filter(
      (cell) => isStrictlyInside(this.#sides[cell]!, x, y) || this.#distanceM(cell, x, y) <= radiusM,
    );
  }

  /** Cells whose point is in a closed ring x0, y0, …; a ring that crosses itself counts by parity. Rising. */
  cellsInRing(ring: ArrayLike<number>): number[] {
    let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
    const sides: number[] = [];
    for (let i = 0; i + 1 < ring.length; i += 2) {
      const [x, y] = [ring[i]!, ring[i + 1]!];
      minX = Math.min(minX, x);
      maxX = Math.max(maxX, x);
      minY = Math.min(minY, y);
      maxY = Math.max(maxY, y);
      sides.push(x, y, ring[(i + 2) % ring.length]!, ring[(i + 3) % ring.length]!);
    }
    const { cells } = this.layer;
    return this.#near(minX, minY, maxX, maxY).filter((cell) => isStrictlyInside(sides, cells[cell]!.x, cells[cell]!.y));
  }

  #near(minX: number, minY: number, maxX: number, maxY: number): number[] {
    const found = new Set<number>();
    this.#boxes.near(minX, minY, maxX, maxY, (cell) => {
      if (this.layer.cells[cell] !== NO_CELL) found.add(cell);
    });
    return [...found].sort((a, b) => a - b);
  }

  /** From a point to the outline of a cell. */
  #distanceM(cell: number, x: number, y: number): number {
    const { mx, my } = this.layer.metres;
    const sides = this.#sides[cell]!;
    let least = Infinity;
    for (let i = 0; i < sides.length; i += 4) {
      least = Math.min(least, segmentDistanceM(x, y, sides[i]!, sides[i + 1]!, sides[i + 2]!, sides[i + 3]!, mx, my));
    }
    return least;
  }
}
