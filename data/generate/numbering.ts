/** The order in which a new division is numbered: from the north in rows, west to east inside a row. */
import type { Point } from './plane.ts';

/** `height` is the north–south extent in metres; rows are as high as the median of them. */
export function numberingOrder<T>(items: readonly T[], point: (item: T) => Point, height: (item: T) => number): T[] {
  const heights = items.map(height).sort((a, b) => a - b);
  const row = Math.max(1, heights[Math.floor(heights.length / 2)] ?? 1);
  const north = Math.max(...items.map((item) => point(item)[1]));
  const rowOf = (item: T): number => Math.floor((north - point(item)[1]) / row);
  return [...items].sort((a, b) => rowOf(a) - rowOf(b) || point(a)[0] - point(b)[0]);
}

export const digits = (value: number, width: number): string => String(value).padStart(width, '0');
