/**
 * The audit log: who did what to what, where. Every write of the service leaves a row in its own transaction, so that what
 * was done and that it was done are true together. Rows are chained by hash.
 */
import type { Database, Queryable } from '../database/database.ts';
import { FIRST_HASH, rowHash, sameHash } from './audit-chain.ts';
import { auditFrom, insertAudit, lastHash, lockAudit, type StoredAuditRow } from './audit-repository.ts';

export interface AuditEntry {
  /** A caller's `actor`. */
  actor: string;
  /** `account.create`, `plan.publish`: a noun and a verb. */
  action: string;
  /** What it was done to: a login, a code, an id. */
  target: string;
  /** The area it happened in; none: the whole service. */
  area?: string | undefined;
  /** JSON values that say more. Never a secret. */
  detail?: Record<string, unknown>;
  /** Default: now. */
  at?: Date;
}

const SECRET = /^(password|passwordhash|secret|token|link|cookie|authorization)$/i;

/**
 * Appends a row. Call it last in a transaction: from here until the commit no other transaction can append.
 * Throws TypeError when `detail` has a key that names a secret.
 */
export async function audit(tx: Queryable, entry: AuditEntry): Promise<void> {
  const detail = JSON.parse(JSON.stringify(entry.detail ?? {})) as Record<string, unknown>;
  for (const key of Object.keys(detail)) {
    if (SECRET.test(key)) throw new TypeError(`audit detail must not hold a ${key}`);
  }
  const { actor, action, target, area = '', at = new Date() } = entry;
  const row = { at, actor, action, target, area, detail };
  await lockAudit(tx);
  const previous = (await lastHash(tx)) ?? FIRST_HASH;
  await insertAudit(tx, row, previous, rowHash(previous, row));
}

export interface AuditVerdict {
  intact: boolean;
  rows: number;
  /** The first row that does not fit, null when all do. */
  brokenAt: number | null;
  /** The hash of the last row in hex: written down elsewhere, it proves that no row was cut off at the end. */
  head: string;
}

const BATCH = 1000;

/** True when the row's hash is its own and it follows the row that stands before it. */
export function rowIntact(row: StoredAuditRow): boolean {
  return sameHash(row.previousHash, row.hashBefore ?? FIRST_HASH) && sameHash(row.hash, rowHash(row.previousHash, row));
}

/** Computes every hash again, from the first row to the last. */
export async function verifyAudit(db: Database | Queryable): Promise<AuditVerdict> {
  let rows = 0;
  let last = 0;
  let head: Uint8Array = FIRST_HASH;
  for (;;) {
    const batch = await auditFrom(db, last, BATCH);
    for (const row of batch) {
      if (!sameHash(row.previousHash, head) || !rowIntact(row)) {
        return { intact: false, rows, brokenAt: row.id, head: Buffer.from(head).toString('hex') };
      }
      head = row.hash;
      last = row.id;
      rows++;
    }
    if (batch.length < BATCH) return { intact: true, rows, brokenAt: null, head: Buffer.from(head).toString('hex') };
  }
}
