/**
 * How requests are checked against their schemas. In a body a value must have its type already; query and path are text,
 * so numbers and booleans are read from it. A field the schema does not name is refused, never dropped.
 */
import AjvCompiler from '@fastify/ajv-compiler';
import type { FastifyServerOptions } from 'fastify';

const shared = { useDefaults: true, removeAdditional: false, allErrors: false, strictTypes: false } as const;
const BODY = { ...shared, coerceTypes: false } as const;
const TEXT = { ...shared, coerceTypes: 'array' } as const;

type SchemaController = NonNullable<FastifyServerOptions['schemaController']>;
type BuildValidator = NonNullable<NonNullable<SchemaController['compilersFactory']>['buildValidator']>;

const pool = AjvCompiler();

/** The `schemaController` option of the server. */
export function schemaController(): SchemaController {
  const buildValidator = ((schemas: Record<string, object>) => {
    const body = pool(schemas, { customOptions: BODY });
    const text = pool(schemas, { customOptions: TEXT });
    return (route: { httpPart?: string; schema: object }) => (route.httpPart === 'body' ? body : text)(route as never);
  }) as unknown as BuildValidator;
  return { compilersFactory: { buildValidator } };
}
