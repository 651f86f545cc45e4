/** SQL of what each kind of grid must have. A `coverage.` setting: the check reads it with its others. */
import type { Roster } from '../contract/workers.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export const ROSTER_KEY = 'coverage.roster';

export async function readRoster(db: Queryable, county: string): Promise<Roster['required'] | null> {
  const [row] = await db.query<{ value: Roster['required'] }>(sql`
    select value from setting where key = ${ROSTER_KEY} and area_code in ('', ${county})
    order by length(area_code) desc limit 1`);
  return row?.value ?? null;
}

export async function putRoster(tx: Queryable, county: string, required: Roster['required']): Promise<void> {
  await tx.query(sql`
    insert into setting (area_code, key, value) values (${county}, ${ROSTER_KEY}, ${JSON.stringify(required)}::jsonb)
    on conflict (area_code, key) do update set value = excluded.value`);
}
