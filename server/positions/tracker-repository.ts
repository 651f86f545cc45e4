/** SQL of devices that tell positions by themselves: of their keys only hashes. */
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export interface StoredTracker {
  id: number;
  worker: number;
  name: string;
  createdAt: Date;
  revokedAt: Date | null;
}

const TRACKER = sql`id, worker_id as worker, name, created_at as "createdAt", revoked_at as "revokedAt"`;

export async function insertTracker(
  tx: Queryable,
  tracker: { county: string; worker: number; name: string; hash: Uint8Array; now: Date },
): Promise<StoredTracker> {
  const [row] = await tx.query<StoredTracker>(sql`
    insert into tracker (county_code, worker_id, name, key_hash, created_at)
    values (${tracker.county}, ${tracker.worker}::bigint, ${tracker.name}, ${tracker.hash}::bytea, ${tracker.now}::timestamptz)
    returning ${TRACKER}`);
  return row!;
}

export function trackersOf(q: Queryable, worker: number): Promise<StoredTracker[]> {
  return q.query<StoredTracker>(sql`select ${TRACKER} from tracker where worker_id = ${worker}::bigint order by id`);
}

export async function trackerById(tx: Queryable, id: number): Promise<StoredTracker | undefined> {
  const rows = await tx.query<StoredTracker>(sql`select ${TRACKER} from tracker where id = ${id}::bigint for update`);
  return rows[0];
}

export async function revokeTracker(tx: Queryable, id: number, now: Date): Promise<void> {
  await tx.query(sql`
    update tracker set revoked_at = ${now}::timestamptz where id = ${id}::bigint and revoked_at is null`);
}

/** Whose device it is; undefined: no key, or one that was revoked. */
export async function workerOfKey(q: Queryable, hash: Uint8Array): Promise<number | undefined> {
  const rows = await q.query<{ worker: number }>(sql`
    select worker_id as worker from tracker where key_hash = ${hash}::bytea and revoked_at is null`);
  return rows[0]?.worker;
}
