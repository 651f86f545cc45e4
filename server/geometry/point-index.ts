/** Points by their y: those in a box without looking at the rest. */
import type { CoveragePoints } from './coverage-input.ts';
import type { Box } from './polygon.ts';

export class PointIndex {
  readonly points: CoveragePoints;
  /** Numbers of the points from south to north. */
  readonly #order: Int32Array;

  constructor(points: CoveragePoints) {
    this.points = points;
    const { xy } = points;
    this.#order = Int32Array.from({ length: points.codes.length }, (_, i) => i);
    this.#order.sort((i, j) => xy[2 * i + 1]! - xy[2 * j + 1]!);
  }

  /** Numbers of the points in any of some closed boxes, each once, in rising order. */
  within(boxes: readonly Box[]): number[] {
    const found = new Set<number>();
    for (const box of boxes) this.each(box, (point) => found.add(point));
    return [...found].sort((a, b) => a - b);
  }

  /** Visits each point in a closed box. */
  each([minX, minY, maxX, maxY]: Box, visit: (point: number) => void): void {
    const { xy } = this.points;
    let low = 0;
    let high = this.#order.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (xy[2 * this.#order[mid]! + 1]! < minY) low = mid + 1;
      else high = mid;
    }
    for (let i = low; i < this.#order.length; i++) {
      const point = this.#order[i]!;
      if (xy[2 * point + 1]! > maxY) return;
      if (xy[2 * point]! >= minX && xy[2 * point]! <= maxX) visit(point);
    }
  }
}

/** Some of the points as a list of their own. */
export function somePoints(points: CoveragePoints, numbers: readonly number[]): CoveragePoints {
  return {
    xy: Int32Array.from(numbers.flatMap((i) => [points.xy[2 * i]!, points.xy[2 * i + 1]!])),
    households: Int32Array.from(numbers, (i) => points.households[i]!),
    codes: numbers.map((i) => points.codes[i]!),
    ...(points.accuracyM === undefined ? {} : { accuracyM: Float64Array.from(numbers, (i) => points.accuracyM![i]!) }),
    ...(points.footprints === undefined ? {} : { footprints: numbers.map((i) => points.footprints![i] ?? null) }),
    ...(points.overrides === undefined ? {} : { overrides: numbers.map((i) => points.overrides![i] ?? null) }),
  };
}
