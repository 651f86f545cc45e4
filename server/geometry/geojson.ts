/**
 * GeoJSON geometries (RFC 7946) at the door: shapes and points in degrees of the caller's datum on the way in, lattice
 * shapes on the way out. What is wrong is named with its place; the rings' own validity is validity.ts.
 */
import { reversedRing, senseOf } from './area.ts';
import { toDegrees } from './lattice.ts';
import type { MultiPolygon, Ring } from './polygon.ts';

/** Degrees, the first position repeated at the end. */
export type FloatRing = readonly (readonly [lon: number, lat: number])[];
/** The shell, then its holes. */
export type FloatPolygon = readonly FloatRing[];

export type GeoJsonCode =
  | 'geometry-type-unsupported'
  | 'geometry-malformed'
  | 'geometry-empty'
  | 'coordinate-invalid'
  | 'coordinate-out-of-range'
  | 'coordinate-swapped'
  | 'ring-unclosed'
  | 'ring-too-short';

export interface GeoJsonFault {
  readonly ok: false;
  readonly code: GeoJsonCode;
  /** The offending position as it was given: degrees, perhaps out of range or not finite. */
  readonly at?: readonly [lon: number, lat: number];
  /** Where in `coordinates`, outermost index first. */
  readonly path?: readonly number[];
}

/** Something dropped on the way in: third and further ordinates. */
export interface GeoJsonNote {
  readonly code: 'z-dropped';
  readonly count: number;
}

export type GeoJsonShape =
  | { readonly ok: true; readonly polygons: readonly FloatPolygon[]; readonly repairs: readonly GeoJsonNote[] }
  | GeoJsonFault;
export type GeoJsonPoint =
  | { readonly ok: true; readonly lon: number; readonly lat: number; readonly repairs: readonly GeoJsonNote[] }
  | GeoJsonFault;

class Refused extends Error {
  readonly fault: GeoJsonFault;
  constructor(fault: GeoJsonFault) {
    super(fault.code);
    this.fault = fault;
  }
}

interface Tally {
  dropped: number;
}

/** A Polygon or MultiPolygon. Empty holes are left out, an empty shell or no polygon at all is `geometry-empty`. */
export function fromGeoJson(geometry: unknown): GeoJsonShape {
  return refusing(() => {
    const { type, coordinates } = typed(geometry);
    if (type !== 'Polygon' && type !== 'MultiPolygon') refuse('geometry-type-unsupported');
    const tally: Tally = { dropped: 0 };
    const parts = type === 'Polygon' ? [coordinates] : array(coordinates, []);
    const polygons: FloatPolygon[] = [];
    parts.forEach((part, p) => {
      const path = type === 'Polygon' ? [] : [p];
      const rings = array(part, path);
      if (rings.length === 0) return;
      const polygon: FloatRing[] = [];
      rings.forEach((ring, r) => {
        const positions = array(ring, [...path, r]);
        if (positions.length > 0) polygon.push(ringOf(positions, [...path, r], tally));
        else if (r === 0 && rings.length > 1) refuse('geometry-empty', { path: [...path, r] });
      });
      if (polygon.length > 0) polygons.push(polygon);
    });
    if (polygons.length === 0) refuse('geometry-empty');
    return { ok: true, polygons, repairs: notes(tally) };
  });
}

export function pointFromGeoJson(geometry: unknown): GeoJsonPoint {
  return refusing(() => {
    const { type, coordinates } = typed(geometry);
    if (type !== 'Point') refuse('geometry-type-unsupported');
    const tally: Tally = { dropped: 0 };
    if (array(coordinates, []).length === 0) refuse('geometry-empty');
    const [lon, lat] = position(coordinates, [], null, tally);
    return { ok: true, lon, lat, repairs: notes(tally) };
  });
}

export type GeoJsonSurface =
  | { type: 'Polygon'; coordinates: [number, number][][] }
  | { type: 'MultiPolygon'; coordinates: [number, number][][][] };

/** One part as a Polygon, several as a MultiPolygon: shells counter-clockwise, closed, at most 7 decimals. */
export function toGeoJson(shape: MultiPolygon): GeoJsonSurface {
  const parts = shape.map((polygon) => polygon.map((ring, i) => closedDegrees(ring, i === 0 ? 1 : -1)));
  return parts.length === 1
    ? { type: 'Polygon', coordinates: parts[0]! }
    : { type: 'MultiPolygon', coordinates: parts };
}

export function pointToGeoJson(x: number, y: number): { type: 'Point'; coordinates: [number, number] } {
  return { type: 'Point', coordinates: [toDegrees(x), toDegrees(y)] };
}

function closedDegrees(ring: Ring, sense: 1 | -1): [number, number][] {
  const turned = senseOf(ring) === -sense ? reversedRing(ring) : ring;
  const positions: [number, number][] = [];
  for (let i = 0; i < turned.length; i += 2) positions.push([toDegrees(turned[i]!), toDegrees(turned[i + 1]!)]);
  if (positions.length > 0) positions.push([...positions[0]!]);
  return positions;
}

function typed(geometry: unknown): { type: unknown; coordinates: unknown } {
  if (typeof geometry !== 'object' || geometry === null || Array.isArray(geometry)) refuse('geometry-malformed');
  const { type, coordinates } = geometry as { type?: unknown; coordinates?: unknown };
  return { type, coordinates };
}

function array(value: unknown, path: readonly number[]): readonly unknown[] {
  if (!Array.isArray(value)) refuse('geometry-malformed', { path });
  return value;
}

function ringOf(positions: readonly unknown[], path: readonly number[], tally: Tally): FloatRing {
  const ring = positions.map((value, i) => position(value, path, i, tally));
  const first = ring[0]!;
  const last = ring[ring.length - 1]!;
  if (ring.length < 4) refuse('ring-too-short', { at: first, path });
  if (first[0] !== last[0] || first[1] !== last[1]) refuse('ring-unclosed', { at: last, path });
  return ring;
}

/** `path`: of the ring, or of a point on its own, which has no place in one. */
function position(value: unknown, path: readonly number[], place: number | null, tally: Tally): [number, number] {
  if (!Array.isArray(value)) refuse('geometry-malformed', { path: here() });
  const lon: unknown = value[0];
  const lat: unknown = value[1];
  if (Array.isArray(lon) || Array.isArray(lat)) refuse('geometry-malformed', { path: here() });
  if (typeof lon !== 'number' || typeof lat !== 'number') refuse('coordinate-invalid', { path: here() });
  if (!Number.isFinite(lon) || !Number.isFinite(lat)) refuse('coordinate-invalid', { at: [lon, lat], path: here() });
  if (Math.abs(lon) > 180 || Math.abs(lat) > 90) {
    const swapped = Math.abs(lat) <= 180 && Math.abs(lon) <= 90;
    refuse(swapped ? 'coordinate-swapped' : 'coordinate-out-of-range', { at: [lon, lat], path: here() });
  }
  if (value.length > 2) tally.dropped += 1;
  return [lon, lat];

  function here(): number[] {
    return place === null ? [...path] : [...path, place];
  }
}

function notes({ dropped }: Tally): GeoJsonNote[] {
  return dropped === 0 ? [] : [{ code: 'z-dropped', count: dropped }];
}

function refuse(code: GeoJsonCode, where: Pick<GeoJsonFault, 'at' | 'path'> = {}): never {
  throw new Refused({ ok: false, code, ...where });
}

function refusing<T>(read: () => T): T | GeoJsonFault {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refused) return error.fault;
    throw error;
  }
}
