/**
 * A row's geometry, in WGS 84 degrees, as a shape on the lattice: checked by the kernel, refused with its place, or taken
 * with a note of what was repaired. Lines of the base map are only rounded. Pure.
 */
import type { Geometry, Position } from 'geojson';
import { fromGeoJson, type GeoJsonFault, pointFromGeoJson } from '../geometry/geojson.ts';
import { toDegrees, toUnits } from '../geometry/lattice.ts';
import type { MultiPolygon } from '../geometry/polygon.ts';
import { checkMultiPolygon } from '../geometry/validity.ts';

/** Degrees. */
export type Place = readonly [lon: number, lat: number];

export interface GeometryNote {
  code: string;
  at?: Place;
  params: Record<string, unknown>;
}

export interface GeometryRefusal {
  ok: false;
  code: string;
  at?: Place;
  params: Record<string, unknown>;
}

export type RowSurface = { ok: true; shape: MultiPolygon; notes: GeometryNote[] } | GeometryRefusal;
export type RowPoint = { ok: true; x: number; y: number; notes: GeometryNote[] } | GeometryRefusal;
export type RowDrawing = { ok: true; geometry: Geometry; notes: GeometryNote[] } | GeometryRefusal;

export function surfaceOf(geometry: Geometry): RowSurface {
  const read = fromGeoJson(geometry);
  if (!read.ok) return refused(read);
  const checked = checkMultiPolygon(read.polygons);
  if (!checked.ok) {
    const { code, polygon, ring } = checked;
    return {
      ok: false,
      code,
      at: [toDegrees(checked.at[0]), toDegrees(checked.at[1])],
      params: { part: polygon, ring },
    };
  }
  const notes: GeometryNote[] = read.repairs.map(({ code }) => ({ code, params: {} }));
  for (const { code, at, count } of checked.repairs) {
    notes.push({
      code,
      at: [toDegrees(at[0]), toDegrees(at[1])],
      params: count === undefined ? {} : { points: count },
    });
  }
  return { ok: true, shape: checked.polygons, notes };
}

/** A Point, or a MultiPoint of one. */
export function pointOf(geometry: Geometry): RowPoint {
  const single =
    geometry.type === 'MultiPoint' && geometry.coordinates.length === 1
      ? { type: 'Point' as const, coordinates: geometry.coordinates[0]! }
      : geometry;
  const read = pointFromGeoJson(single);
  if (!read.ok) return refused(read);
  return {
    ok: true,
    x: toUnits(read.lon),
    y: toUnits(read.lat),
    notes: read.repairs.map(({ code }) => ({ code, params: {} })),
  };
}

/**
 * Lines rounded to the lattice, without repeated positions. `line-too-short`: never was a line. `line-below-resolution`: a
 * line of which nothing is left on the lattice.
 */
export function drawingOf(geometry: Geometry): RowDrawing {
  if (geometry.type === 'LineString') return lines(geometry, [geometry.coordinates]);
  if (geometry.type === 'MultiLineString') return lines(geometry, geometry.coordinates);
  return { ok: false, code: 'geometry-type-unsupported', params: { found: geometry.type } };
}

function lines(geometry: Geometry, parts: readonly Position[][]): RowDrawing {
  let dropped = false;
  const rounded: Position[][] = [];
  for (const part of parts) {
    const line: Position[] = [];
    for (const position of part) {
      const point = pointFromGeoJson({ type: 'Point', coordinates: position });
      if (!point.ok) return refused(point);
      dropped ||= point.repairs.length > 0;
      const at = [toDegrees(toUnits(point.lon)), toDegrees(toUnits(point.lat))];
      const before = line.at(-1);
      if (before === undefined || before[0] !== at[0] || before[1] !== at[1]) line.push(at);
    }
    if (line.length >= 2) rounded.push(line);
  }
  const notes: GeometryNote[] = dropped ? [{ code: 'z-dropped', params: {} }] : [];
  if (rounded.length === 0) {
    const first = parts.flat()[0];
    if (first === undefined) return { ok: false, code: 'geometry-empty', params: {} };
    const wasLine = parts.some((part) => part.some(([lon, lat]) => lon !== part[0]![0] || lat !== part[0]![1]));
    const code = wasLine ? 'line-below-resolution' : 'line-too-short';
    return { ok: false, code, at: [first[0]!, first[1]!], params: {} };
  }
  const single = geometry.type === 'LineString' && rounded.length === 1;
  return {
    ok: true,
    geometry: single
      ? { type: 'LineString', coordinates: rounded[0]! }
      : { type: 'MultiLineString', coordinates: rounded },
    notes,
  };
}

/** A place that can be shown; the position itself goes into the parameters when it cannot. */
function refused({ code, at, path }: GeoJsonFault): GeometryRefusal {
  const params: Record<string, unknown> = path === undefined ? {} : { path };
  if (at === undefined) return { ok: false, code, params };
  if (code === 'coordinate-swapped') return swappedRefusal(at);
  const [lon, lat] = at;
  if (Math.abs(lon) <= 180 && Math.abs(lat) <= 90) return { ok: false, code, at, params };
  return { ok: false, code, params: { ...params, lon: String(lon), lat: String(lat) } };
}

/** Lon and lat changed places: shown where they belong. */
export function swappedRefusal([lon, lat]: Place): GeometryRefusal {
  const known = Math.abs(lat) <= 180 && Math.abs(lon) <= 90 ? { at: [lat, lon] as const } : {};
  return { ok: false, code: 'coordinate-swapped', ...known, params: { lon: String(lon), lat: String(lat) } };
}
