/**
 * Is a value a GeoJSON geometry of finite numbers, and how many positions has it? Shape only: whether rings close or
 * cross is the geometry check's business. Z and further numbers of a position are kept. An empty geometry is null.
 */
import type { Geometry } from 'geojson';
import type { RowProblem } from '../source-shape.ts';

export type GeometryShape =
  | { ok: true; geometry: Geometry | null; vertices: number }
  | { ok: false; code: RowProblem['code']; at: string };

/** Arrays around a position. */
const DEPTH: Record<string, number> = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
};
const MAX_COLLECTIONS = 4;

export function geometryShape(value: unknown, level = 0): GeometryShape {
  if (value === null || value === undefined) return { ok: true, geometry: null, vertices: 0 };
  if (typeof value !== 'object' || Array.isArray(value)) return malformed('');
  const { type, coordinates, geometries } = value as Record<string, unknown>;
  if (type === 'GeometryCollection') return collection(geometries, level);
  const depth = typeof type === 'string' && Object.hasOwn(DEPTH, type) ? DEPTH[type] : undefined;
  if (depth === undefined) return { ok: false, code: 'geometry-unsupported', at: String(type).slice(0, 60) };
  if (coordinates === null || (Array.isArray(coordinates) && coordinates.length === 0)) {
    return { ok: true, geometry: null, vertices: 0 };
  }
  const counted = count(coordinates, depth, '/coordinates');
  if (!counted.ok) return counted;
  // The geometry alone: members such as crs or bbox are not carried on.
  return { ok: true, geometry: { type, coordinates } as Geometry, vertices: counted.vertices };
}

function collection(geometries: unknown, level: number): GeometryShape {
  if (!Array.isArray(geometries)) return malformed('/geometries');
  if (level >= MAX_COLLECTIONS) return { ok: false, code: 'geometry-unsupported', at: 'GeometryCollection' };
  const parts: Geometry[] = [];
  let vertices = 0;
  for (const [i, part] of geometries.entries()) {
    const shape = geometryShape(part, level + 1);
    if (!shape.ok) return { ...shape, at: `/geometries/${i}${shape.at}` };
    if (shape.geometry) parts.push(shape.geometry);
    vertices += shape.vertices;
  }
  const geometry = parts.length === 0 ? null : ({ type: 'GeometryCollection', geometries: parts } as Geometry);
  return { ok: true, geometry, vertices };
}

type Count = { ok: true; vertices: number } | { ok: false; code: RowProblem['code']; at: string };

function count(value: unknown, depth: number, at: string): Count {
  if (!Array.isArray(value)) return malformed(at);
  if (depth === 0) {
    if (value.length < 2) return malformed(at);
    return value.every((one) => typeof one === 'number' && Number.isFinite(one))
      ? { ok: true, vertices: 1 }
      : { ok: false, code: 'coordinate-invalid', at };
  }
  let vertices = 0;
  for (let i = 0; i < value.length; i++) {
    const inner = count(value[i], depth - 1, `${at}/${i}`);
    if (!inner.ok) return inner;
    vertices += inner.vertices;
  }
  return { ok: true, vertices };
}

function malformed(at: string): { ok: false; code: 'geometry-malformed'; at: string } {
  return { ok: false, code: 'geometry-malformed', at };
}

/** Positions of a well-formed geometry. */
export function countVertices(geometry: Geometry | null): number {
  const shape = geometryShape(geometry);
  return shape.ok ? shape.vertices : 0;
}
