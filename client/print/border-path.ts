/**
 * Borders of neighbours as lines that are drawn once each: with dashes, a second line over the first would fill their gaps. What lies on a
 * border of higher rank is that one's. Pure.
 */
import type { Surface } from '../../server/contract/geometry.ts';
import type { PointOf } from './plane.ts';

export function borderPath(surfaces: readonly Surface[], pointOf: PointOf, drawn: Set<string>): string {
  let d = '';
  for (const { type, coordinates } of surfaces)
    for (const ring of (type === 'Polygon' ? [coordinates] : coordinates).flat()) {
      let isOpen = false;
      for (let i = 1; i < ring.length; i++) {
        const [from, to] = [ring[i - 1]!, ring[i]!];
        const ends = [from.join(), to.join()].sort().join(' ');
        const isNew = !drawn.has(ends);
        drawn.add(ends);
        if (isNew) {
          if (!isOpen) d += `M${at(from, pointOf)}`;
          d += `L${at(to, pointOf)}`;
        }
        isOpen = isNew;
      }
    }
  return d;
}

function at([lon = 0, lat = 0]: readonly number[], pointOf: PointOf): string {
  const { x, y } = pointOf(lon, lat);
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}
