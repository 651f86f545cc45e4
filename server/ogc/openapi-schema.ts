/**
 * A schema of the contract as OpenAPI 3.0 has it, which knows neither `const` nor a type `null`: constants become an enum, a
 * union with null what may be null. Only what the contract of this interface is made of. Pure.
 */
export type Schema = { [key: string]: unknown };

export function schema30(given: unknown): Schema {
  const { $id, anyOf, const: constant, properties, items, patternProperties, ...rest } = given as Schema;
  const plain: Schema = { ...rest };
  if (constant !== undefined) plain.enum = [constant];
  if (Array.isArray(anyOf)) Object.assign(plain, union(anyOf as Schema[]));
  if (properties !== undefined) plain.properties = mapped(properties as Schema);
  if (items !== undefined) plain.items = schema30(items);
  if (patternProperties !== undefined) plain.additionalProperties = true;
  return plain;
}

const mapped = (schemas: Schema): Schema =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, schema30(schema)]));

function union(parts: readonly Schema[]): Schema {
  const known = parts.filter(({ type }) => type !== 'null');
  const nullable = known.length < parts.length ? { nullable: true } : {};
  if (known.every((part) => part.const !== undefined))
    return { type: 'string', enum: known.map((part) => part.const), ...nullable };
  if (known.length === 1) return { ...schema30(known[0]), ...nullable };
  return { anyOf: known.map(schema30), ...nullable };
}
