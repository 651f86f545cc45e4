/** SQL of fixes and moves as they come in: one statement a batch, whatever its size. */
import type { Queryable } from '../database/database.ts';
import { type Sql, sql } from '../database/sql.ts';

/** Columns of one length. `days`: since 1970, in China. */
export interface PositionColumns {
  readonly days: number[];
  readonly workers: number[];
  readonly t: number[];
  readonly x: number[];
  readonly y: number[];
  readonly speed: number[];
  readonly course: number[];
  readonly accuracy: number[];
  readonly flags: number[];
}

export const COARSE_FLAG = 1;
export const LATE_FLAG = 2;

export interface MovementRow {
  county: string;
  worker: number;
  kind: 'moved' | 'crossed' | 'reassigned' | 'off-duty';
  from: string | null;
  to: string | null;
  sinceT: number;
  t: number;
  reason: 'distance' | 'dwell' | 'segment' | 'edition' | 'shift';
  edition: number | null;
}

function insertion(rows: PositionColumns): Sql {
  return sql`
    insert into position (day, worker_id, t, x, y, speed, course, accuracy, flags)
    select date '1970-01-01' + v.day, v.worker, v.t, v.x, v.y, v.speed, v.course, v.accuracy, v.flags
    from unnest(${rows.days}::int[], ${rows.workers}::bigint[], ${rows.t}::bigint[], ${rows.x}::int[], ${rows.y}::int[],
      ${rows.speed}::smallint[], ${rows.course}::smallint[], ${rows.accuracy}::smallint[], ${rows.flags}::smallint[])
      as v (day, worker, t, x, y, speed, course, accuracy, flags)
    on conflict do nothing`;
}

/** Those whose worker and time are there already stay as they are. */
export async function insertPositions(q: Queryable, rows: PositionColumns): Promise<void> {
  await q.query(insertion(rows));
}

/** The same; the answer names those that were new. */
export function insertNewPositions(q: Queryable, rows: PositionColumns): Promise<{ worker: number; t: number }[]> {
  return q.query(sql`${insertion(rows)} returning worker_id as worker, t`);
}

export async function insertMovements(q: Queryable, moves: readonly MovementRow[]): Promise<void> {
  const of = (value: (move: MovementRow) => unknown): unknown[] => moves.map(value);
  await q.query(sql`
    insert into movement (county_code, worker_id, kind, from_grid, to_grid, since_at, at, reason, edition)
    select county, worker, kind, from_grid, to_grid, to_timestamp(since_t / 1000.0), to_timestamp(t / 1000.0), reason, edition
    from unnest(${of((m) => m.county)}::text[], ${of((m) => m.worker)}::bigint[], ${of((m) => m.kind)}::text[],
      ${of((m) => m.from)}::text[], ${of((m) => m.to)}::text[], ${of((m) => Math.round(m.sinceT))}::bigint[],
      ${of((m) => Math.round(m.t))}::bigint[], ${of((m) => m.reason)}::text[], ${of((m) => m.edition)}::int[])
      as v (county, worker, kind, from_grid, to_grid, since_t, t, reason, edition)`);
}

/** Each payload is a notification of its own, sent with the commit. */
export async function tellPositions(q: Queryable, channel: string, payloads: readonly string[]): Promise<void> {
  await q.query(sql`select pg_notify(${channel}, payload) from unnest(${[...payloads]}::text[]) as v (payload)`);
}
