/** SQL of who is on duty: workers with the shifts of the last day, and the grids they hold posts in. Read only. */
import type { Queryable } from '../database/database.ts';
import { nothing, sql } from '../database/sql.ts';

export interface DutyRow {
  id: number;
  county: string;
  area: string;
  name: string;
  login: string | null;
  leftAt: Date | null;
  /** Milliseconds since 1970; `to` null: still open, or without an end. */
  shifts: { id: string; from: number; to: number | null }[];
  posts: { grid: string; from: number; to: number | null }[];
}

/** `ids` null: everybody who has not left before `since`. Shifts and posts that ended before are left out. */
export function dutyRows(q: Queryable, since: Date, ids: readonly number[] | null): Promise<DutyRow[]> {
  return q.query<DutyRow>(sql`
    select w.id, w.county_code as county, w.area_code as area, w.name, a.login, w.left_at as "leftAt",
      coalesce((select json_agg(json_build_object('id', s.id,
          'from', floor(extract(epoch from s.in_at) * 1000)::bigint, 'to', floor(extract(epoch from s.out_at) * 1000)::bigint)
          order by s.in_at)
        from shift s where s.worker_id = w.id and (s.out_at is null or s.out_at >= ${since}::timestamptz)), '[]'::json) as shifts,
      coalesce((select json_agg(json_build_object('grid', p.grid_code,
          'from', floor(extract(epoch from p.valid_from) * 1000)::bigint,
          'to', floor(extract(epoch from p.valid_to) * 1000)::bigint))
        from post p where p.worker_id = w.id and (p.valid_to is null or p.valid_to >= ${since}::timestamptz)), '[]'::json) as posts
    from worker w left join account a on a.id = w.account_id
    where (w.left_at is null or w.left_at >= ${since}::timestamptz)
      ${ids === null ? nothing : sql`and w.id = any (${[...ids]}::bigint[])`}`);
}

/** What the county asks of its workers, as far as it has said so; '' is the default of all. */
export function dutySettings(q: Queryable): Promise<{ area: string; value: Record<string, unknown> }[]> {
  return q.query(sql`select area_code as area, value from setting where key = 'duty'`);
}
