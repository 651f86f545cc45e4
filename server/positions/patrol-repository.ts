/** SQL of what was walked, by grid, day and worker. */
import type { Queryable } from '../database/database.ts';
import { nothing, sql } from '../database/sql.ts';

export interface PatrolRow {
  county: string;
  grid: string;
  /** YYYY-MM-DD. */
  day: string;
  worker: number;
  seconds: number;
  metres: number;
  rounds: number;
  edition: number;
  streets: Uint8Array;
  places: Uint8Array;
}

type Keys = readonly Pick<PatrolRow, 'county' | 'grid' | 'day' | 'worker'>[];

const keyed = (keys: Keys) => sql`
  unnest(${keys.map(({ county }) => county)}::text[], ${keys.map(({ grid }) => grid)}::text[],
    ${keys.map(({ day }) => day)}::date[], ${keys.map(({ worker }) => worker)}::bigint[])`;

/** Rows of these, made where they are not there, held until the transaction ends; in no order. Keys come sorted. */
export async function holdPatrols(tx: Queryable, keys: Keys): Promise<PatrolRow[]> {
  await tx.query(sql`
    insert into patrol_day (county_code, grid_code, day, worker_id, seconds, metres, rounds, edition, streets, places)
    select v.county, v.grid, v.day, v.worker, 0, 0, 0, 0, '', '' from ${keyed(keys)} as v (county, grid, day, worker)
    join worker w on w.id = v.worker on conflict do nothing`);
  return tx.query<PatrolRow>(sql`
    select p.county_code as county, p.grid_code as grid, p.day::text as day, p.worker_id as worker, p.seconds, p.metres, p.rounds,
      p.edition, p.streets, p.places
    from patrol_day p join ${keyed(keys)} as v (county, grid, day, worker)
      on p.county_code = v.county and p.grid_code = v.grid and p.day = v.day and p.worker_id = v.worker
    order by p.county_code, p.grid_code, p.day, p.worker_id for update of p`);
}

export async function putPatrols(tx: Queryable, rows: readonly PatrolRow[]): Promise<void> {
  const of = (value: (row: PatrolRow) => unknown): unknown[] => rows.map(value);
  await tx.query(sql`
    update patrol_day p set seconds = v.seconds, metres = v.metres, rounds = v.rounds, edition = v.edition,
      streets = v.streets, places = v.places
    from unnest(${of((r) => r.county)}::text[], ${of((r) => r.grid)}::text[], ${of((r) => r.day)}::date[],
      ${of((r) => r.worker)}::bigint[], ${of((r) => Math.round(r.seconds))}::int[], ${of((r) => r.metres)}::real[],
      ${of((r) => r.rounds)}::smallint[], ${of((r) => r.edition)}::int[], ${of((r) => r.streets)}::bytea[],
      ${of((r) => r.places)}::bytea[]) as v (county, grid, day, worker, seconds, metres, rounds, edition, streets, places)
    where p.county_code = v.county and p.grid_code = v.grid and p.day = v.day and p.worker_id = v.worker`);
}

/** Of the days from the first to the last; `grid` null: of all. */
export function patrolsOf(
  q: Queryable,
  county: string,
  days: readonly [string, string],
  grid: string | null,
): Promise<PatrolRow[]> {
  return q.query<PatrolRow>(sql`
    select county_code as county, grid_code as grid, day::text as day, worker_id as worker, seconds, metres, rounds, edition,
      streets, places
    from patrol_day where county_code = ${county} and day between ${days[0]}::date and ${days[1]}::date
      ${grid === null ? nothing : sql`and grid_code = ${grid}`}`);
}

/** In all grids, of the days from the first to the last. */
export async function roundsOfWorker(q: Queryable, worker: number, days: readonly [string, string]): Promise<number> {
  const [row] = await q.query<{ rounds: number }>(sql`
    select coalesce(sum(p.rounds), 0)::int as rounds from patrol_day p join worker w on w.id = p.worker_id and w.county_code = p.county_code
    where p.worker_id = ${worker}::bigint and p.day between ${days[0]}::date and ${days[1]}::date`);
  return row!.rounds;
}
