/**
 * A point inside a shape for its name: of some horizontal cuts through the shape, the middle of the widest stretch inside.
 * Quick and good enough for a label; the exact inner point is the service's. Degrees.
 */
import type { Surface } from '../../server/contract/geometry.ts';

const CUTS = 15;
type Ring = readonly (readonly number[])[];

/** Where a ring crosses the parallel y, as longitudes. */
function crossings(ring: Ring, y: number): number[] {
  const found: number[] = [];
  for (let i = 0; i + 1 < ring.length; i++) {
    const [x1 = 0, y1 = 0] = ring[i] ?? [];
    const [x2 = 0, y2 = 0] = ring[i + 1] ?? [];
    if (y1 > y !== y2 > y) found.push(x1 + ((y - y1) / (y2 - y1)) * (x2 - x1));
  }
  return found;
}

/** Null for a shape without extent. */
export function labelPoint(shape: Surface): [number, number] | null {
  const polygons = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
  let best: { at: [number, number]; width: number } | null = null;
  for (const rings of polygons) {
    const ys = (rings[0] ?? []).map((point) => point[1] ?? 0);
    const [low, high] = [Math.min(...ys), Math.max(...ys)];
    for (let cut = 1; cut <= CUTS; cut++) {
      const part = cut / (CUTS + 1);
      const y = low + (high - low) * part;
      const xs = rings.flatMap((ring) => crossings(ring, y)).sort((a, b) => a - b);
      for (let i = 0; i + 1 < xs.length; i += 2) {
        const [from = 0, to = 0] = [xs[i], xs[i + 1]];
        // a cut near the middle is worth more: a name on the rim looks lost
        const width = (to - from) * (1 - Math.abs(part - 0.5));
        if (best === null || width > best.width) best = { at: [(from + to) / 2, y], width };
      }
    }
  }
  return best?.at ?? null;
}
