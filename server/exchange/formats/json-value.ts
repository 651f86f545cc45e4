/**
 * One JSON value put together from the tokens of stream-json. Guards nesting and the number of tokens, so that a hostile
 * value is refused before it is held. Integers beyond 2^53 (20-digit grid codes written as numbers) stay text.
 */
import Assembler from 'stream-json/core/assembler.js';
import type { Token } from 'stream-json/core/parser.js';
import { SourceError } from '../source-error.ts';
import type { Limits } from '../source-limits.ts';

export class JsonValue {
  readonly #assembler = new Assembler();
  readonly #limits: Limits;
  #depth = 0;
  #numbers = 0;
  #others = 0;
  value: unknown = undefined;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** True when the value is complete. Errors: `json-invalid`, `nesting-too-deep`, `text-too-long`, `too-many-…`. */
  push(token: Token): boolean {
    switch (token.name) {
      case 'startObject':
      case 'startArray':
        this.#depth++;
        if (this.#depth > this.#limits.nesting)
          throw new SourceError('nesting-too-deep', { limit: this.#limits.nesting });
        this.#assembler.consume(token);
        return false;
      case 'endObject':
      case 'endArray':
        this.#depth--;
        this.#assembler.consume(token);
        break;
      case 'numberValue':
        // A position has 2 to 4 numbers.
        if (++this.#numbers > this.#limits.verticesPerFeature * 4) {
          throw new SourceError('too-many-vertices', { limit: this.#limits.verticesPerFeature });
        }
        this.#assembler.consume(numberToken(token.value));
        break;
      case 'stringValue':
        if (token.value.length > this.#limits.textLength) {
          throw new SourceError('text-too-long', { limit: this.#limits.textLength });
        }
        this.#assembler.consume(token);
        break;
      case 'keyValue':
        if (++this.#others > this.#limits.fields * this.#limits.nesting) {
          throw new SourceError('too-many-fields', { limit: this.#limits.fields });
        }
        this.#assembler.consume(token);
        return false;
      default:
        this.#assembler.consume(token);
    }
    if (this.#depth > 0) return false;
    this.value = this.#assembler.current;
    return true;
  }
}

function numberToken(text: string): Token {
  const number = Number(text);
  if (!Number.isFinite(number)) throw new SourceError('json-invalid', { token: text.slice(0, 40) });
  const exact = !Number.isInteger(number) || Number.isSafeInteger(number) || /[.eE]/.test(text);
  return exact ? { name: 'numberValue', value: text } : { name: 'stringValue', value: text };
}
