/** A sketch of the own grid in metres: outlines, streets and buildings as paths of one drawing. Pure. */
import type { BaseFeature } from '../api/atlas.ts';
import { boundsOf, type GridShape, ringsOf } from './state/ground.ts';

const DEGREE_M = 111_320;

/** Metres east and south of the north-west corner. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly x: (lon: number) => number;
  readonly y: (lat: number) => number;
}

type Bounds = readonly [west: number, south: number, east: number, north: number];

export function frameOf([west, south, east, north]: Bounds): Frame {
  const scaleX = DEGREE_M * Math.cos(((south + north) / 2) * (Math.PI / 180));
  return {
    width: (east - west) * scaleX,
    height: (north - south) * DEGREE_M,
    x: (lon) => (lon - west) * scaleX,
    y: (lat) => (north - lat) * DEGREE_M,
  };
}

/** The whole of the grids, or so many metres around a point. */
export const boundsAround = (
  grids: readonly GridShape[],
  point: { readonly lon: number; readonly lat: number } | null,
  radiusM: number,
): Bounds => {
  if (point === null)
    return boundsOf(
      grids.map(({ geometry }) => geometry),
      40,
    );
  const dy = radiusM / DEGREE_M;
  const dx = dy / Math.cos(point.lat * (Math.PI / 180));
  return [point.lon - dx, point.lat - dy, point.lon + dx, point.lat + dy];
};

const line = (points: readonly (readonly number[])[], { x, y }: Frame): string =>
  points
    .map(([lon = 0, lat = 0], index) => `${index === 0 ? 'M' : 'L'}${x(lon).toFixed(1)} ${y(lat).toFixed(1)}`)
    .join('');

export const shapePath = (shape: GridShape['geometry'], frame: Frame): string =>
  ringsOf(shape)
    .flat()
    .map((ring) => `${line(ring, frame)}Z`)
    .join('');

/** Streets and water of the base map; what has another geometry is left out. */
export function basePath({ geometry }: Pick<BaseFeature, 'geometry'>, frame: Frame): string {
  switch (geometry.type) {
    case 'LineString':
      return line(geometry.coordinates, frame);
    case 'MultiLineString':
      return geometry.coordinates.map((part) => line(part, frame)).join('');
    case 'Polygon':
    case 'MultiPolygon':
      return shapePath(geometry as GridShape['geometry'], frame);
    default:
      return '';
  }
}

const STEPS = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

/** The longest round length that is no more than a third of the width. */
export const scaleLength = (width: number): number => STEPS.filter((metres) => metres <= width / 3).at(-1) ?? 10;
