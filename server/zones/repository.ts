/** SQL of zones, and of the areas a drawn one may lie in. What lies inside is counted in inside-repository.ts. */
import type { ZoneKind } from '../contract/emergencies.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export interface ZoneRow {
  id: number;
  area: string;
  county: string;
  kind: ZoneKind;
  name: string;
  reason: string;
  from: Date;
  until: Date;
  by: string;
  endedBy: string | null;
  /** WKB in degrees. */
  wkb: Uint8Array;
}

const COLUMNS = sql`
  id, area_code as area, county_code as county, kind, name, reason, from_at as "from", until_at as until, by_login as by,
  ended_by as "endedBy", ST_AsBinary(geom) as wkb`;

/** In force at the instant, of the area, those below it and those above it; the first to end first. */
export function zonesOf(db: Queryable, area: string, at: Date): Promise<ZoneRow[]> {
  return db.query<ZoneRow>(sql`
    select ${COLUMNS} from zone
    where county_code = left(${area}, 6) and (starts_with(area_code, ${area}) or starts_with(${area}, area_code))
      and from_at <= ${at} and until_at > ${at}
    order by until_at, id`);
}

export async function zoneById(db: Queryable, id: number): Promise<ZoneRow | null> {
  const [row] = await db.query<ZoneRow>(sql`select ${COLUMNS} from zone where id = ${id}::bigint`);
  return row ?? null;
}

export async function insertZone(tx: Queryable, row: Omit<ZoneRow, 'id' | 'county' | 'endedBy'>): Promise<ZoneRow> {
  const { area, kind, name, reason, from, until, by, wkb } = row;
  const [inserted] = await tx.query<ZoneRow>(sql`
    insert into zone (county_code, area_code, kind, name, reason, geom, from_at, until_at, by_login)
    values (left(${area}, 6), ${area}, ${kind}, ${name}, ${reason}, ST_SetSRID(ST_GeomFromWKB(${wkb}), 4326), ${from}, ${until}, ${by})
    returning ${COLUMNS}`);
  return inserted!;
}

/** Null when it has ended by then. One that never began lasts no time at all: a millisecond, since it must last. */
export async function moveEnd(
  tx: Queryable,
  id: number,
  end: { until: Date; by: string; reason: string; at: Date },
): Promise<ZoneRow | null> {
  const [row] = await tx.query<ZoneRow>(sql`
    update zone set until_at = greatest(${end.until}, from_at + interval '1 millisecond'), ended_by = ${end.by}, end_reason = ${end.reason}
    where id = ${id}::bigint and until_at > ${end.at} returning ${COLUMNS}`);
  return row ?? null;
}

/** Areas whose boundary comes near the shape, the smallest first: communities before towns before counties. */
export function areasNear(db: Queryable, wkb: Uint8Array, at: Date): Promise<{ code: string; wkb: Uint8Array }[]> {
  return db.query<{ code: string; wkb: Uint8Array }>(sql`
    select code, ST_AsBinary(boundary) as wkb from area_in_force(${at})
    where boundary && ST_Expand(ST_SetSRID(ST_GeomFromWKB(${wkb}), 4326), 1e-6)
    order by length(code) desc, code`);
}
