/** SQL of visits. */
import type { Need, Visit } from '../contract/visits.ts';
import type { Queryable } from '../database/database.ts';
import { nothing, sql } from '../database/sql.ts';

export interface VisitRow extends Omit<Visit, 'at' | 'repeated'> {
  at: Date;
  said: string;
}

const COLUMNS = sql`
  v.id, v.place_code as place, (
    select coalesce(p.name, p.address) from place p where p.county_code = v.county_code and p.code = v.place_code
    order by p.valid_from desc limit 1) as "placeName",
  v.grid_code as grid, v.worker_id as worker, w.name, v.kind, v.households, v.needs, v.note, v.at, v.proof,
  v.distance_m as "distanceM", v.said`;
const FROM = sql`visit v join worker w on w.id = v.worker_id`;

export async function visitById(db: Queryable, id: string): Promise<VisitRow | null> {
  const [row] = await db.query<VisitRow>(sql`select ${COLUMNS} from ${FROM} where v.id = ${id}::uuid`);
  return row ?? null;
}

export interface VisitFilter {
  area: string;
  from?: Date | undefined;
  to?: Date | undefined;
  place?: string | undefined;
  worker?: number | undefined;
  after?: { at: Date; id: string } | undefined;
  limit: number;
}

/** The newest first. */
export function findVisits(db: Queryable, filter: VisitFilter): Promise<VisitRow[]> {
  const { area, from, to, place, worker, after, limit } = filter;
  return db.query<VisitRow>(sql`
    select ${COLUMNS} from ${FROM}
    where v.county_code = left(${area}, 6) and starts_with(v.area_code, ${area})
      ${from === undefined ? nothing : sql`and v.at >= ${from}`} ${to === undefined ? nothing : sql`and v.at < ${to}`}
      ${place === undefined ? nothing : sql`and v.place_code = ${place}`}
      ${worker === undefined ? nothing : sql`and v.worker_id = ${worker}::bigint`}
      ${after === undefined ? nothing : sql`and (v.at, v.id) < (${after.at}::timestamptz, ${after.id}::uuid)`}
    order by v.at desc, v.id desc limit ${limit}::int`);
}

export interface VisitedPlace {
  code: string;
  grid: string | null;
  /** Where it lies, by its grid; null: in none. */
  area: string | null;
  /** From the footprint, or the point, to the position that was asked about. */
  distanceM: number | null;
}

/** A place of the county as it is in force now, or was at the instant. */
export async function placeToVisit(
  db: Queryable,
  county: string,
  code: string,
  at: Date,
  position: { lon: number; lat: number } | null,
): Promise<VisitedPlace | null> {
  const distance =
    position === null
      ? sql`null::float8`
      : sql`ST_Distance(coalesce(p.footprint, p.geom)::geography,
          ST_SetSRID(ST_MakePoint(${position.lon}::float8, ${position.lat}::float8), 4326)::geography)`;
  const [row] = await db.query<VisitedPlace>(sql`
    select p.code, p.grid_code as grid, g.parent_code as area, ${distance} as "distanceM"
    from place p
    left join grid g on g.county_code = p.county_code and g.code = p.grid_code and g.to_edition is null
    where p.county_code = ${county} and p.code = ${code} and p.kind <> 'service-point'
      and (p.valid_to is null or p.valid_from <= ${at} and p.valid_to > ${at})
    order by p.valid_to nulls first limit 1`);
  return row ?? null;
}

export interface NewVisitRow {
  id: string;
  county: string;
  worker: number;
  place: string;
  area: string;
  grid: string | null;
  kind: Visit['kind'];
  households: number;
  needs: Partial<Record<Need, number>>;
  note: string | null;
  at: Date;
  received: Date;
  distanceM: number | null;
  proof: Visit['proof'];
  said: string;
}

/** False: the id is known. */
export async function insertVisit(tx: Queryable, row: NewVisitRow): Promise<boolean> {
  const rows = await tx.query(sql`
    insert into visit (id, county_code, worker_id, place_code, area_code, grid_code, kind, households, needs, note, at, received_at,
                       distance_m, proof, said)
    values (${row.id}::uuid, ${row.county}, ${row.worker}::bigint, ${row.place}, ${row.area}, ${row.grid}, ${row.kind},
            ${row.households}::int, ${JSON.stringify(row.needs)}::jsonb, ${row.note}, ${row.at}, ${row.received},
            ${row.distanceM}::real, ${row.proof}, ${row.said})
    on conflict (id) do nothing returning id`);
  return rows.length > 0;
}

export interface VisitSums {
  households: number;
  visits: number;
  spotChecks: number;
}

export async function visitsOfWorker(db: Queryable, worker: number, from: Date, to: Date): Promise<VisitSums> {
  const [row] = await db.query<VisitSums>(sql`
    select coalesce(sum(households), 0)::int as households, (count(*) filter (where kind = 'visit'))::int as visits,
           (count(*) filter (where kind = 'spot-check'))::int as "spotChecks"
    from visit where worker_id = ${worker}::bigint and at >= ${from} and at < ${to}`);
  return row!;
}
