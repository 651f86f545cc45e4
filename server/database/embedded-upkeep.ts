/**
 * What autovacuum does on a server, which the embedded engine lacks: fresh statistics for the planner, and the room of dead
 * rows given back. Thresholds are autovacuum's, with a base of 500 rows. One table at a time; each blocks for as long as
 * reading a sample (analyze) or the table (vacuum) takes.
 */
import type { Row } from './database.ts';
import { Sql, sql } from './sql.ts';

type Query = (statement: Sql) => Promise<Row[]>;

/** Looks after every table that needs it and returns what it did, as SQL. */
export async function upkeep(query: Query): Promise<string[]> {
  await query(sql`select pg_stat_force_next_flush()`);
  const due = await query(sql`
    select format('%I.%I', schemaname, relname) as name,
           n_dead_tup > 500 + 0.2 * n_live_tup as dead
    from pg_stat_user_tables
    where n_mod_since_analyze > 500 + 0.1 * n_live_tup or n_dead_tup > 500 + 0.2 * n_live_tup
    order by 1`);
  const done: string[] = [];
  for (const { name, dead } of due) {
    const text = dead ? `vacuum (analyze) ${name}` : `analyze ${name}`;
    await query(new Sql([text], []));
    done.push(text);
  }
  return done;
}
