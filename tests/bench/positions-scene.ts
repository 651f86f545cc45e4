/** Workers on duty in a synthetic county of 10,000 grids, and the walk each of them takes. */
import type { Database } from '../../server/database/database.ts';
import { sql } from '../../server/database/sql.ts';

export const POSITIONS_COUNTY = { grids: 10_000, vertices: 33, seed: 7 } as const;
export const WORKERS = 2_000;
/** Of a walk: a fix every ten seconds. */
export const STEP_MS = 10_000;

/** Since when workers are on duty: a fast service takes hours of fixes in a minute, and none may be of the future or a day old. */
export const HOURS_ON_DUTY = 20;

/** The code of a grid by its place among the shapes of the synthetic county. */
export const codeOf = (i: number): string =>
  `990101001${String(1 + Math.floor(i / 999)).padStart(3, '0')}${String((i % 999) + 1).padStart(3, '0')}`;

/** Numbers 1 … count. */
export async function writeWorkers(db: Database, count = WORKERS): Promise<void> {
  await db.query(sql`
    insert into worker (county_code, code, name, area_code)
    select '990101', 'W' || n, '网格员' || n, '990101001001' from generate_series(1, ${count}::int) n`);
  const since = new Date(Date.now() - HOURS_ON_DUTY * 3_600_000);
  await db.query(sql`
    insert into shift (id, county_code, worker_id, area_code, in_at, in_received, in_place, in_said)
    select gen_random_uuid(), county_code, id, area_code, ${since}::timestamptz, ${since}::timestamptz, 'unknown', ''
    from worker`);
}

/** Where a worker is after so many steps, in degrees: along a street of their own, some 13 m a step, turning at its ends. */
export function stepOf(worker: number, step: number): { lon: number; lat: number } {
  const row = Math.floor((worker - 1) / 50);
  const col = (worker - 1) % 50;
  const along = step % 398 < 200 ? step % 398 : 398 - (step % 398);
  return {
    lon: Math.round((118.002 + col * 0.0046 + along * 0.00014) * 1e7) / 1e7,
    lat: Math.round((30.702 + row * 0.0055) * 1e7) / 1e7,
  };
}
