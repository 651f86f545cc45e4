/** From what a caller wrote to a lattice point, or the refusal that says which mistake it looks like. */
import type { Datum } from '../contract/geometry.ts';
import { Refusal } from '../contract/problem.ts';
import { toWgs84 } from '../geometry/datum.ts';
import { MAX_LAT, MAX_LON, toUnits } from '../geometry/lattice.ts';

/** Longitude and latitude in lattice units. */
export type LatticePoint = readonly [x: number, y: number];

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** Degrees in the caller's datum, as text. Throws `coordinate-invalid`, `-out-of-range` or `-swapped`. */
export function parsePoint(lonText: string | undefined, latText: string | undefined, datum: Datum): LatticePoint {
  const lon = parseDegrees('lon', lonText);
  const lat = parseDegrees('lat', latText);
  const fault = pointFault(lon, lat);
  if (fault)
    throw new Refusal(fault, { lon, lat }, { errors: [{ pointer: Math.abs(lat) > 90 ? 'lat' : 'lon', code: fault }] });
  return toLattice(lon, lat, datum);
}

/** What is wrong with a pair of numbers as lon, lat; null when nothing is. */
export function pointFault(
  lon: number,
  lat: number,
): 'coordinate-invalid' | 'coordinate-out-of-range' | 'coordinate-swapped' | null {
  if (!Number.isFinite(lon) || !Number.isFinite(lat)) return 'coordinate-invalid';
  if (lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90) return null;
  return lat >= -180 && lat <= 180 && lon >= -90 && lon <= 90 ? 'coordinate-swapped' : 'coordinate-out-of-range';
}

/** Degrees of a datum → the nearest lattice point, WGS 84. The pair must have no fault. */
export function toLattice(lon: number, lat: number, datum: Datum): LatticePoint {
  if (datum === 'wgs84') return [toUnits(lon), toUnits(lat)];
  const [wgsLon, wgsLat] = toWgs84(datum, lon, lat);
  return [clamp(toUnits(wgsLon), MAX_LON), clamp(toUnits(wgsLat), MAX_LAT)];
}

function parseDegrees(name: 'lon' | 'lat', text: string | undefined): number {
  if (text === undefined || !NUMBER.test(text.trim())) {
    throw new Refusal(
      'coordinate-invalid',
      { [name]: text ?? null },
      { errors: [{ pointer: name, code: 'coordinate-invalid' }] },
    );
  }
  return Number(text);
}

function clamp(value: number, limit: number): number {
  return Math.max(-limit, Math.min(limit, value));
}
