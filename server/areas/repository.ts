/** SQL of the reading side of areas. */
import type { AreaLevel } from '../contract/codes.ts';
import type { Span } from '../contract/time.ts';
import type { Queryable } from '../database/database.ts';
import { nothing, type Sql, sql } from '../database/sql.ts';
import { wholeMs } from '../database/whole-ms.ts';

export interface AreaRow {
  id: number;
  code: string;
  name: string;
  level: AreaLevel;
  parent_code: string | null;
  grids: number;
  households: number;
  has_boundary: boolean;
  bbox: number[] | null;
  valid_from: Date;
  valid_to: Date | null;
  /** GeoJSON text, when asked for. */
  boundary: string | null;
}

export interface AreaFilter {
  asOf: Date | null;
  /** Every row that was in force at any time of it, instead of those in force at an instant. */
  during?: Span;
  /** The row of this number, whenever it was in force. */
  id?: number;
  code?: string;
  name?: string;
  /** With those below it. */
  area?: string;
  /** WKT in degrees that the boundary has to meet. */
  meets?: string;
  /** The last of the page before. */
  after?: { code: string; id: number };
  limit?: number;
  county?: string;
  parent?: string;
  level?: AreaLevel;
  boundaries?: boolean;
}

/** Where a county `a` without a boundary lies: around its grids, else around its places and base map, so that a map finds it. */
const drawnExtent = sql`
    select coalesce(
      (select ST_Extent(geom)::geometry from grid where county_code = a.code and to_edition is null),
      (select ST_Extent(d.geom)::geometry from (
         select geom from place where county_code = a.code and valid_to is null
         union all select geom from base_feature where county_code = a.code) d))`;

/** By code, with the basic and dedicated grids inside and their households. */
export function findAreas(db: Queryable, filter: AreaFilter): Promise<AreaRow[]> {
  const at = sql`coalesce(${filter.during?.to ?? filter.asOf}::timestamptz, now())`;
  return db.query<AreaRow>(sql`
    with held as (
      select g.parent_code, count(*) as grids, coalesce(sum(t.households), 0) as households
      from grid_in_force(${at}) g left join grid_tally t on t.grid_id = g.id
      where g.kind <> 'micro' group by g.parent_code
    )
    select a.id, a.code, a.name, a.level, a.parent_code,
           coalesce(sum(h.grids), 0)::int as grids, coalesce(sum(h.households), 0)::int as households,
           a.boundary is not null as has_boundary,
           ${wholeMs(sql`a.valid_from`)} as valid_from, ${wholeMs(sql`a.valid_to`)} as valid_to,
           case when e.box is not null then jsonb_build_array(ST_XMin(e.box), ST_YMin(e.box), ST_XMax(e.box), ST_YMax(e.box)) end as bbox,
           ${filter.boundaries === true ? sql`ST_AsGeoJSON(a.boundary, 7, 0)` : sql`null::text`} as boundary
    from ${source(filter)} left join held h on starts_with(h.parent_code, a.code)
    cross join lateral (select coalesce(a.boundary, case when a.level = 'county' then (${drawnExtent}) end) as box) e
    where true ${conditions(filter)}
    group by a.id, a.code, a.name, a.level, a.parent_code, a.boundary, a.valid_from, a.valid_to, e.box
    order by a.code, a.id limit ${filter.limit ?? null}::int`);
}

export async function countAreas(db: Queryable, filter: AreaFilter): Promise<number> {
  const [row] = await db.query<{ n: number }>(
    sql`select count(*)::int as n from ${source(filter)} where true ${conditions(filter)}`,
  );
  return row!.n;
}

function source({ asOf, during, id }: AreaFilter): Sql {
  const isDated = during === undefined && id === undefined;
  return isDated ? sql`area_in_force(coalesce(${asOf}::timestamptz, now())) a` : sql`area a`;
}

function conditions({ during, id, code, name, area, county, parent, level, meets, after }: AreaFilter): Sql {
  return sql`
    ${during?.to == null ? nothing : sql`and a.valid_from <= ${during.to}`}
    ${during?.from == null ? nothing : sql`and (a.valid_to is null or a.valid_to > ${during.from})`}
    ${id === undefined ? nothing : sql`and a.id = ${id}`}
    ${code === undefined ? nothing : sql`and a.code = ${code}`}
    ${name === undefined ? nothing : sql`and a.name = ${name}`}
    ${area === undefined ? nothing : sql`and starts_with(a.code, ${area})`}
    ${county === undefined ? nothing : sql`and a.county_code = ${county}`}
    ${parent === undefined ? nothing : sql`and a.parent_code = ${parent}`}
    ${level === undefined ? nothing : sql`and a.level = ${level}`}
    ${meets === undefined ? nothing : sql`and ST_Intersects(a.boundary, ST_GeomFromText(${meets}, 4326))`}
    ${after === undefined ? nothing : sql`and (a.code > ${after.code} or (a.code = ${after.code} and a.id > ${after.id}))`}`;
}

/** GeoJSON text of an area's boundary; null for an unknown code, `boundary` null where none is loaded. */
export async function findBoundary(
  db: Queryable,
  code: string,
  asOf: Date | null,
): Promise<{ boundary: string | null; wkb: Uint8Array | null; name: string } | null> {
  const [row] = await db.query<{ boundary: string | null; wkb: Uint8Array | null; name: string }>(sql`
    select ST_AsGeoJSON(boundary, 7, 0) as boundary, ST_AsBinary(boundary) as wkb, name
    from area_in_force(coalesce(${asOf}::timestamptz, now())) where code = ${code}`);
  return row ?? null;
}
