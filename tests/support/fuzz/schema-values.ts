/** Values that a schema of the contract takes, and values that nearly are: the smallest one, and arbitraries for generated tests. */
import fc from 'fast-check';
import { hostileJson, hostileText } from './hostile.ts';
import type { Json, Schema } from './operations.ts';

/** What is there under a name: codes of areas, ids of plans. Values of the right type are preferred to made up ones. */
export type Known = Readonly<Record<string, readonly Json[]>>;

const FREE_TEXT = /^\^\[\^\\u0000/;
const number = (schema: Schema, key: string, otherwise: number): number =>
  (schema[key] as number | undefined) ?? otherwise;

/** Of the known values under one of the names, those that the schema could take. */
function knownFor(schema: Schema, known: Known, names: readonly string[]): Json[] {
  const values = names.map((name) => known[name]).find((one) => one !== undefined && one.length > 0) ?? [];
  const pattern = typeof schema.pattern === 'string' ? new RegExp(schema.pattern, 'u') : null;
  return values.filter((value) => {
    if (schema.type === 'string') return typeof value === 'string' && (pattern?.test(value) ?? true);
    if (schema.type === 'integer' || schema.type === 'number') return typeof value === 'number';
    return typeof value === 'object' && schema.type !== 'array';
  });
}

const choicesOf = (schema: Schema): Schema[] | null => (schema.anyOf ?? schema.oneOf ?? null) as Schema[] | null;

/** The same each time: the first known value, the first choice, only what is required, and members that are `also` wanted. */
export function leastValue(
  schema: Schema,
  known: Known,
  names: readonly string[] = [],
  also: readonly string[] = [],
): Json {
  const [first] = knownFor(schema, known, names);
  if (first !== undefined) return first;
  if (schema.const !== undefined) return schema.const as Json;
  if (Array.isArray(schema.enum)) return schema.enum[0] as Json;
  const choices = choicesOf(schema);
  if (choices !== null) return leastValue(choices[0]!, known, names, also);
  switch (schema.type) {
    case 'object': {
      const properties = (schema.properties ?? {}) as Record<string, Schema>;
      const required = (schema.required ?? []) as string[];
      const more = also.filter((name) => name in properties && known[name] !== undefined && !required.includes(name));
      return Object.fromEntries(
        [...required, ...more].map((name) => [name, leastValue(properties[name] ?? {}, known, [name], also)]),
      );
    }
    case 'array':
      return Array.from({ length: number(schema, 'minItems', 0) }, () =>
        leastValue((schema.items ?? {}) as Schema, known, names, also),
      );
    case 'integer':
    case 'number':
      return number(schema, 'minimum', number(schema, 'exclusiveMinimum', -1) + 1);
    case 'boolean':
      return false;
    case 'null':
      return null;
    case 'string':
      return leastText(schema);
    default:
      return {};
  }
}

function leastText(schema: Schema): string {
  if (schema.format === 'date-time') return '2026-11-30T00:00:00Z';
  if (typeof schema.pattern === 'string' && !FREE_TEXT.test(schema.pattern)) {
    return fc.sample(fc.stringMatching(new RegExp(schema.pattern, 'u')), { numRuns: 1, seed: 1 })[0]!;
  }
  return 'x'.repeat(Math.max(1, number(schema, 'minLength', 0)));
}

export function valuesOf(schema: Schema, known: Known, names: readonly string[] = []): fc.Arbitrary<Json> {
  const there = knownFor(schema, known, names);
  const made = madeValues(schema, known, names);
  return there.length === 0
    ? made
    : fc.oneof({ weight: 4, arbitrary: fc.constantFrom<Json>(...there) }, { weight: 1, arbitrary: made });
}

function madeValues(schema: Schema, known: Known, names: readonly string[]): fc.Arbitrary<Json> {
  if (schema.const !== undefined) return fc.constant(schema.const as Json);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as Json[]));
  const choices = choicesOf(schema);
  if (choices !== null) return fc.oneof(...choices.map((one) => valuesOf(one, known, names)));
  switch (schema.type) {
    case 'object':
      return objects(schema, known);
    case 'array':
      return fc.array(valuesOf((schema.items ?? {}) as Schema, known, names), {
        minLength: number(schema, 'minItems', 0),
        maxLength: Math.min(number(schema, 'maxItems', 4), Math.max(4, number(schema, 'minItems', 0))),
      });
    case 'integer':
      return fc.integer({
        min: number(schema, 'minimum', -(2 ** 31)),
        max: Math.min(number(schema, 'maximum', 2 ** 31), Number.MAX_SAFE_INTEGER),
      });
    case 'number':
      return fc.double({
        min: number(schema, 'minimum', number(schema, 'exclusiveMinimum', -1000) + 1e-3),
        max: number(schema, 'maximum', 1000),
        noNaN: true,
      });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return texts(schema);
    default:
      return hostileJson;
  }
}

function texts(schema: Schema): fc.Arbitrary<string> {
  if (schema.format === 'date-time') {
    const day = (text: string): Date => new Date(text);
    return fc
      .date({ min: day('2020-01-01T00:00:00Z'), max: day('2030-01-01T00:00:00Z'), noInvalidDate: true })
      .map((date) => date.toISOString());
  }
  if (typeof schema.pattern === 'string' && !FREE_TEXT.test(schema.pattern)) {
    return fc.stringMatching(new RegExp(schema.pattern, 'u'));
  }
  const [least, most] = [number(schema, 'minLength', 0), number(schema, 'maxLength', 200)];
  const free = fc.string({ unit: 'grapheme', minLength: least, maxLength: Math.min(most, least + 20) });
  return fc.oneof(free, hostileText).map((text) => text.padEnd(least, '格').slice(0, most));
}

function objects(schema: Schema, known: Known): fc.Arbitrary<Json> {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, Schema>);
  const required = (schema.required ?? []) as string[];
  const members = Object.fromEntries(properties.map(([name, one]) => [name, valuesOf(one, known, [name])]));
  const own = fc.record(members, { requiredKeys: required.filter((name) => name in members) }) as fc.Arbitrary<
    Record<string, Json>
  >;
  const more = schema.additionalProperties;
  if (typeof more !== 'object' || more === null) return own;
  const others = fc.dictionary(fc.string({ minLength: 1, maxLength: 12 }), valuesOf(more as Schema, known), {
    maxKeys: 3,
  });
  return fc.tuple(others, own).map(([rest, one]) => ({ ...rest, ...one }));
}

/** One place of a value that the schema takes is gone, more, or something else. */
export function nearlyValuesOf(schema: Schema, known: Known): fc.Arbitrary<Json> {
  const way = fc.constantFrom('replace' as const, 'delete' as const, 'add' as const);
  return fc
    .tuple(valuesOf(schema, known), hostileJson, fc.nat(10_000), way)
    .map(([value, wrong, at, how]) => changed(value, wrong, at, how));
}

function changed(value: Json, wrong: Json, at: number, how: 'replace' | 'delete' | 'add'): Json {
  const copy = structuredClone(value);
  const holders: (Json[] | Record<string, Json>)[] = [];
  const walk = (one: Json): void => {
    if (typeof one !== 'object' || one === null) return;
    holders.push(one);
    for (const inner of Object.values(one)) walk(inner);
  };
  walk(copy);
  const holder = holders[at % Math.max(1, holders.length)] as Record<string, Json> | undefined;
  if (holder === undefined) return wrong;
  const keys = Object.keys(holder);
  const key = keys[at % Math.max(1, keys.length)];
  if (how === 'add' || key === undefined) {
    if (Array.isArray(holder)) holder.push(wrong);
    else holder[typeof wrong === 'string' && wrong !== '__proto__' ? wrong : 'more'] = wrong;
  } else if (how === 'delete') delete holder[key];
  else holder[key] = wrong;
  return copy;
}
