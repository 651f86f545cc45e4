/** SQL of exceptions. Rows are never deleted. */
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export interface ExceptionRow {
  id: number;
  area: string;
  finding: string;
  kind: string;
  reason: string;
  author: string;
  acceptedAt: Date;
  until: Date;
  areaM2: number | null;
  buildings: number;
  households: number;
  withdrawnAt: Date | null;
}

const COLUMNS = sql`
  id, area_code as area, finding, kind, reason, author, accepted_at as "acceptedAt", until, area_m2 as "areaM2", buildings,
  households, withdrawn_at as "withdrawnAt"`;

/** All of a county, the oldest first. */
export function exceptionsOf(db: Queryable, county: string): Promise<ExceptionRow[]> {
  return db.query<ExceptionRow>(sql`
    select ${COLUMNS} from coverage_exception where county_code = ${county} order by id`);
}

export async function exceptionById(db: Queryable, id: number): Promise<ExceptionRow | null> {
  const [row] = await db.query<ExceptionRow>(sql`select ${COLUMNS} from coverage_exception where id = ${id}::bigint`);
  return row ?? null;
}

/** Held until the transaction ends, so that nobody accepts the same finding beside it. */
export async function holdExceptions(tx: Queryable, county: string): Promise<void> {
  await tx.query(sql`select pg_advisory_xact_lock(hashtext('coverage_exception'), ${county}::integer)`);
}

export async function insertException(
  tx: Queryable,
  row: Omit<ExceptionRow, 'id' | 'withdrawnAt'>,
): Promise<ExceptionRow> {
  const { area, finding, kind, reason, author, acceptedAt, until, areaM2, buildings, households } = row;
  const [inserted] = await tx.query<ExceptionRow>(sql`
    insert into coverage_exception (county_code, area_code, finding, kind, reason, author, accepted_at, until, area_m2, buildings, households)
    values (left(${area}, 6), ${area}, ${finding}, ${kind}, ${reason}, ${author}, ${acceptedAt}, ${until}, ${areaM2}, ${buildings}, ${households})
    returning ${COLUMNS}`);
  return inserted!;
}

/** False when it was withdrawn before. */
export async function withdrawException(tx: Queryable, id: number, by: string, at: Date): Promise<boolean> {
  const rows = await tx.query(sql`
    update coverage_exception set withdrawn_at = ${at}, withdrawn_by = ${by}
    where id = ${id}::bigint and withdrawn_at is null returning id`);
  return rows.length > 0;
}
