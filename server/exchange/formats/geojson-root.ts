/**
 * The outermost value of a GeoJSON text, fed with tokens: hands out each element of `features` (or of a bare array) as
 * soon as it is complete, keeps the few other members that matter, and skips the rest without holding it.
 */
import type { Token } from 'stream-json/core/parser.js';
import { SourceError } from '../source-error.ts';
import type { Limits } from '../source-limits.ts';
import { JsonValue } from './json-value.ts';

const KEPT = new Set(['type', 'crs', 'id', 'properties', 'geometry', 'geometries', 'coordinates', 'objects']);

export class GeojsonRoot {
  readonly #limits: Limits;
  readonly members: Record<string, unknown> = {};
  /** True once a list of features has begun. */
  isList = false;
  #depth = 0;
  #listDepth = 0;
  #skipping = false;
  #key = '';
  #value: JsonValue | undefined;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** An element of the list when this token completes one. Errors: those of JsonValue. */
  push(token: Token): { element: unknown } | undefined {
    if (this.#value) return this.#grow(this.#value, token);
    const opens = token.name === 'startObject' || token.name === 'startArray';
    const closes = token.name === 'endObject' || token.name === 'endArray';
    if (this.#skipping) {
      this.#step(opens, closes);
      if (this.#depth === 1) this.#skipping = false;
      return undefined;
    }
    if (closes) {
      this.#step(false, true);
      if (this.#depth < this.#listDepth) this.#listDepth = 0;
      return undefined;
    }
    if (this.#depth === 0) {
      if (!opens) throw new SourceError('geojson-invalid', { found: 'value' });
      this.#step(true, false);
      if (token.name === 'startArray') this.#beginList();
      return undefined;
    }
    if (this.#listDepth > 0) return this.#grow(this.#begin(), token);
    if (token.name === 'keyValue') {
      this.#key = token.value;
      return undefined;
    }
    if (this.#key === 'features' && token.name === 'startArray') {
      this.#step(true, false);
      this.#beginList();
      return undefined;
    }
    if (KEPT.has(this.#key) && this.#key !== 'objects') return this.#grow(this.#begin(), token);
    if (KEPT.has(this.#key)) this.members[this.#key] = true;
    if (opens) {
      this.#step(true, false);
      this.#skipping = true;
    }
    return undefined;
  }

  #begin(): JsonValue {
    this.#value = new JsonValue(this.#limits);
    return this.#value;
  }

  #beginList(): void {
    this.isList = true;
    this.#listDepth = this.#depth;
  }

  #grow(value: JsonValue, token: Token): { element: unknown } | undefined {
    if (!value.push(token)) return undefined;
    this.#value = undefined;
    if (this.#listDepth > 0) return { element: value.value };
    this.members[this.#key] = value.value;
    return undefined;
  }

  #step(opens: boolean, closes: boolean): void {
    if (opens) this.#depth++;
    if (closes) this.#depth--;
    if (this.#depth > this.#limits.nesting) throw new SourceError('nesting-too-deep', { limit: this.#limits.nesting });
  }
}
