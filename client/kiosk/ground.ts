/** The atlas as a plane: metres east and south of its origin; which grid a point lies in, and how far things are. Pure. */
import type { KioskAtlas, KioskGrid, KioskPlace } from '../../server/contract/kiosk.ts';
import {
  around,
  type Box,
  boxOf,
  contains,
  metresPerDegree,
  type Point,
  type PointOf,
  type Shape,
} from '../print/plane.ts';

export interface GroundGrid extends Shape {
  readonly grid: KioskGrid;
  readonly label: Point;
}

export interface GroundPlace extends Point {
  readonly place: KioskPlace;
}

export interface Ground {
  readonly grids: readonly GroundGrid[];
  readonly places: readonly GroundPlace[];
  readonly box: Box;
  /** Of degrees on the same plane. */
  readonly pointOf: PointOf;
}

/** Latitude amid the grids: there the plane is true. */
function middleOf({ origin, grids }: Pick<KioskAtlas, 'origin' | 'grids'>): number {
  const up = grids.map(({ label }) => label[1] ?? 0);
  const offset = up.length === 0 ? 0 : up.reduce((sum, one) => sum + one, 0) / up.length;
  return (origin[1] ?? 0) + offset * 1e-6;
}

export function groundOf({ origin, grids, places }: KioskAtlas): Ground {
  const [lon0 = 0, lat0 = 0] = origin;
  const { lon: perLon, lat: perLat } = metresPerDegree(middleOf({ origin, grids }));
  const pointOf = (lon: number, lat: number) => ({ x: (lon - lon0) * perLon, y: (lat0 - lat) * perLat });
  const at = ([x = 0, y = 0]: readonly number[]): Point => ({ x: x * 1e-6 * perLon, y: -y * 1e-6 * perLat });
  const drawn = grids.map((grid): GroundGrid => {
    const polygons = grid.shape.map((rings) =>
      rings.map((ring) => ring.map((value, i) => (i % 2 === 0 ? value * 1e-6 * perLon : -value * 1e-6 * perLat))),
    );
    return { grid, polygons, box: boxOf(polygons.flat()), label: at(grid.label) };
  });
  return {
    grids: drawn,
    places: places.map((place) => ({ place, ...at(place.at) })),
    box: around(drawn.map(({ box }) => box)),
    pointOf,
  };
}

/** The grid that answers at a point: micro grids lie on others and are asked by `microAt`. */
export const gridAt = (ground: Ground, point: Point): GroundGrid | null =>
  ground.grids.find((one) => one.grid.kind !== 'micro' && contains(one, point)) ?? null;

export const microAt = (ground: Ground, grid: string, point: Point): GroundGrid | null =>
  ground.grids.find((one) => one.grid.kind === 'micro' && one.grid.parent === grid && contains(one, point)) ?? null;

export const metresBetween = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

function toEdge(point: Point, ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((point.x - ax) * dx + (point.y - ay) * dy) / length));
  return Math.hypot(point.x - ax - along * dx, point.y - ay - along * dy);
}

/** How far the border of the grid is. */
export function toBorder({ polygons }: GroundGrid, point: Point): number {
  let least = Infinity;
  for (const ring of polygons.flat())
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2)
      least = Math.min(least, toEdge(point, ring[j]!, ring[j + 1]!, ring[i]!, ring[i + 1]!));
  return least;
}

/** The nearest building or organization within so many metres; of several at one distance the first. */
export function placeNear(ground: Ground, point: Point, withinM: number): GroundPlace | null {
  let nearest: GroundPlace | null = null;
  let least = withinM;
  for (const one of ground.places) {
    if (one.place.kind === 'service-point') continue;
    const away = metresBetween(one, point);
    if (away > least || (away === least && nearest !== null)) continue;
    [nearest, least] = [one, away];
  }
  return nearest;
}
