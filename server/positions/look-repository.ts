/** SQL of who looked at whose trail. Rows are only ever added. */
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export interface Person {
  county: string;
  area: string;
  name: string;
}

/** Those who have left, too: a trail is kept for its days. */
export async function personOf(q: Queryable, worker: number): Promise<Person | undefined> {
  const rows = await q.query<Person>(sql`
    select county_code as county, area_code as area, name from worker where id = ${worker}::bigint`);
  return rows[0];
}

export interface Look {
  county: string;
  worker: number;
  from: Date;
  to: Date;
  reason: string;
  by: string;
  at: Date;
}

export async function insertLook(tx: Queryable, look: Look): Promise<number> {
  const [row] = await tx.query<{ id: number }>(sql`
    insert into trail_look (county_code, worker_id, from_at, to_at, reason, by_login, at)
    values (${look.county}, ${look.worker}::bigint, ${look.from}::timestamptz, ${look.to}::timestamptz, ${look.reason},
      ${look.by}, ${look.at}::timestamptz) returning id`);
  return row!.id;
}

/** Newest first. */
export function looksAt(
  q: Queryable,
  worker: number,
  limit: number,
): Promise<(Omit<Look, 'county'> & { id: number })[]> {
  return q.query(sql`
    select id, worker_id as worker, from_at as "from", to_at as "to", reason, by_login as "by", at from trail_look
    where worker_id = ${worker}::bigint order by at desc, id desc limit ${limit}::int`);
}
