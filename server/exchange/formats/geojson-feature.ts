/** A JSON value → a row: a Feature, or a bare geometry. Members GeoJSON does not know are ignored. */
import { SourceError } from '../source-error.ts';
import type { SourceFeature } from '../source-shape.ts';
import { geometryShape } from './geometry-shape.ts';

const GEOMETRY_TYPES = /^(Multi)?(Point|LineString|Polygon)$|^GeometryCollection$/;

/** Errors: `geojson-invalid` {found} when the value is neither; a bad geometry is a problem of the row. */
export function featureOf(value: unknown, row: number): SourceFeature {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new SourceError(
      'geojson-invalid',
      { found: Array.isArray(value) ? 'array' : String(value).slice(0, 40) },
      row,
    );
  }
  const members = value as Record<string, unknown>;
  const type = members.type;
  if (typeof type === 'string' && GEOMETRY_TYPES.test(type))
    return withGeometry({ row, properties: {}, geometry: null }, members);
  if (type !== 'Feature' && (type !== undefined || !('geometry' in members && 'properties' in members))) {
    const found = 'attributes' in members ? 'esri-json' : String(type).slice(0, 40);
    throw new SourceError('geojson-invalid', { found }, row);
  }
  const given = members.properties;
  if (given !== null && given !== undefined && (typeof given !== 'object' || Array.isArray(given))) {
    throw new SourceError('geojson-invalid', { found: 'properties' }, row);
  }
  const properties: Record<string, unknown> = { ...(given as Record<string, unknown> | null | undefined) };
  if ((typeof members.id === 'string' || typeof members.id === 'number') && !Object.hasOwn(properties, 'id')) {
    properties.id = members.id;
  }
  return withGeometry({ row, properties, geometry: null }, members.geometry);
}

export function withGeometry(feature: SourceFeature, value: unknown): SourceFeature {
  const shape = geometryShape(value);
  if (shape.ok) return { ...feature, geometry: shape.geometry };
  return { ...feature, geometry: null, problem: { code: shape.code, params: { at: shape.at } } };
}
