/** The sides of a shape: from each vertex of a ring to the next, those of no length left out. */
import type { MultiPolygon } from './polygon.ts';

export function eachSide(shape: MultiPolygon, visit: (px: number, py: number, qx: number, qy: number) => void): void {
  for (const polygon of shape) {
    for (const ring of polygon) {
      let px = ring[ring.length - 2]!;
      let py = ring[ring.length - 1]!;
      for (let i = 0; i < ring.length; i += 2) {
        const qx = ring[i]!;
        const qy = ring[i + 1]!;
        if (px !== qx || py !== qy) visit(px, py, qx, qy);
        px = qx;
        py = qy;
      }
    }
  }
}

export function countSides(shape: MultiPolygon): number {
  let sides = 0;
  eachSide(shape, () => {
    sides += 1;
  });
  return sides;
}
