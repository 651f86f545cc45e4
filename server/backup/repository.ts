/** SQL of backup and restore: what a database holds. */
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** The last migration applied; null: nothing of Gezhong is there. */
export async function schemaOf(db: Queryable): Promise<string | null> {
  const [table] = await db.query<{ there: boolean }>(sql`select to_regclass('schema_migration') is not null as there`);
  if (!table!.there) return null;
  const [last] = await db.query<{ name: string | null }>(sql`select max(name) as name from schema_migration`);
  return last!.name;
}

/** Tables that no extension brought. */
export async function hasTables(db: Queryable): Promise<boolean> {
  const rows = await db.query(sql`
    select 1 as one from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_toast%'
      and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    limit 1`);
  return rows.length > 0;
}
