/** Shapes of the plane as what goes into `d`. Pure. */
import type { BaseFeature } from '../api/atlas.ts';
import type { Point, PointOf, Shape } from './plane.ts';

const at = (x: number, y: number): string => `${x.toFixed(1)} ${y.toFixed(1)}`;

export const shapePath = ({ polygons }: Shape): string =>
  polygons
    .flat()
    .map((ring) => {
      let d = '';
      for (let i = 0; i < ring.length; i += 2) d += `${i === 0 ? 'M' : 'L'}${at(ring[i]!, ring[i + 1]!)}`;
      return `${d}Z`;
    })
    .join('');

const FAR_M = 10_000_000;

/** All ground but the shapes. */
export const outsidePath = (shapes: string): string => `M${-FAR_M} ${-FAR_M}H${FAR_M}V${FAR_M}H${-FAR_M}Z${shapes}`;

/** Streets and water of the base map; what has another geometry is left out. */
export function basePath({ geometry }: Pick<BaseFeature, 'geometry'>, pointOf: PointOf): string {
  const line = (points: readonly (readonly number[])[]) =>
    points
      .map(([lon = 0, lat = 0], i) => {
        const { x, y }: Point = pointOf(lon, lat);
        return `${i === 0 ? 'M' : 'L'}${at(x, y)}`;
      })
      .join('');
  const surface = (rings: readonly (readonly (readonly number[])[])[]) =>
    rings.map((ring) => `${line(ring)}Z`).join('');
  switch (geometry.type) {
    case 'LineString':
      return line(geometry.coordinates);
    case 'MultiLineString':
      return geometry.coordinates.map(line).join('');
    case 'Polygon':
      return surface(geometry.coordinates);
    case 'MultiPolygon':
      return geometry.coordinates.map(surface).join('');
    default:
      return '';
  }
}
