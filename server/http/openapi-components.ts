/**
 * JSON Schema with $id → components of an OpenAPI 3.1 document, whose schemas are JSON Schema as they stand. A schema is
 * first lifted out of every route it appears in, leaving a mark; at the end marks become references. Pure.
 */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

const MARK = 'x-component';

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A copy in which every schema with an $id is a mark; the schemas go `into`, by their id. */
export function liftComponents(value: Json, into: Map<string, Json>): Json {
  if (Array.isArray(value)) return value.map((one) => liftComponents(one, into));
  if (!isObject(value)) return value;
  const { $id, ...rest } = value;
  const copy = mapValues(rest, (inner) => liftComponents(inner, into));
  if (typeof $id !== 'string') return copy;
  into.set($id, copy);
  return { [MARK]: $id };
}

function placeReferences(value: Json): Json {
  if (Array.isArray(value)) return value.map(placeReferences);
  if (!isObject(value)) return value;
  const id = value[MARK];
  return typeof id === 'string' ? { $ref: `#/components/schemas/${id}` } : mapValues(value, placeReferences);
}

/** Keys in order, at every depth; lists stay as they are. */
export function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

/** The document with its components in place, problems under their media type, no body where HTTP has none, keys sorted. */
export function finishDocument(document: JsonObject, components: ReadonlyMap<string, Json>): JsonObject {
  const placed = placeReferences(document) as JsonObject;
  const paths = mapValues((placed.paths ?? {}) as JsonObject, (path) =>
    mapValues(path as JsonObject, (operation) => finishOperation(operation as JsonObject)),
  );
  const declared = isObject(placed.components) ? placed.components : {};
  const schemas = Object.fromEntries([...components].map(([id, schema]) => [id, placeReferences(schema)]));
  return sorted({ ...placed, paths, components: { ...declared, schemas } }) as JsonObject;
}

function finishOperation(operation: JsonObject): JsonObject {
  const responses = operation.responses;
  if (!isObject(responses)) return operation;
  const finished = Object.entries(responses).map(([status, response]): [string, Json] => {
    if (!isObject(response)) return [status, response];
    const { content, ...rest } = response;
    if (status === '204' || status === '304' || !isObject(content)) return [status, rest];
    if (!/^[45]XX$/.test(status)) return [status, response];
    const media = content['application/json'] ?? content['application/problem+json'] ?? {};
    return [
      status,
      { ...rest, description: 'refused, with a stable code', content: { 'application/problem+json': media } },
    ];
  });
  return { ...operation, responses: Object.fromEntries(finished) };
}

function mapValues(object: JsonObject, change: (value: Json) => Json): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}
