/** Column names of a table: in order of appearance, made unique, and not too many. */
import { SourceError } from '../source-error.ts';
import type { Limits } from '../source-limits.ts';
import type { SourceFeature } from '../source-shape.ts';

/** The union of the property names. Errors: `too-many-fields`. */
export function fieldNames(features: readonly SourceFeature[], limits: Limits): string[] {
  const names = new Set<string>();
  for (const feature of features) for (const name of Object.keys(feature.properties)) names.add(name);
  checkCount(names.size, limits);
  return [...names];
}

/** A column without a name is called by its number, a repeated name gets _1, _2 …: no value is lost. */
export function uniqueNames(given: readonly string[], limits: Limits): { names: string[]; renamed: boolean } {
  checkCount(given.length, limits);
  const taken = new Set(given);
  const seen = new Set<string>();
  let renamed = false;
  const names = given.map((name, i) => {
    const base = name === '' ? `column_${i + 1}` : name;
    let unique = base;
    for (let n = 1; seen.has(unique) || (unique !== name && taken.has(unique)); n++) unique = `${base}_${n}`;
    if (unique !== name) renamed = true;
    seen.add(unique);
    return unique;
  });
  return { names, renamed };
}

function checkCount(count: number, limits: Limits): void {
  if (count > limits.fields) throw new SourceError('too-many-fields', { limit: limits.fields, found: count });
}
