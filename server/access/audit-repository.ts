/** SQL of the audit log. Rows are only ever added. */
import type { Queryable } from '../database/database.ts';
import { join, nothing, type Sql, sql } from '../database/sql.ts';
import type { ChainedRow } from './audit-chain.ts';
import { LOCKS } from './deps.ts';

export interface StoredAuditRow extends ChainedRow {
  id: number;
  previousHash: Uint8Array;
  hash: Uint8Array;
  /** The hash of the row that stands before this one now; null for the first. */
  hashBefore: Uint8Array | null;
}

/** One writer at a time until the transaction ends: a chain has one end. */
export async function lockAudit(tx: Queryable): Promise<void> {
  await tx.query(sql`select pg_advisory_xact_lock(${LOCKS.audit}::bigint)`);
}

export async function lastHash(tx: Queryable): Promise<Uint8Array | undefined> {
  const rows = await tx.query<{ hash: Uint8Array }>(sql`select hash from audit order by id desc limit 1`);
  return rows[0]?.hash;
}

export async function insertAudit(
  tx: Queryable,
  row: ChainedRow,
  previous: Uint8Array,
  hash: Uint8Array,
): Promise<void> {
  await tx.query(sql`
    insert into audit (at, actor, action, target, area_code, detail, previous_hash, hash)
    values (${row.at}::timestamptz, ${row.actor}, ${row.action}, ${row.target}, ${row.area},
      ${JSON.stringify(row.detail)}::jsonb, ${previous}::bytea, ${hash}::bytea)`);
}

const COLUMNS = sql`
  a.id, a.at, a.actor, a.action, a.target, a.area_code as area, a.detail, a.previous_hash as "previousHash", a.hash,
  (select p.hash from audit p where p.id < a.id order by p.id desc limit 1) as "hashBefore"`;

/** In order of writing, from after `id`. */
export function auditFrom(q: Queryable, id: number, limit: number): Promise<StoredAuditRow[]> {
  return q.query<StoredAuditRow>(sql`
    select ${COLUMNS} from audit a where a.id > ${id}::bigint order by a.id limit ${limit}::int`);
}

/** Newest first. `areas` null: every row; else those of the areas and below. */
export function auditPage(
  q: Queryable,
  page: { before: number | null; limit: number; actor: string | undefined; areas: readonly string[] | null },
): Promise<StoredAuditRow[]> {
  const within = (area: string): Sql => sql`starts_with(a.area_code, ${area})`;
  const filters = [
    page.before === null ? nothing : sql`and a.id < ${page.before}::bigint`,
    page.actor === undefined ? nothing : sql`and a.actor = ${page.actor}`,
    page.areas === null
      ? nothing
      : sql`and (${page.areas.length === 0 ? sql`false` : join(page.areas.map(within), ' or ')})`,
  ];
  return q.query<StoredAuditRow>(sql`
    select ${COLUMNS} from audit a where true ${join(filters, ' ')} order by a.id desc limit ${page.limit}::int`);
}
