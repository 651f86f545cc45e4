/** What a service can be asked, read from its OpenAPI documents: every method of every path, with the schemas of what it takes. */
import type { Role } from '../../../server/contract/access.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type Schema = Readonly<Record<string, unknown>>;

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: Schema;
}

export interface Operation {
  readonly method: Method;
  /** With {names}. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** Of a JSON body; null without one. */
  readonly body: Schema | null;
  /** Who is let in besides an admin; null: everybody. */
  readonly roles: readonly Role[] | null;
}

interface OperationObject {
  parameters?: Parameter[];
  requestBody?: { content?: Record<string, { schema?: Schema }> };
  'x-roles'?: Role[];
}

export interface OpenapiDocument {
  paths: Record<string, Record<string, OperationObject>>;
  components?: { schemas?: Record<string, Schema>; parameters?: Record<string, Parameter> };
}

/** Of a schema that holds itself. */
const DEEPEST = 12;

/** `under`: what stands before every path of the document. */
export function operationsOf(document: OpenapiDocument, under = ''): Operation[] {
  const plain = <T>(value: T): T => withoutReferences(value, document, 0) as T;
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase() as Method,
      path: `${under}${path}`,
      parameters: plain(operation.parameters ?? []),
      body: plain(operation.requestBody?.content?.['application/json']?.schema ?? null),
      roles: operation['x-roles'] ?? null,
    })),
  );
}

export const nameOf = ({ method, path }: Pick<Operation, 'method' | 'path'>): string => `${method} ${path}`;

function withoutReferences(value: unknown, document: OpenapiDocument, depth: number): unknown {
  if (depth > DEEPEST) return {};
  if (Array.isArray(value)) return value.map((one) => withoutReferences(one, document, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  const { $ref } = value as { $ref?: unknown };
  if (typeof $ref === 'string') return withoutReferences(referred(document, $ref), document, depth + 1);
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, withoutReferences(one, document, depth + 1)]),
  );
}

function referred(document: OpenapiDocument, reference: string): unknown {
  let at: unknown = document;
  for (const key of reference.slice(2).split('/')) at = (at as Record<string, unknown>)[key];
  if (at === undefined) throw new Error(`${reference} leads nowhere`);
  return at;
}
