/**
 * How requests are checked against their schemas. In a body a value must have its type already; query and path are text,
 * so numbers and booleans are read from it. A field the schema does not name is refused, never dropped; so is text that
 * cannot be kept (storable-text.ts), wherever it stands.
 */
import AjvCompiler from '@fastify/ajv-compiler';
import type { FastifyInstance, FastifyRequest, FastifyServerOptions, RouteOptions } from 'fastify';
import { Refusal } from '../contract/problem.ts';
import { addHook } from './route-hook.ts';
import { buildSerializer } from './serializers.ts';
import { unstorableAt } from './storable-text.ts';

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
    return (route: { httpPart?: string; schema: object }) => {
      const validate = (route.httpPart === 'body' ? body : text)(route as never) as Validate;
      const checked = route.httpPart === 'body' ? validate : withoutInfinity(validate, route.schema as Properties);
      return withStorableText(checked);
    };
  }) as unknown as BuildValidator;
  return { compilersFactory: { buildValidator, buildSerializer } };
}

type Validate = ((data: unknown) => boolean) & { errors?: unknown };
type Properties = { properties?: Record<string, { type?: unknown }> };

/** Whatever a schema says of a text: one that cannot be kept passes nowhere. */
function withStorableText(validate: Validate): Validate {
  const checked: Validate = (data) => {
    const valid = validate(data);
    const instancePath = valid ? unstorableAt(data) : null;
    checked.errors =
      instancePath === null
        ? validate.errors
        : [{ keyword: 'pattern', instancePath, schemaPath: '', params: {}, message: '' }];
    return valid && instancePath === null;
  };
  return checked;
}

/** Ajv reads the text `Infinity` or `1e400` as a number and then asks it for no limit: it is no number here. */
function withoutInfinity(validate: Validate, { properties = {} }: Properties): Validate {
  const numbers = Object.keys(properties).filter((name) => /^(number|integer)$/.test(String(properties[name]?.type)));
  if (numbers.length === 0) return validate;
  const checked: Validate = (data) => {
    const valid = validate(data);
    checked.errors = validate.errors;
    if (!valid) return false;
    for (const name of numbers) {
      const value = (data as Record<string, unknown>)[name];
      if (typeof value !== 'number' || Number.isFinite(value)) continue;
      const { type } = properties[name]!;
      checked.errors = [{ keyword: 'type', instancePath: `/${name}`, schemaPath: '', params: { type }, message: '' }];
      return false;
    }
    return true;
  };
  return checked;
}

/**
 * Before the routes. A schema by media type checks only the types it names, so nothing at all would pass it: refused here.
 * Plain text, which Fastify reads by itself, is 415 unless a route says that it reads it.
 */
export function registerBodyRules(app: FastifyInstance): void {
  app.removeContentTypeParser('text/plain');
  app.addHook('onRoute', (route: RouteOptions) => {
    const body = route.schema?.body as { content?: unknown } | undefined;
    if (body?.content !== undefined) addHook(route, 'preValidation', refuseNothing);
  });
}

function refuseNothing(request: FastifyRequest, _reply: unknown, done: (error?: Error) => void): void {
  const missing = request.body === undefined || request.body === null;
  done(missing ? new Refusal('body-invalid', {}, { errors: [{ pointer: '', code: 'missing' }] }) : undefined);
}
