/** SQL of attendance: whose sign-ins were due, exceptions, and the notice to workers. */
import type { DutyExceptionKind, NewDutyException } from '../contract/duty.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export interface PostedWorkerRow {
  id: number;
  name: string;
  code: string;
  created: Date;
  left: Date | null;
  posts: { role: string; from: string; to: string | null }[];
}

/** Of the area, who held a post at some time between the instants, with these posts. In no order. */
export function postedWorkers(db: Queryable, area: string, from: Date, to: Date): Promise<PostedWorkerRow[]> {
  return db.query<PostedWorkerRow>(sql`
    select w.id, w.name, w.code, w.created_at as created, w.left_at as "left",
           json_agg(json_build_object('role', p.role, 'from', p.valid_from, 'to', p.valid_to)) as posts
    from worker w join post p on p.worker_id = w.id
    where w.county_code = left(${area}, 6) and starts_with(w.area_code, ${area})
      and p.valid_from < ${to} and (p.valid_to is null or p.valid_to > ${from})
      and w.created_at < ${to} and (w.left_at is null or w.left_at > ${from})
    group by w.id`);
}

export interface ExceptionRow {
  id: number;
  county: string;
  worker: number;
  name: string;
  area: string;
  from: string;
  to: string;
  kind: DutyExceptionKind;
  reason: string;
  by: string;
  at: Date;
  withdrawn: Date | null;
}

const COLUMNS = sql`
  x.id, x.county_code as county, x.worker_id as worker, w.name, w.area_code as area, x.from_day::text as "from", x.to_day::text as "to",
  x.kind, x.reason, x.by_login as by, x.at, x.withdrawn_at as withdrawn`;

/** Of workers of the area, that touch the days and were not withdrawn; the earliest first. */
export function exceptionsIn(db: Queryable, area: string, from: string, to: string): Promise<ExceptionRow[]> {
  return db.query<ExceptionRow>(sql`
    select ${COLUMNS} from duty_exception x join worker w on w.id = x.worker_id
    where w.county_code = left(${area}, 6) and starts_with(w.area_code, ${area})
      and x.from_day <= ${to}::date and x.to_day >= ${from}::date and x.withdrawn_at is null
    order by x.from_day, x.id`);
}

export async function exceptionById(db: Queryable, id: number): Promise<ExceptionRow | null> {
  const [row] = await db.query<ExceptionRow>(sql`
    select ${COLUMNS} from duty_exception x join worker w on w.id = x.worker_id where x.id = ${id}::bigint`);
  return row ?? null;
}

export async function insertException(
  tx: Queryable,
  county: string,
  { worker, from, to, kind, reason }: NewDutyException,
  by: string,
  at: Date,
): Promise<number> {
  const [row] = await tx.query<{ id: number }>(sql`
    insert into duty_exception (county_code, worker_id, from_day, to_day, kind, reason, by_login, at)
    values (${county}, ${worker}::bigint, ${from}::date, ${to}::date, ${kind}, ${reason}, ${by}, ${at}) returning id`);
  return row!.id;
}

/** False: it was withdrawn before. */
export async function withdrawException(tx: Queryable, id: number, by: string, at: Date): Promise<boolean> {
  const rows = await tx.query(sql`
    update duty_exception set withdrawn_at = ${at}, withdrawn_by = ${by} where id = ${id}::bigint and withdrawn_at is null returning id`);
  return rows.length > 0;
}

export async function noticeSeen(db: Queryable, worker: number, version: number): Promise<Date | null> {
  const [row] = await db.query<{ at: Date }>(sql`
    select at from notice_seen where worker_id = ${worker}::bigint and version = ${version}::int`);
  return row?.at ?? null;
}

/** The first acknowledgement stays. */
export async function seeNotice(tx: Queryable, worker: number, version: number, at: Date): Promise<boolean> {
  const rows = await tx.query(sql`
    insert into notice_seen (worker_id, version, at) values (${worker}::bigint, ${version}::int, ${at})
    on conflict do nothing returning version`);
  return rows.length > 0;
}
