/** SQL of the state of workers on duty, which outlives the process. */
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import type { Whereabouts } from './rules/movement.ts';

export interface SavedState {
  worker: number;
  county: string;
  shift: string;
  t: number;
  x: number;
  y: number;
  grid: string | null;
  state: { where: Whereabouts; accuracyM: number; speed: number; course: number };
}

/** An older state never takes the place of a newer one: two processes may save the same worker. */
export async function saveStates(q: Queryable, states: readonly SavedState[]): Promise<void> {
  const of = (value: (state: SavedState) => unknown): unknown[] => states.map(value);
  await q.query(sql`
    insert into worker_state (worker_id, county_code, shift_id, t, x, y, grid_code, state)
    select v.worker, v.county, v.shift, v.t, v.x, v.y, v.grid, v.state::jsonb
    from unnest(${of((s) => s.worker)}::bigint[], ${of((s) => s.county)}::text[], ${of((s) => s.shift)}::uuid[],
      ${of((s) => s.t)}::bigint[], ${of((s) => s.x)}::int[], ${of((s) => s.y)}::int[], ${of((s) => s.grid)}::text[],
      ${of((s) => JSON.stringify(s.state))}::text[]) as v (worker, county, shift, t, x, y, grid, state)
    join worker w on w.id = v.worker
    order by v.worker
    on conflict (worker_id) do update set county_code = excluded.county_code, shift_id = excluded.shift_id, t = excluded.t,
      x = excluded.x, y = excluded.y, grid_code = excluded.grid_code, state = excluded.state
    where worker_state.t <= excluded.t or worker_state.shift_id <> excluded.shift_id`);
}

export function savedStates(q: Queryable): Promise<SavedState[]> {
  return q.query<SavedState>(sql`
    select worker_id as worker, county_code as county, shift_id as shift, t, x, y, grid_code as grid, state from worker_state`);
}

export interface LastFix {
  worker: number;
  t: number;
  x: number;
  y: number;
  speed: number;
  course: number;
  accuracy: number;
  flags: number;
}

/** The newest stored fix of each open shift, and no older one than the shift. `days`: those it may lie in, newest first. */
export function lastFixes(q: Queryable, days: readonly [string, string]): Promise<LastFix[]> {
  const newest = (day: string) => sql`
    (select p.t, p.x, p.y, p.speed, p.course, p.accuracy, p.flags from position p
     where p.day = ${day}::date and p.worker_id = s.worker_id and p.t >= floor(extract(epoch from s.in_at) * 1000)::bigint
     order by p.t desc limit 1)`;
  return q.query<LastFix>(sql`
    select s.worker_id as worker, f.t, f.x, f.y, f.speed, f.course, f.accuracy, f.flags
    from shift s cross join lateral (
      select * from (${newest(days[0])} union all ${newest(days[1])}) as n order by n.t desc limit 1) as f
    where s.out_at is null`);
}

/** Of those who are no longer on duty. */
export async function dropStates(q: Queryable, workers: readonly number[]): Promise<void> {
  await q.query(sql`delete from worker_state where worker_id = any (${[...workers]}::bigint[])`);
}

/** What was taken between the end of a shift and the beginning of the next one, before the end was known. */
export async function forgetOffDuty(
  q: Queryable,
  worker: number,
  fromT: number,
  toT: number,
  days: readonly string[],
): Promise<void> {
  await q.query(sql`
    delete from position where day = any (${[...days]}::date[]) and worker_id = ${worker}::bigint
      and t > ${fromT}::bigint and t < ${toT}::bigint`);
  await q.query(sql`
    delete from movement where worker_id = ${worker}::bigint and kind <> 'off-duty'
      and at > to_timestamp(${fromT}::bigint / 1000.0) and at < to_timestamp(${toT}::bigint / 1000.0)`);
}
