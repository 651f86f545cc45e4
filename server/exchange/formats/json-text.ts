/** A short JSON text → its value, with the guards of json-value.ts. */
import { SourceError, type SourceErrorCode } from '../source-error.ts';
import type { Limits } from '../source-limits.ts';
import { tokenizer } from './json-tokens.ts';
import { JsonValue } from './json-value.ts';

export type JsonText =
  | { ok: true; value: unknown }
  | { ok: false; code: SourceErrorCode; params: Record<string, unknown> };

export function parseJsonText(text: string, limits: Limits): JsonText {
  const tokens = tokenizer();
  const value = new JsonValue(limits);
  let complete = false;
  try {
    for (const batch of [tokens(text), tokens(null)]) {
      for (const token of batch) complete = value.push(token);
    }
  } catch (error) {
    if (error instanceof SourceError) return { ok: false, code: error.code, params: error.params };
    throw error;
  }
  if (!complete) return { ok: false, code: 'json-invalid', params: { reason: 'unfinished value' } };
  return { ok: true, value: value.value };
}
