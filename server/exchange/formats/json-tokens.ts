/**
 * A text file → JSON tokens in batches, decoded strictly and never held whole. The parser is stream-json's; the guards
 * that its authors leave to the caller (endless strings, nesting) are here and in json-value.ts.
 */
import { createReadStream } from 'node:fs';
import { getManyValues, isMany, none } from 'stream-chain/defs.js';
import { jsonParser, type Token } from 'stream-json/core/parser.js';
import { jsonVerifier } from 'stream-json/core/utils/verifier.js';
import { reasonOf, SourceError } from '../source-error.ts';
import type { SourceRequest } from '../source-shape.ts';
import { StrictText } from '../text-encoding.ts';

/** The tokens of one file. Errors: `json-invalid` {reason}, `encoding-wrong`, `text-too-long`. */
export async function* jsonTokens({ path, options, limits }: SourceRequest): AsyncGenerator<readonly Token[]> {
  const parse = tokenizer();
  let silent = 0;
  for await (const text of decoded(path, options.encoding)) {
    const tokens = parse(text);
    silent = tokens.length > 0 ? 0 : silent + text.length;
    if (silent > limits.textLength) throw new SourceError('text-too-long', { limit: limits.textLength });
    if (tokens.length > 0) yield tokens;
  }
  yield parse(null);
}

/** A parser fed piece by piece; null ends the text. Errors: `json-invalid` {reason}. */
export function tokenizer(): (text: string | null) => readonly Token[] {
  const parse = jsonParser({ packValues: true, streamValues: false }) as (text: string | typeof none) => unknown;
  return (text) => {
    try {
      const result = parse(text === null ? none : text);
      return isMany(result) ? (getManyValues(result) as Token[]) : [];
    } catch (error) {
      throw new SourceError('json-invalid', { reason: reasonOf(error) }, undefined, error);
    }
  };
}

/** Text of a file in pieces of about 64 kB. */
export async function* decoded(path: string, encoding?: string): AsyncGenerator<string> {
  const text = new StrictText(encoding);
  for await (const bytes of createReadStream(path)) yield text.write(bytes as Buffer);
  yield text.end();
}

/** Where the JSON of a file goes wrong: line and column from 1, offset in characters from 0; {} when it does not. */
export async function locateJsonError({ path, options }: SourceRequest): Promise<Record<string, number>> {
  const verify = jsonVerifier() as (text: string | typeof none) => unknown;
  try {
    for await (const text of decoded(path, options.encoding)) verify(text);
    verify(none);
  } catch (error) {
    const { line, pos, offset } = error as { line?: number; pos?: number; offset?: number };
    return line === undefined || pos === undefined || offset === undefined ? {} : { line, column: pos, offset };
  }
  return {};
}
