/**
 * Machine tokens that were asked for within the last second, so that a system that sends thousands of requests a second does
 * not cost a query for each. A token that is revoked in another process is refused there at once and here within that second;
 * one revoked in this process, at once. Unknown tokens are not kept.
 */
import type { Queryable } from '../database/database.ts';
import { type StoredToken, tokenByHash } from './token-repository.ts';

const KEPT_MS = 1000;
const MOST_KEPT = 10_000;

interface Kept {
  readonly token: Promise<StoredToken | undefined>;
  /** Milliseconds of the process: the clock of the service may be set. */
  readonly until: number;
}

const keptBy = new WeakMap<Queryable, Map<string, Kept>>();

/** The stored token of a presented one; those who ask at the same time ask once. `hash` as stored. */
export function knownToken(q: Queryable, hash: Uint8Array): Promise<StoredToken | undefined> {
  const kept = keptBy.get(q) ?? new Map<string, Kept>();
  keptBy.set(q, kept);
  const key = Buffer.from(hash.buffer, hash.byteOffset, hash.byteLength).toString('base64');
  const now = performance.now();
  const known = kept.get(key);
  if (known !== undefined && now < known.until) return known.token;
  const token = tokenByHash(q, hash);
  const entry = { token, until: now + KEPT_MS };
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, entry);
  const forget = (): void => {
    if (kept.get(key) === entry) kept.delete(key);
  };
  token.then((found) => found === undefined && forget(), forget);
  return token;
}

/** Called when a token of this database was revoked; what is being looked up at this moment is not kept either. */
export function forgetTokens(q: Queryable): void {
  keptBy.get(q)?.clear();
}
