/** Where a point lies among the grids, and how far things are: plain degrees over a few kilometres. Pure. */

import type { DutyPlace } from '../../../server/contract/duty.ts';
import type { GridFeature } from '../../../server/contract/grids.ts';

type Ring = readonly (readonly number[])[];
type Shape = GridFeature['geometry'];

const DEGREE_M = 111_320;

export const ringsOf = (shape: Shape): readonly (readonly Ring[])[] =>
  (shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates) as unknown as Ring[][];

function inRing(ring: Ring, lon: number, lat: number): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [xi = 0, yi = 0] = ring[i]!;
    const [xj = 0, yj = 0] = ring[j]!;
    if (yi > lat !== yj > lat && lon < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

export const contains = (shape: Shape, lon: number, lat: number): boolean =>
  ringsOf(shape).some(
    ([outer, ...holes]) =>
      outer !== undefined && inRing(outer, lon, lat) && !holes.some((hole) => inRing(hole, lon, lat)),
  );

export function metresBetween(aLon: number, aLat: number, bLon: number, bLat: number): number {
  const x = (bLon - aLon) * Math.cos(((aLat + bLat) / 2) * (Math.PI / 180));
  return Math.hypot(x, bLat - aLat) * DEGREE_M;
}

/** West, south, east, north, with a margin in metres. */
export function boundsOf(shapes: readonly Shape[], marginM: number): [number, number, number, number] {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const shape of shapes)
    for (const [outer = []] of ringsOf(shape))
      for (const [lon = 0, lat = 0] of outer) {
        [west, east] = [Math.min(west, lon), Math.max(east, lon)];
        [south, north] = [Math.min(south, lat), Math.max(north, lat)];
      }
  const dy = marginM / DEGREE_M;
  const dx = dy / Math.cos(((south + north) / 2) * (Math.PI / 180));
  return [west - dx, south - dy, east + dx, north + dy];
}

export interface GridShape {
  readonly id: string;
  readonly geometry: Shape;
  readonly properties: { readonly kind: string };
}

/** The grid a point lies in: one's own before others, since a micro or dedicated grid lies on a basic one. */
export function gridAt<G extends GridShape>(
  grids: readonly G[],
  own: readonly string[],
  lon: number,
  lat: number,
): G | null {
  const here = grids.filter(({ geometry }) => contains(geometry, lon, lat));
  return (
    here.find(({ id }) => own.includes(id)) ??
    here.find(({ properties }) => properties.kind !== 'micro') ??
    here[0] ??
    null
  );
}

/** Worse than this a position does not say which grid it is in. */
export const COARSE_M = 200;

export function placeOf(
  grids: readonly GridShape[],
  own: readonly string[],
  fix: { readonly lon: number; readonly lat: number; readonly accuracyM: number } | null,
): DutyPlace {
  if (fix === null || fix.accuracyM > COARSE_M || grids.length === 0) return 'unknown';
  const here = gridAt(grids, own, fix.lon, fix.lat);
  if (here === null) return 'outside';
  return own.includes(here.id) ? 'own-grid' : 'other-grid';
}
