/** SQL of the days of positions: each is a partition that is made ahead, packed when nothing can come into it, and dropped. */
import type { Queryable } from '../database/database.ts';
import { Sql, sql } from '../database/sql.ts';
import { dayText } from './rules/shanghai-day.ts';

const LOCK = 726_401;

function nameOf(day: number): string {
  return `position_${dayText(day).replaceAll('-', '')}`;
}

/** One process at a time makes and drops them, until its transaction ends. */
export async function lockPartitions(tx: Queryable): Promise<void> {
  await tx.query(sql`select pg_advisory_xact_lock(${LOCK}::bigint)`);
}

/** False: another process is at it. */
export async function tryPartitions(tx: Queryable): Promise<boolean> {
  const [row] = await tx.query<{ free: boolean }>(sql`select pg_try_advisory_xact_lock(${LOCK}::bigint) as free`);
  return row!.free;
}

/** Those that are there already stay. A name and a bound take no parameters: both are made from a number here. */
export async function makePartition(tx: Queryable, day: number): Promise<void> {
  const text = `create table if not exists ${nameOf(day)} partition of position
    for values from ('${dayText(day)}') to ('${dayText(day + 1)}')`;
  await tx.query(new Sql([text], []));
}

export async function dropPartition(tx: Queryable, day: number): Promise<void> {
  await tx.query(new Sql([`drop table if exists ${nameOf(day)}`], []));
}

/** Their days, rising. */
export async function partitionDays(q: Queryable): Promise<string[]> {
  const rows = await q.query<{ day: string }>(sql`
    select to_char(to_date(substr(c.relname, 10), 'YYYYMMDD'), 'YYYY-MM-DD') as day
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'position'::regclass and c.relname ~ '^position_[0-9]{8}$' order by 1`);
  return rows.map(({ day }) => day);
}
