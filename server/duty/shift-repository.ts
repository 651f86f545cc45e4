/** SQL of shifts. Whoever changes those of a worker holds the worker's row first. */
import type { DutyPlace, Shift } from '../contract/duty.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export interface ShiftRow {
  id: string;
  county: string;
  worker: number;
  area: string;
  dueAt: Date | null;
  inAt: Date;
  inGrid: string | null;
  inPlace: DutyPlace;
  lateMin: number;
  outAt: Date | null;
  outPlace: DutyPlace | null;
  outBy: Shift['outBy'];
  inSaid: string;
  outSaid: string | null;
}

const COLUMNS = sql`
  s.id, s.county_code as county, s.worker_id as worker, s.area_code as area, s.due_at as "dueAt", s.in_at as "inAt",
  s.in_grid as "inGrid", s.in_place as "inPlace", s.late_min as "lateMin", s.out_at as "outAt", s.out_place as "outPlace",
  s.out_by as "outBy", s.in_said as "inSaid", s.out_said as "outSaid"`;

export async function shiftById(db: Queryable, id: string): Promise<ShiftRow | null> {
  const [row] = await db.query<ShiftRow>(sql`select ${COLUMNS} from shift s where s.id = ${id}::uuid`);
  return row ?? null;
}

/** Of the worker, that are open or ended after the instant, or begin before the other; by begin. */
export function shiftsAround(db: Queryable, worker: number, from: Date, to: Date): Promise<ShiftRow[]> {
  return db.query<ShiftRow>(sql`
    select ${COLUMNS} from shift s
    where s.worker_id = ${worker}::bigint and s.in_at <= ${to} and (s.out_at is null or s.out_at >= ${from})
    order by s.in_at, s.id`);
}

/** That began between the instants, of the workers; by begin. */
export function shiftsOf(db: Queryable, workers: readonly number[], from: Date, to: Date): Promise<ShiftRow[]> {
  return db.query<ShiftRow>(sql`
    select ${COLUMNS} from shift s
    where s.worker_id = any(${workers}::bigint[]) and s.in_at >= ${from} and s.in_at < ${to} order by s.in_at, s.id`);
}

export async function openShift(db: Queryable, worker: number): Promise<ShiftRow | null> {
  const [row] = await db.query<ShiftRow>(sql`
    select ${COLUMNS} from shift s where s.worker_id = ${worker}::bigint and s.out_at is null`);
  return row ?? null;
}

/** Of every county, those that are open; another process that ends them meanwhile is let go first. */
export function openShifts(tx: Queryable): Promise<(ShiftRow & { left: Date | null })[]> {
  return tx.query(sql`
    select ${COLUMNS}, w.left_at as "left" from shift s join worker w on w.id = s.worker_id
    where s.out_at is null order by s.in_at, s.id for update of s skip locked`);
}

export interface OnDutyRow extends ShiftRow {
  name: string;
  workerArea: string;
}

export function onDutyIn(db: Queryable, area: string): Promise<OnDutyRow[]> {
  return db.query<OnDutyRow>(sql`
    select ${COLUMNS}, w.name, w.area_code as "workerArea" from shift s join worker w on w.id = s.worker_id
    where s.out_at is null and s.county_code = left(${area}, 6) and starts_with(s.area_code, ${area}) order by s.in_at, s.id`);
}

export interface NewShiftRow extends Omit<ShiftRow, 'outPlace' | 'outBy' | 'outSaid'> {
  received: Date;
  reason: string | null;
}

/** One that has an end already ended by itself. */
export async function insertShift(tx: Queryable, row: NewShiftRow): Promise<void> {
  const { id, county, worker, area, dueAt, inAt, received, inGrid, inPlace, lateMin, reason, outAt, inSaid } = row;
  await tx.query(sql`
    insert into shift (id, county_code, worker_id, area_code, due_at, in_at, in_received, in_grid, in_place, late_min, in_reason,
                       out_at, out_by, in_said)
    values (${id}::uuid, ${county}, ${worker}::bigint, ${area}, ${dueAt}::timestamptz, ${inAt}, ${received}, ${inGrid}, ${inPlace},
            ${lateMin}::int, ${reason}, ${outAt}::timestamptz, case when ${outAt}::timestamptz is null then null else 'automatic' end, ${inSaid})`);
}

export interface ShiftOut {
  at: Date;
  by: NonNullable<Shift['outBy']>;
  grid: string | null;
  place: DutyPlace | null;
  reason: string | null;
  said: string | null;
}

export async function writeOut(tx: Queryable, id: string, out: ShiftOut): Promise<void> {
  await tx.query(sql`
    update shift set out_at = ${out.at}, out_by = ${out.by}, out_grid = ${out.grid}, out_place = ${out.place},
      out_reason = ${out.reason}, out_said = ${out.said}
    where id = ${id}::uuid`);
}
