/** What a coverage check reads: the grids of an area, its boundary, and the places somebody must answer for. */
import type { Queryable } from '../database/database.ts';
import { nothing, sql } from '../database/sql.ts';

export interface GridShape {
  code: string;
  /** lattice WKB */
  wkb: Uint8Array;
}

export interface CountedPlace {
  code: string;
  lon: number;
  lat: number;
  households: number | null;
  /** Names its grid by hand, and that grid is in force: answered for, wherever it stands. */
  overridden: boolean;
}

/** Basic and dedicated grids under an area at an instant, by code. */
export function gridShapes(db: Queryable, area: string, asOf: Date | null): Promise<GridShape[]> {
  return db.query<GridShape>(sql`
    select g.code, ST_AsBinary(g.lattice) as wkb from grid_in_force(coalesce(${asOf}::timestamptz, now())) g
    where g.county_code = left(${area}, 6) and g.kind <> 'micro'
      and (length(${area}) = 6 or starts_with(g.parent_code, ${area}))
    order by g.code collate "C"`);
}

/**
 * Buildings, and units without a building, in the area; a building whose own count is unknown has the sum of its units.
 * Below the county, places are taken by the area's boundary.
 */
export function countedPlaces(
  db: Queryable,
  area: string,
  hasBoundary: boolean,
  asOf: Date | null,
): Promise<CountedPlace[]> {
  const at = sql`coalesce(${asOf}::timestamptz, now())`;
  const inside =
    area.length === 6
      ? nothing
      : hasBoundary
        ? sql`and exists (select from area_in_force(${at}) a where a.code = ${area} and ST_Covers(a.boundary, p.geom))`
        : sql`and p.grid_code in (select g.code from grid_in_force(${at}) g where starts_with(g.parent_code, ${area}))`;
  return db.query<CountedPlace>(sql`
    with current as (
      select * from place where county_code = left(${area}, 6) and valid_from <= ${at} and (valid_to is null or valid_to > ${at})
    ), unit_sum as (
      select parent_code, sum(households)::int as households from current where parent_code is not null group by parent_code
    ), named as (
      select code from grid_in_force(${at}) where county_code = left(${area}, 6)
    )
    select p.code, ST_X(p.geom) as lon, ST_Y(p.geom) as lat, coalesce(p.households, u.households) as households,
           n.code is not null as overridden
    from current p
    left join unit_sum u on u.parent_code = p.code
    left join named n on n.code = p.grid_override
    left join current b on b.code = p.parent_code and b.kind = 'building'
    where (p.kind = 'building' or (p.kind = 'unit' and b.code is null))
      ${inside}
    order by p.code collate "C"`);
}

export async function editionAt(db: Queryable, county: string, asOf: Date | null): Promise<number | null> {
  const [row] = await db.query<{ id: number | null }>(sql`
    select edition_in_force(${county}, coalesce(${asOf}::timestamptz, now())) as id`);
  return row?.id ?? null;
}
