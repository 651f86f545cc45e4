/**
 * Five classes with round numbers, and what their top is taken from. They hold for a period, a window and a kind, whatever
 * moment is looked at: while it is played a colour always means the same. Pure.
 */
import type { Period } from '../time/period.ts';
import type { DensityPoints } from './density-points.ts';
import { pieceOf } from './density-points.ts';
import { type Hexagons, newSums, sumInto } from './hexagons.ts';

export const CLASSES = 5;
const ROUND = [1, 2, 3, 5, 10] as const;

/** The next number of the form 1, 2, 3, 5 × 10ⁿ. */
export function roundUp(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const found = ROUND.find((step) => step * power >= value * (1 - 1e-9)) ?? 10;
  return Number((found * power).toPrecision(6));
}

/** Where the second to the fifth class begin; the first begins above nought. `whole`: things that are counted. */
export function breaksOf(top: number, whole: boolean): readonly number[] {
  const step = roundUp(top / CLASSES);
  const even = whole ? Math.max(1, step) : step;
  return [1, 2, 3, 4].map((n) => Number((n * even).toPrecision(6)));
}

/** 0…4; −1: nothing there. */
export function classOf(value: number, breaks: readonly number[]): number {
  if (!(value > 0)) return -1;
  let found = 0;
  while (found < breaks.length && value >= breaks[found]!) found++;
  return found;
}

/** So many windows of the period are looked at. */
const LOOKS = 40;
const UPPER = 0.99;

/** What a hexagon has at most, a hundredth of them left aside, in windows throughout the period. */
export function peakOf(points: DensityPoints, hexagons: Hexagons, { from, to }: Period, windowMs: number): number {
  const sums = newSums(hexagons);
  let peak = 0;
  for (let look = 1; look <= LOOKS; look++) {
    const end = from + ((to - from) * look) / LOOKS;
    sumInto(sums, hexagons, points, pieceOf(points, end - windowMs, end));
    peak = Math.max(peak, upper(sums.weights));
  }
  return peak;
}

function upper(values: Float32Array): number {
  const some = values.filter((value) => value > 0).sort();
  return some.length === 0 ? 0 : some[Math.min(some.length - 1, Math.floor(some.length * UPPER))]!;
}
