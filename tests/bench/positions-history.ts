/** What is asked of the past: one worker's trail of a day, and what was patrolled in one grid in a month, from tables of a whole county. */
import type { Database } from '../../server/database/database.ts';
import { sql } from '../../server/database/sql.ts';
import { innerPoint } from '../../server/geometry/inner-point.ts';
import { toDegrees } from '../../server/geometry/lattice.ts';
import { syntheticCounty } from '../support/synthetic-county.ts';
import { post } from './positions-client.ts';
import { codeOf, POSITIONS_COUNTY } from './positions-scene.ts';
import { type BenchRow, median, mustAgree } from './protocol.ts';

const FIXES_A_DAY = 8640;

/** A day of 2,300 workers, one fix every ten seconds from midnight to midnight: 20 million. */
export async function trailOfDay(port: number, db: Database): Promise<BenchRow> {
  await db.query(sql`
    insert into worker (county_code, code, name, area_code)
    select '990101', 'X' || n, '网格员' || n, '990101001001' from generate_series(1, 300) n`);
  const [today] = await db.query<{ day: string; t: number }>(sql`
    select d::text as day, (extract(epoch from d::timestamp at time zone 'Asia/Shanghai') * 1000)::bigint as t
    from (select (now() at time zone 'Asia/Shanghai')::date - 1 as d) as v`);
  const from = today!.t;
  await db.query(sql`
    insert into position (day, worker_id, t, x, y, speed, course, accuracy, flags)
    select ${today!.day}::date, w.id, ${from}::bigint + n * 10000, 1180000000 + n * 60, 307000000 + (w.id % 1000)::int * 100, 13, 90, 8, 0
    from worker w, generate_series(0, ${FIXES_A_DAY}::int - 1) n on conflict do nothing`);
  await db.query(sql`analyze position`);
  const body = {
    from: new Date(from).toISOString(),
    to: new Date(from + 86_400_000 - 1).toISOString(),
    reason: '核对巡查路线',
  };
  const times: number[] = [];
  for (let n = 0; n < 20; n++) {
    const began = performance.now();
    const { t } = (await post(port, `/api/workers/${1 + n * 7}/trail`, body)) as { t: number[] };
    times.push(performance.now() - began);
    mustAgree('fixes of a trail that are missing', FIXES_A_DAY - t.length);
  }
  const [{ n } = { n: 0 }] = await db.query<{ n: number }>(
    sql`select count(*)::int as n from position where day = ${today!.day}::date`,
  );
  const note = `${FIXES_A_DAY} fixes from a day of ${n}; most ${Math.max(...times).toFixed(0)} ms, the look and its audit row written first`;
  return { name: 'ms for one trail of a day', ratio: median(times), target: '≤ 200', note };
}

const DAYS = 31;
const GRIDS = 2000;
/** Of a worker and day: the own grid, and two that were crossed. */
const GRIDS_A_DAY = 3;

/** A month of 2,300 workers in three grids a day; the first answer makes the ground of streets and buildings that is passed. */
export async function patrolsOfMonth(port: number, db: Database): Promise<BenchRow> {
  const shapes = syntheticCounty(POSITIONS_COUNTY).slice(0, GRIDS);
  const codes = shapes.map((_, i) => codeOf(i));
  const places = shapes.map((shape) => innerPoint(shape).map(toDegrees) as [number, number]);
  await db.query(sql`
    insert into place (county_code, code, kind, households, geom, grid_code)
    select '990101', 'B' || g.n || '-' || b, 'building', 30, ST_SetSRID(ST_MakePoint(g.lon + b * 1e-5, g.lat), 4326), g.code
    from unnest(${codes}::text[], ${places.map(([lon]) => lon)}::float8[], ${places.map(([, lat]) => lat)}::float8[])
      with ordinality as g (code, lon, lat, n), generate_series(0, 14) b`);
  await db.query(sql`
    insert into base_feature (county_code, kind, class, geom)
    select '990101', 'road', 'street', ST_SetSRID(ST_MakeLine(ST_MakePoint(g.lon - 0.001, g.lat), ST_MakePoint(g.lon + 0.001, g.lat)), 4326)
    from unnest(${places.map(([lon]) => lon)}::float8[], ${places.map(([, lat]) => lat)}::float8[]) as g (lon, lat)`);
  const [first] = await db.query<{ from: string; to: string }>(sql`
    select (current_date - ${DAYS}::int)::text as from, (current_date - 1)::text as to`);
  await db.query(sql`
    insert into patrol_day (county_code, grid_code, day, worker_id, seconds, metres, rounds, edition, streets, places)
    select '990101', (${codes}::text[])[1 + (w.id * 3 + k) % ${codes.length}::int], d::date, w.id, 7200, 4000, 2, 1,
      decode('ff', 'hex'), decode('ff01', 'hex')
    from worker w, generate_series(0, ${GRIDS_A_DAY}::int - 1) k, generate_series(${first!.from}::date, ${first!.to}::date, '1 day') d
    on conflict do nothing`);
  await db.query(sql`analyze patrol_day, place (county_code, code, kind, valid_to), base_feature (county_code, kind)`);
  const ask = async (grid: string): Promise<number> => {
    const began = performance.now();
    const query = `area=990101&grid=${grid}&from=${first!.from}&to=${first!.to}`;
    const { grids: [sum] = [] } = (await post(port, `/api/patrols?${query}`, null)) as {
      grids: { days: number; places: { passed: number; total: number } }[];
    };
    const took = performance.now() - began;
    mustAgree(`days of a grid that are missing: ${JSON.stringify(sum)}`, DAYS - (sum?.days ?? 0));
    mustAgree('buildings of a grid that are missing', 15 - (sum?.places.total ?? 0));
    return took;
  };
  const cold = await ask(codes[0]!);
  const times: number[] = [];
  for (let n = 1; n <= 20; n++) times.push(await ask(codes[n * 7]!));
  const [{ n } = { n: 0 }] = await db.query<{ n: number }>(sql`select count(*)::int as n from patrol_day`);
  const note = `most ${Math.max(...times).toFixed(0)} ms, the very first ${cold.toFixed(0)} ms; ${n} rows of ${DAYS} days; ${codes.length} streets, ${15 * codes.length} buildings`;
  return { name: 'ms for the patrols of one grid in a month', ratio: median(times), target: '≤ 1000', note };
}
