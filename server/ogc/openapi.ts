/** The API definition that the standard asks for: OpenAPI 3.0, of this interface only, with the collections the caller may see. Pure. */
import {
  OGC_LIMIT,
  OGC_QUERIES,
  OgcCollection,
  OgcCollections,
  OgcConformance,
  OgcFeature,
  OgcFeatures,
  OgcLanding,
} from '../contract/ogc.ts';
import { Problem } from '../contract/problem.ts';
import { REFERENCE_SYSTEMS } from '../features/reference-systems.ts';
import type { Collection } from './collections.ts';
import { SCHEMA_TYPE } from './feature-schema.ts';
import { GEOJSON_TYPE, JSON_TYPE, OPENAPI_TYPE } from './links.ts';
import { type Schema, schema30 } from './openapi-schema.ts';

const SCHEMAS = {
  OgcLanding,
  OgcConformance,
  OgcCollections,
  OgcCollection,
  OgcFeatures,
  OgcFeature,
  Problem,
};
type SchemaName = keyof typeof SCHEMAS;

const refused = {
  '400': problem('a parameter that is not known or cannot be read'),
  '404': problem('not there, or not for you'),
  default: problem('refused, with a stable code'),
};
const contentCrs = {
  'Content-Crs': { description: 'the reference system of the coordinates, in <>', schema: { type: 'string' } },
};
const systems = REFERENCE_SYSTEMS.map(({ uri }) => uri);

export function openapi30(origin: string, version: string, collections: readonly Collection[]): Schema {
  const paths: Record<string, unknown> = {
    '/': get('landing', 'The landing page', json('OgcLanding')),
    '/api': get('api', 'This definition', answer({ [OPENAPI_TYPE]: { schema: { type: 'object' } } })),
    '/conformance': get('conformance', 'Conformance classes', json('OgcConformance')),
    '/collections': get('collections', 'The collections', json('OgcCollections')),
  };
  for (const { id, title } of collections) {
    paths[`/collections/${id}`] = get(`${id}.collection`, title, json('OgcCollection'));
    paths[`/collections/${id}/schema`] = get(
      `${id}.schema`,
      title,
      answer({ [SCHEMA_TYPE]: { schema: { type: 'object' } } }),
    );
    paths[`/collections/${id}/items`] = get(`${id}.items`, title, geojson('OgcFeatures'), parametersOf(id));
    paths[`/collections/${id}/items/{featureId}`] = get(`${id}.item`, title, geojson('OgcFeature'), [
      { name: 'featureId', in: 'path', required: true, schema: { type: 'string' } },
      parameter('crs', { type: 'string', enum: systems }),
    ]);
  }
  const schemas = Object.fromEntries(
    Object.entries(SCHEMAS).map(([name, schema]) => [name, withReferences(schema, name)]),
  );
  return {
    openapi: '3.0.3',
    info: { title: 'Gezhong 格中 – OGC API – Features', version, license: { name: 'Apache-2.0' } },
    servers: [{ url: `${origin}/ogc` }],
    paths,
    components: {
      schemas,
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
    },
    // public for most; with a token there is more
    security: [{}, { bearer: [] }],
  };
}

function parametersOf(id: Collection['id']): Schema[] {
  return Object.entries(OGC_QUERIES[id].properties).map(([name, given]) => {
    const schema = schema30(given);
    if (name === 'limit') return parameter(name, { ...schema, maximum: OGC_LIMIT.maximum });
    if (name === 'crs' || name === 'bbox-crs') return parameter(name, { type: 'string', format: 'uri', enum: systems });
    if (name !== 'bbox') return parameter(name, schema);
    const numbers = { type: 'array', minItems: 4, maxItems: 6, items: { type: 'number' } };
    return { ...parameter(name, numbers), style: 'form', explode: false };
  });
}

function parameter(name: string, schema: Schema): Schema {
  const { description, ...rest } = schema;
  return {
    ...{ name, in: 'query', required: false, schema: rest, style: 'form', explode: false },
    ...(description === undefined ? {} : { description }),
  };
}

function get(operationId: string, summary: string, ok: Schema, parameters: readonly Schema[] = []): Schema {
  return { get: { operationId, summary, parameters, responses: { '200': ok, ...refused } } };
}

function reference(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}
const answer = (content: Schema, headers?: Schema): Schema => ({
  description: 'answered',
  content,
  ...(headers === undefined ? {} : { headers }),
});
const json = (name: SchemaName): Schema => answer({ [JSON_TYPE]: { schema: reference(name) } });
const geojson = (name: SchemaName): Schema => answer({ [GEOJSON_TYPE]: { schema: reference(name) } }, contentCrs);

function problem(description: string): Schema {
  return { description, content: { 'application/problem+json': { schema: reference('Problem') } } };
}

/** Schemas with a name of their own inside another one become references to it. */
function withReferences(given: unknown, own: string): Schema {
  const named = JSON.parse(JSON.stringify(given), (_key, value: { $id?: string } | null) => {
    const id = value?.$id;
    return id !== undefined && id !== own && id in SCHEMAS ? { 'x-reference': id } : value;
  });
  return JSON.parse(JSON.stringify(schema30(named)), (_key, value: { 'x-reference'?: string } | null) => {
    const id = value?.['x-reference'];
    return id === undefined ? value : reference(id);
  });
}
