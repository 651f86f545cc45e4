/** SQL of the revision of a county: it counts every published change, and whoever changes the county holds it. */
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** The revision, which nobody else can raise until the transaction ends. */
export async function holdRevision(tx: Queryable, county: string): Promise<number> {
  await tx.query(sql`insert into county_revision (county_code) values (${county}) on conflict do nothing`);
  const [row] = await tx.query<{ revision: number }>(sql`
    select revision from county_revision where county_code = ${county} for update`);
  return row!.revision;
}

/** Raises it and tells every process that the county was published. */
export async function raiseRevision(tx: Queryable, county: string): Promise<void> {
  await tx.query(sql`
    insert into county_revision (county_code, revision) values (${county}, 1)
    on conflict (county_code) do update set revision = county_revision.revision + 1, changed_at = now()`);
  await tx.query(sql`select pg_notify('published', ${county})`);
}
