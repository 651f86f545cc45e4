/** Shapes of the ground as what goes into `d`. Pure. */
import type { BaseFeature } from '../api/atlas.ts';
import type { Ground, GroundGrid, GroundPlace, Point } from './ground.ts';

const at = (x: number, y: number): string => `${x.toFixed(1)} ${y.toFixed(1)}`;

export const gridPath = ({ polygons }: GroundGrid): string =>
  polygons
    .flat()
    .map((ring) => {
      let d = '';
      for (let i = 0; i < ring.length; i += 2) d += `${i === 0 ? 'M' : 'L'}${at(ring[i]!, ring[i + 1]!)}`;
      return `${d}Z`;
    })
    .join('');

/** Squares of so many metres, all in one path. */
export const squaresPath = (places: readonly GroundPlace[], metres: number): string =>
  places.map(({ x, y }) => `M${at(x - metres / 2, y - metres / 2)}h${metres}v${metres}h-${metres}z`).join('');

/** Streets and water of the base map; what has another geometry is left out. */
export function basePath({ geometry }: Pick<BaseFeature, 'geometry'>, pointOf: Ground['pointOf']): string {
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

const STEPS = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000];

/** The longest round length within so many metres. */
export const scaleLength = (metres: number): number => STEPS.filter((step) => step <= metres).at(-1) ?? 10;
