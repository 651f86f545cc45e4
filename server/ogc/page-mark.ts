/**
 * The mark of the next page, opaque to clients: where it begins, how many match, and the instant of the first page, so that a
 * publish between two pages mixes no editions. It holds for the question it came with and no other.
 */
import { createHash } from 'node:crypto';
import { Refusal } from '../contract/problem.ts';

export interface PageMark {
  readonly after: readonly [string, number];
  readonly matched: number;
  /** Milliseconds; when the first page was read. */
  readonly at: number;
  /** What was published then. */
  readonly version: string;
}

export function writeMark({ after, matched, at, version }: PageMark, question: unknown): string {
  return Buffer.from(JSON.stringify([...after, matched, at, version, hashOf(question)])).toString('base64url');
}

/** Throws `cursor-invalid`. */
export function readMark(text: string, question: unknown): PageMark {
  const refusal = new Refusal('cursor-invalid', {}, { errors: [{ pointer: 'next', code: 'cursor-invalid' }] });
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    throw refusal;
  }
  if (!Array.isArray(parts) || parts.length !== 6) throw refusal;
  const [code, id, matched, at, version, hash] = parts as unknown[];
  const whole = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
  const isText = (value: unknown): value is string => typeof value === 'string' && !value.includes('\u0000');
  if (!isText(code) || !isText(version) || hash !== hashOf(question)) throw refusal;
  if (!whole(id) || !whole(matched) || !whole(at) || at > 8.64e15) throw refusal;
  return { after: [code, id], matched, at, version };
}

function hashOf(question: unknown): string {
  return createHash('sha256').update(JSON.stringify(question)).digest('base64url').slice(0, 12);
}
