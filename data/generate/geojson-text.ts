/** GeoJSON as text: one feature a line, no spaces, longitudes and latitudes with 7 decimals at most, shells counter-clockwise. */
import { toDegrees } from '../../server/geometry/lattice.ts';
import { toLattice } from './frame.ts';
import { area, type Point } from './plane.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export interface Feature {
  /** Keys whose value is undefined are left out; null is written. */
  readonly properties: { readonly [key: string]: Json | undefined };
  readonly geometry: { readonly type: string; readonly coordinates: Json };
}

export function collection(features: readonly Feature[]): string {
  const lines = features.map(({ properties, geometry }) => JSON.stringify({ type: 'Feature', properties, geometry }));
  return `{"type":"FeatureCollection","features":[\n${lines.join(',\n')}\n]}\n`;
}

const position = (p: Point): Json => [toDegrees(p[0]), toDegrees(p[1])];

function closed(ring: readonly Point[], isShell: boolean): Json {
  const turned = area(ring) > 0 === isShell ? ring : [...ring].reverse();
  return [...turned, turned[0] as Point].map(position);
}

/** Lattice rings of one polygon, the shell first. */
export function polygon(rings: readonly (readonly Point[])[]): Feature['geometry'] {
  return { type: 'Polygon', coordinates: rings.map((ring, i) => closed(ring, i === 0)) };
}

/** A ring in metres. */
export const drawnPolygon = (ring: readonly Point[]): Feature['geometry'] => polygon([ring.map(toLattice)]);

export const drawnPoint = (p: Point): Feature['geometry'] => ({ type: 'Point', coordinates: position(toLattice(p)) });

export const drawnLine = (points: readonly Point[]): Feature['geometry'] => ({
  type: 'LineString',
  coordinates: points.map((p) => position(toLattice(p))),
});
