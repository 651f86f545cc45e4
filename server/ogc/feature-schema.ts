/**
 * A feature of a collection as JSON Schema, so that clients know the type of a field from more than its first values. The link
 * to it is `describedBy`, in these letters: GDAL looks for them. Pure.
 */
import type { FieldType } from '../features/field.ts';
import type { Collection } from './collections.ts';

export const SCHEMA_TYPE = 'application/schema+json';

const TYPES: Record<FieldType, Record<string, string>> = {
  text: { type: 'string' },
  integer: { type: 'integer' },
  real: { type: 'number' },
  boolean: { type: 'boolean' },
  instant: { type: 'string', format: 'date-time' },
};

/** `address`: where this document is. What may be null says so by not being required: clients of now know one type a field. */
export function featureSchema({ title, layer }: Collection, address: string): Record<string, unknown> {
  const properties = layer.fields.map(({ name, type, title }) => [name, { ...TYPES[type], title }] as const);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: address,
    title,
    type: 'object',
    required: ['type', 'geometry', 'properties'],
    properties: {
      type: { type: 'string', enum: ['Feature'] },
      id: { type: 'string' },
      geometry: { $ref: `https://geojson.org/schema/${layer.geometry}.json` },
      properties: { type: 'object', properties: Object.fromEntries(properties) },
    },
  };
}
