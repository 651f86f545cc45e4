/**
 * A lattice point inside a polygon to put a mark on: the middle of the longest of three level stretches. Quick, for many
 * findings; the point for a label is inner-point.ts, which also serves polygons too thin for this.
 */
import { innerPoint } from './inner-point.ts';
import { sideOfPolygon } from './point-in-polygon.ts';
import type { Polygon } from './polygon.ts';

const LEVELS = [1 / 2, 1 / 4, 3 / 4];

/** Strictly inside where there is a lattice point inside. Throws a RangeError when there is no vertex. */
export function markPoint(polygon: Polygon): [x: number, y: number] {
  let low = Infinity;
  let high = -Infinity;
  for (const ring of polygon) {
    for (let i = 1; i < ring.length; i += 2) {
      low = Math.min(low, ring[i]!);
      high = Math.max(high, ring[i]!);
    }
  }
  let best: [number, number] | null = null;
  let longest = 0;
  for (const level of LEVELS) {
    const y = Math.round(low + (high - low) * level);
    const crossed = crossedAt(polygon, y);
    for (let i = 0; i + 1 < crossed.length; i += 2) {
      const length = crossed[i + 1]! - crossed[i]!;
      if (length > longest) {
        longest = length;
        best = [Math.round((crossed[i]! + crossed[i + 1]!) / 2), y];
      }
    }
  }
  return best !== null && sideOfPolygon(polygon, best[0], best[1]) === 'inside' ? best : innerPoint([polygon]);
}

/** Where the borders pass a level, west to east. */
function crossedAt(polygon: Polygon, y: number): number[] {
  const crossed: number[] = [];
  for (const ring of polygon) {
    let ax = ring[ring.length - 2]!;
    let ay = ring[ring.length - 1]!;
    for (let i = 0; i < ring.length; i += 2) {
      const bx = ring[i]!;
      const by = ring[i + 1]!;
      if (ay > y !== by > y) crossed.push(ax + ((bx - ax) * (y - ay)) / (by - ay));
      ax = bx;
      ay = by;
    }
  }
  return crossed.sort((a, b) => a - b);
}
