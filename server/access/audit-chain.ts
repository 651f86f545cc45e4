/**
 * The hash of an audit row: SHA-256 over the hash before it and the row in one fixed writing. A row that is changed, taken
 * out or put in breaks every hash after it; rows cut off at the end show only against a head written down elsewhere. Pure.
 */
import { createHash } from 'node:crypto';

export interface ChainedRow {
  at: Date;
  actor: string;
  action: string;
  target: string;
  area: string;
  detail: Record<string, unknown>;
}

/** What the first row follows. */
export const FIRST_HASH = new Uint8Array(32);

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(entries.map(([key, inner]) => [key, canonical(inner)]));
}

/** Keys of `detail` are sorted, for jsonb does not keep their order; its numbers must be ones that JSON keeps. */
export function rowHash(previous: Uint8Array, row: ChainedRow): Uint8Array {
  const text = JSON.stringify([
    row.at.toISOString(),
    row.actor,
    row.action,
    row.target,
    row.area,
    canonical(row.detail),
  ]);
  return createHash('sha256').update(previous).update(text, 'utf8').digest();
}

export function sameHash(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
