/** Shapes of zones as they are drawn: by corners or as a circle. Degrees, WGS 84. Pure. */
import type { Surface } from '../../../server/contract/geometry.ts';

export type Corner = readonly [lon: number, lat: number];

export const MOST_CORNERS = 200;
const LEAST_CORNERS = 3;
/** Of a circle; its area is then 0.3 % less than that of the circle. */
const CIRCLE_CORNERS = 48;
export const LEAST_RADIUS_M = 10;
export const MOST_RADIUS_M = 20_000;

const METRES_PER_DEGREE = 111_319.49;
const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;

/** What a double click adds twice is one corner. */
export function withCorner(corners: readonly Corner[], corner: Corner): readonly Corner[] {
  const next: Corner = [round(corner[0]), round(corner[1])];
  const last = corners.at(-1);
  if (corners.length >= MOST_CORNERS || (last?.[0] === next[0] && last[1] === next[1])) return corners;
  return [...corners, next];
}

export const isClosable = (corners: readonly Corner[]): boolean => corners.length >= LEAST_CORNERS;

export function polygonOf(corners: readonly Corner[]): Surface | null {
  const [first] = corners;
  if (first === undefined || !isClosable(corners)) return null;
  return { type: 'Polygon', coordinates: [[...corners, first].map(([lon, lat]) => [lon, lat])] };
}

export function circleAround([lon, lat]: Corner, radiusM: number): Surface {
  const high = radiusM / METRES_PER_DEGREE;
  const wide = high / Math.cos((lat * Math.PI) / 180);
  const corners = Array.from({ length: CIRCLE_CORNERS }, (_, i): Corner => {
    const turn = (2 * Math.PI * i) / CIRCLE_CORNERS;
    return [round(lon + wide * Math.cos(turn)), round(lat + high * Math.sin(turn))];
  });
  return polygonOf(corners) as Surface;
}
