/** The box around any GeoJSON geometry, by walking its coordinates. Degrees. */
import type { Bounds } from './viewport.ts';

export function boundsOf(geometry: { coordinates: unknown }): Bounds | null {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  const walk = (node: unknown): void => {
    if (!Array.isArray(node)) return;
    const [x, y] = node as unknown[];
    if (typeof x === 'number' && typeof y === 'number') {
      minX = Math.min(minX, x);
      maxX = Math.max(maxX, x);
      minY = Math.min(minY, y);
      maxY = Math.max(maxY, y);
      return;
    }
    for (const child of node) walk(child);
  };
  walk(geometry.coordinates);
  return minX <= maxX ? [minX, minY, maxX, maxY] : null;
}
