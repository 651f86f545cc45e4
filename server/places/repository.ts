/** SQL of the reading side of places. */
import type { PlaceKind } from '../contract/codes.ts';
import type { Span } from '../contract/time.ts';
import type { Queryable } from '../database/database.ts';
import { nothing, type Sql, sql } from '../database/sql.ts';
import { wholeMs } from '../database/whole-ms.ts';

export interface PlaceFilter {
  asOf: Date | null;
  /** Every row that was in force at any time of it, instead of those in force at an instant. */
  during?: Span;
  /** The row of this number, whenever it was in force. */
  id?: number;
  code?: string;
  name?: string;
  compound?: string;
  parent?: string;
  county?: string;
  area?: string;
  grid?: string;
  kind?: PlaceKind;
  bbox?: readonly number[];
  /** WKT in degrees that the point has to lie in. */
  meets?: string;
  text?: string;
  footprints: boolean;
  /** The last row id of the page before. */
  after?: number;
  limit: number;
}

export interface PlaceRow {
  id: number;
  code: string;
  kind: PlaceKind;
  name: string | null;
  address: string | null;
  compound: string | null;
  parent_code: string | null;
  county_code: string;
  households: number | null;
  shops: number | null;
  storeys: number | null;
  accuracy_m: number | null;
  grid_override: string | null;
  grid_code: string | null;
  lon: number;
  lat: number;
  /** GeoJSON text */
  footprint: string | null;
}

/** One that was in force for a time. */
export interface PlaceVersion extends PlaceRow {
  valid_from: Date;
  valid_to: Date | null;
}

export function findPlaces(db: Queryable, filter: PlaceFilter): Promise<PlaceVersion[]> {
  return db.query<PlaceVersion>(sql`
    select p.id, p.code, p.kind, p.name, p.address, p.compound, p.parent_code, p.county_code, p.households, p.shops, p.storeys,
           p.accuracy_m, p.grid_override, p.grid_code, ${wholeMs(sql`p.valid_from`)} as valid_from,
           ${wholeMs(sql`p.valid_to`)} as valid_to, ST_X(p.geom) as lon, ST_Y(p.geom) as lat,
           ${filter.footprints ? sql`ST_AsGeoJSON(p.footprint, 7, 0)` : sql`null::text`} as footprint
    from place p where ${dated(filter)} ${conditions(filter)}
    order by p.id limit ${filter.limit}`);
}

export async function countPlaces(db: Queryable, filter: PlaceFilter): Promise<number> {
  const [row] = await db.query<{ n: number }>(
    sql`select count(*)::int as n from place p where ${dated(filter)} ${conditions(filter)}`,
  );
  return row!.n;
}

function dated({ asOf, during, id }: PlaceFilter): Sql {
  if (id !== undefined) return sql`p.id = ${id}`;
  if (during === undefined) return inForce(asOf);
  return sql`p.valid_from <= coalesce(${during.to}::timestamptz, 'infinity')
    and (p.valid_to is null or p.valid_to > coalesce(${during.from}::timestamptz, '-infinity'))`;
}

/** The current rows have an index of their own, so they are asked for by themselves. */
function inForce(asOf: Date | null): Sql {
  return asOf === null
    ? sql`p.valid_to is null`
    : sql`p.valid_from <= ${asOf} and (p.valid_to is null or p.valid_to > ${asOf})`;
}

function conditions(filter: PlaceFilter): Sql {
  const { code, name, compound, parent, county, area, grid, kind, bbox, meets, text, after } = filter;
  return sql`
    ${code === undefined ? nothing : sql`and p.code = ${code}`}
    ${name === undefined ? nothing : sql`and p.name = ${name}`}
    ${compound === undefined ? nothing : sql`and p.compound = ${compound}`}
    ${parent === undefined ? nothing : sql`and p.parent_code = ${parent}`}
    ${county === undefined ? nothing : sql`and p.county_code = ${county}`}
    ${area === undefined ? nothing : insideArea(area, filter.asOf)}
    ${grid === undefined ? nothing : sql`and p.grid_code = ${grid}`}
    ${kind === undefined ? nothing : sql`and p.kind = ${kind}`}
    ${bbox === undefined ? nothing : sql`and p.geom && ST_MakeEnvelope(${bbox[0]}, ${bbox[1]}, ${bbox[2]}, ${bbox[3]}, 4326)`}
    ${meets === undefined ? nothing : sql`and ST_Intersects(p.geom, ST_GeomFromText(${meets}, 4326))`}
    ${text === undefined ? nothing : sql`and (starts_with(p.code, ${text}) or strpos(lower(concat_ws(' ', p.compound, p.name, p.address)), lower(${text})) > 0)`}
    ${after === undefined ? nothing : sql`and p.id > ${after}`}`;
}

/** A county by code; below it by the grids that answer for the places. */
function insideArea(area: string, asOf: Date | null): Sql {
  if (area.length === 6) return sql`and p.county_code = ${area}`;
  return sql`and p.county_code = left(${area}, 6) and p.grid_code in (
    select g.code from grid_in_force(coalesce(${asOf}::timestamptz, now())) g
    where g.county_code = left(${area}, 6) and starts_with(g.parent_code, ${area}))`;
}

/** Places whose address is the text, spaces and full-width forms apart; else those whose address holds it. */
export async function findByAddress(
  db: Queryable,
  text: string,
  county: string | null,
  asOf: Date | null,
): Promise<PlaceRow[]> {
  const at = inForce(asOf);
  const columns = sql`p.id, p.code, p.kind, p.name, p.address, p.compound, p.parent_code, p.county_code, p.households, p.shops, p.storeys,
    p.accuracy_m, p.grid_override, p.grid_code, ST_X(p.geom) as lon, ST_Y(p.geom) as lat, null::text as footprint`;
  const plain = sql`replace(lower(p.address), ' ', '')`;
  const where = sql`${at} and p.county_code = coalesce(${county}::text, p.county_code)`;
  const exact = await db.query<PlaceRow>(sql`
    select ${columns} from place p where ${where} and ${plain} = ${text} order by p.kind = 'unit', p.code collate "C" limit 20`);
  if (exact.length > 0) return exact;
  return db.query<PlaceRow>(sql`
    select ${columns} from place p where ${where} and strpos(${plain}, ${text}) > 0
    order by p.kind = 'unit', length(p.address), p.code collate "C" limit 20`);
}
