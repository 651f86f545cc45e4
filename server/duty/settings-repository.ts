/** SQL of the duty settings of counties. */
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export async function readDutySetting(db: Queryable, county: string): Promise<unknown> {
  const [row] = await db.query<{ value: unknown }>(sql`
    select value from setting where key = 'duty' and area_code in ('', ${county}) order by length(area_code) desc limit 1`);
  return row?.value ?? null;
}

/** For the length of the transaction nobody else changes it. */
export async function holdDutySetting(tx: Queryable, county: string): Promise<void> {
  await tx.query(sql`
    insert into setting (area_code, key, value) values (${county}, 'duty', '{}'::jsonb) on conflict (area_code, key) do nothing`);
  await tx.query(sql`select from setting where area_code = ${county} and key = 'duty' for update`);
}

export async function putDutySetting(tx: Queryable, county: string, value: unknown): Promise<void> {
  await tx.query(sql`
    insert into setting (area_code, key, value) values (${county}, 'duty', ${JSON.stringify(value)}::jsonb)
    on conflict (area_code, key) do update set value = excluded.value`);
}
