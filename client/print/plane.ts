/** A plane for maps of paper: metres east and south of an origin, shapes on it, and whether a point lies in one. Pure. */
import type { Surface } from '../../server/contract/geometry.ts';
import { metresPerUnitX, metresPerUnitY } from '../../server/geometry/distance.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}
/** x, y, x, y …; closed without its first point again. */
export type Ring = readonly number[];

export interface Box {
  readonly west: number;
  readonly north: number;
  readonly east: number;
  readonly south: number;
}

/** Of degrees on the plane. */
export type PointOf = (lon: number, lat: number) => Point;

export interface Shape {
  readonly polygons: readonly (readonly Ring[])[];
  readonly box: Box;
}

const UNITS_PER_DEGREE = 1e7;

/** Metres of a degree of longitude and of latitude; true at this latitude, and half a county away within a few thousandths. */
export function metresPerDegree(lat: number): { readonly lon: number; readonly lat: number } {
  const units = lat * UNITS_PER_DEGREE;
  return { lon: metresPerUnitX(units) * UNITS_PER_DEGREE, lat: metresPerUnitY(units) * UNITS_PER_DEGREE };
}

/** With its origin amid what is drawn. */
export function planeAt([lon0, lat0]: readonly [lon: number, lat: number]): PointOf {
  const per = metresPerDegree(lat0);
  return (lon, lat) => ({ x: (lon - lon0) * per.lon, y: (lat0 - lat) * per.lat });
}

export function shapeOf({ type, coordinates }: Surface, pointOf: PointOf): Shape {
  const ringOf = (ring: readonly (readonly number[])[]): Ring =>
    ring.slice(0, -1).flatMap(([lon = 0, lat = 0]) => {
      const { x, y } = pointOf(lon, lat);
      return [x, y];
    });
  const polygons = (type === 'Polygon' ? [coordinates] : coordinates).map((rings) => rings.map(ringOf));
  return { polygons, box: boxOf(polygons.flat()) };
}

export function boxOf(rings: readonly Ring[]): Box {
  let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings)
    for (let i = 0; i < ring.length; i += 2) {
      [west, east] = [Math.min(west, ring[i]!), Math.max(east, ring[i]!)];
      [north, south] = [Math.min(north, ring[i + 1]!), Math.max(south, ring[i + 1]!)];
    }
  return { west, north, east, south };
}

export function around(boxes: readonly Box[]): Box {
  if (boxes.length === 0) return { west: 0, north: 0, east: 1000, south: 1000 };
  return {
    west: Math.min(...boxes.map(({ west }) => west)),
    north: Math.min(...boxes.map(({ north }) => north)),
    east: Math.max(...boxes.map(({ east }) => east)),
    south: Math.max(...boxes.map(({ south }) => south)),
  };
}

function inRing(ring: Ring, { x, y }: Point): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const [xi, yi, xj, yj] = [ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

export const contains = ({ polygons, box }: Shape, point: Point): boolean =>
  point.x >= box.west &&
  point.x <= box.east &&
  point.y >= box.north &&
  point.y <= box.south &&
  polygons.some(
    ([outer, ...holes]) => outer !== undefined && inRing(outer, point) && !holes.some((hole) => inRing(hole, point)),
  );
