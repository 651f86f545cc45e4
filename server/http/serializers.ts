/**
 * How answers are written by their schemas. Making such a writer means compiling a program of its own, and the schemas of
 * most routes are the same few (what every route refuses with), so each is compiled once in a process.
 */
import selectSerializer from '@fastify/fast-json-stringify-compiler';
import type { FastifyServerOptions } from 'fastify';

type SchemaController = NonNullable<FastifyServerOptions['schemaController']>;
type BuildSerializer = NonNullable<NonNullable<SchemaController['compilersFactory']>['buildSerializer']>;
type Serializer = (value: unknown) => string;

const build = selectSerializer();
const made = new Map<string, Serializer>();

/** The `buildSerializer` option of the server's schema controller. */
export const buildSerializer: BuildSerializer = (shared, options) => {
  const compile = build(shared, options);
  return (route) => {
    const key = JSON.stringify([shared, route.schema]);
    const serializer = made.get(key) ?? compile(route);
    made.set(key, serializer);
    return serializer;
  };
};
