/** SQL of trails: fixes of a day in one row, and what goes when its days are over. */
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export interface StoredFix {
  worker: number;
  t: number;
  x: number;
  y: number;
  accuracy: number;
}

/** Workers with fixes on a day, after `after`, by number. */
export async function workersOfDay(q: Queryable, day: string, after: number, limit: number): Promise<number[]> {
  const rows = await q.query<{ worker: number }>(sql`
    select distinct worker_id as worker from position where day = ${day}::date and worker_id > ${after}::bigint
    order by worker_id limit ${limit}::int`);
  return rows.map(({ worker }) => worker);
}

/** By worker and time. */
export function fixesOfDay(q: Queryable, day: string, workers: readonly number[]): Promise<StoredFix[]> {
  return q.query<StoredFix>(sql`
    select worker_id as worker, t, x, y, accuracy from position
    where day = ${day}::date and worker_id = any (${[...workers]}::bigint[]) order by worker_id, t`);
}

export interface PackedDay {
  worker: number;
  fixes: number;
  fromT: number;
  toT: number;
  packed: Uint8Array;
}

/** A day that was packed before is packed anew. Workers who are gone have no trail. */
export async function putTrails(tx: Queryable, day: string, trails: readonly PackedDay[]): Promise<void> {
  const of = (value: (trail: PackedDay) => unknown): unknown[] => trails.map(value);
  await tx.query(sql`
    insert into trail (county_code, worker_id, day, fixes, from_t, to_t, packed)
    select w.county_code, w.id, ${day}::date, v.fixes, v.from_t, v.to_t, v.packed
    from unnest(${of((t) => t.worker)}::bigint[], ${of((t) => t.fixes)}::int[], ${of((t) => t.fromT)}::bigint[],
      ${of((t) => t.toT)}::bigint[], ${of((t) => t.packed)}::bytea[]) as v (worker, fixes, from_t, to_t, packed)
    join worker w on w.id = v.worker
    on conflict (worker_id, day) do update set fixes = excluded.fixes, from_t = excluded.from_t, to_t = excluded.to_t,
      packed = excluded.packed`);
}

export async function packedBetween(q: Queryable, worker: number, fromT: number, toT: number): Promise<Uint8Array[]> {
  const rows = await q.query<{ packed: Uint8Array }>(sql`
    select packed from trail where worker_id = ${worker}::bigint and to_t >= ${fromT}::bigint and from_t <= ${toT}::bigint
    order by day`);
  return rows.map(({ packed }) => packed);
}

/** Of the days that are not packed yet. `days`: all that can hold them, one by one: an index serves them, and no span of them. */
export function fixesBetween(
  q: Queryable,
  worker: number,
  [fromT, toT]: readonly [number, number],
  days: readonly string[],
): Promise<StoredFix[]> {
  return q.query<StoredFix>(sql`
    select worker_id as worker, t, x, y, accuracy from position
    where day = any (${[...days]}::date[]) and worker_id = ${worker}::bigint
      and t between ${fromT}::bigint and ${toT}::bigint order by t`);
}

export interface StoredMovement {
  kind: string;
  from: string | null;
  to: string | null;
  at: Date;
  reason: string;
}

export function movementsBetween(q: Queryable, worker: number, from: Date, to: Date): Promise<StoredMovement[]> {
  return q.query<StoredMovement>(sql`
    select kind, from_grid as "from", to_grid as "to", at, reason from movement
    where worker_id = ${worker}::bigint and at between ${from}::timestamptz and ${to}::timestamptz order by at, id`);
}

/** Counties with what is older than they keep it. */
export async function countiesOfTrails(q: Queryable): Promise<string[]> {
  const rows = await q.query<{ county: string }>(sql`
    select distinct county_code as county from worker order by county_code`);
  return rows.map(({ county }) => county);
}

/** Fixes, trails and moves of the days before `first`, which is the first that is kept. How many trails went. */
export async function forgetBefore(tx: Queryable, county: string, first: string, at: Date): Promise<number> {
  const gone = await tx.query(sql`
    delete from trail where county_code = ${county} and day < ${first}::date returning worker_id`);
  await tx.query(sql`delete from movement where county_code = ${county} and at < ${at}::timestamptz`);
  await tx.query(sql`
    delete from position p using worker w
    where w.id = p.worker_id and w.county_code = ${county} and p.day < ${first}::date`);
  return gone.length;
}
