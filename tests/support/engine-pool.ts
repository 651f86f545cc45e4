/**
 * Embedded databases handed from one test file to the next of the same process: opening one costs seconds, emptying it a
 * fraction of one. What a file leaves behind (rows, settings) goes; a file that changed the schema or broke the engine
 * gives nothing back.
 */
import type { Database } from '../../server/database/database.ts';
import { Sql, sql } from '../../server/database/sql.ts';

export interface OpenedEngine {
  readonly db: Database;
  close(): Promise<void>;
}

interface Pooled extends OpenedEngine {
  /** Names and definitions of everything in the schema, as migrated. */
  readonly schema: string;
  /** The rows the migrations put into each table. */
  readonly seeds: ReadonlyMap<string, string>;
}

/** Files of one process share it, although each has modules of its own where the runner isolates them. */
const shared = globalThis as { testEngines?: Pooled[] };
shared.testEngines ??= [];
const idle = shared.testEngines;

/** A migrated, empty database; `make` opens a new one when none is idle. */
export async function takeEngine(make: () => Promise<OpenedEngine>): Promise<Pooled> {
  const known = idle.pop();
  if (known !== undefined) return known;
  const made = await make();
  return { ...made, schema: await schemaOf(made.db), seeds: await seedsOf(made.db) };
}

/** Empties the database for the next taker, or closes it. */
export async function giveBack(pooled: Pooled): Promise<void> {
  const clean = await empty(pooled).catch(() => false);
  if (clean) idle.push(pooled);
  else await pooled.close();
}

async function empty({ db, schema, seeds }: Pooled): Promise<boolean> {
  if ((await schemaOf(db)) !== schema) return false;
  await db.transaction(async (tx) => {
    // triggers that forbid emptying a table, and references, are not asked
    await tx.query(sql`set local session_replication_role = replica`);
    await tx.query(new Sql([`truncate ${[...seeds.keys()].join(', ')} restart identity`], []));
    for (const [table, rows] of seeds) {
      if (rows === '[]') continue;
      await tx.query(
        new Sql(
          [`insert into ${table} overriding system value select * from json_populate_recordset(null::${table}, `, ')'],
          [rows],
        ),
      );
    }
  });
  return true;
}

async function tablesOf(db: Database): Promise<string[]> {
  const rows = await db.query<{ name: string }>(sql`
    select c.relname as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    order by 1`);
  return rows.map(({ name }) => name);
}

async function seedsOf(db: Database): Promise<Map<string, string>> {
  const seeds = new Map<string, string>();
  for (const table of await tablesOf(db)) {
    const [row] = await db.query<{ rows: string }>(
      new Sql([`select coalesce(json_agg(t), '[]')::text as rows from ${table} t`], []),
    );
    seeds.set(table, row!.rows);
  }
  return seeds;
}

async function schemaOf(db: Database): Promise<string> {
  const [row] = await db.query<{ hash: string }>(sql`
    select md5(string_agg(line, chr(10) order by line)) as hash from (
      select 'column ' || c.relname || ' ' || a.attname || ' ' || a.atttypid || ' ' || a.attnotnull as line
      from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and a.attnum > 0
      union all select 'constraint ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
        where connamespace = 'public'::regnamespace
      union all select 'function ' || oid::text || ' ' || md5(prosrc) from pg_proc where pronamespace = 'public'::regnamespace
      union all select 'trigger ' || tgname || ' ' || tgenabled::text from pg_trigger where not tgisinternal
    ) lines`);
  return row!.hash;
}
