/** SQL that exports ask: since when an edition is in force, and whether an area was there. */
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { wholeMs } from '../database/whole-ms.ts';

export async function editionStart(q: Queryable, id: number, county: string): Promise<Date | null> {
  const [row] = await q.query<{ start: Date }>(sql`
    select ${wholeMs(sql`in_force_from`)} as start from edition where id = ${id} and county_code = ${county}`);
  return row?.start ?? null;
}

export async function hasArea(q: Queryable, code: string, at: Date): Promise<boolean> {
  const rows = await q.query(sql`select 1 from area_in_force(${at}::timestamptz) where code = ${code}`);
  return rows.length > 0;
}
