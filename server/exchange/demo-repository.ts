/** Whether the demo county was loaded, kept in the settings, so that a load that was interrupted is taken up again. */
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export type DemoState = 'absent' | 'loading' | 'loaded';

export async function readDemoState(db: Queryable): Promise<DemoState> {
  const [row] = await db.query<{ value: DemoState }>(
    sql`select value from setting where area_code = '' and key = 'demo'`,
  );
  return row?.value ?? 'absent';
}

export async function saveDemoState(db: Queryable, state: DemoState): Promise<void> {
  await db.query(sql`
    insert into setting (area_code, key, value) values ('', 'demo', ${JSON.stringify(state)}::jsonb)
    on conflict (area_code, key) do update set value = excluded.value`);
}

/** Everything dated of the county begins at the instant. Nothing of it has ended: it was loaded just now. */
export async function beginAt(tx: Queryable, county: string, begins: Date): Promise<void> {
  await tx.query(sql`update edition set in_force_from = ${begins}::timestamptz where county_code = ${county}`);
  for (const table of [sql`area`, sql`place`, sql`post`])
    await tx.query(sql`
      update ${table} set valid_from = ${begins}::timestamptz where county_code = ${county} and valid_to is null`);
}

/** No area and no edition: nobody has loaded anything. */
export async function isEmpty(db: Queryable): Promise<boolean> {
  const [row] = await db.query<{ empty: boolean }>(sql`
    select not exists (select from area) and not exists (select from edition) as empty`);
  return row?.empty ?? false;
}
