/** SQL of what can be passed on a patrol: the streets of the base map and the buildings of a county. Read only. */
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export interface StreetRow {
  /** WKB in degrees: lines. */
  wkb: Uint8Array;
}

export function streetsOf(q: Queryable, county: string): Promise<StreetRow[]> {
  return q.query<StreetRow>(sql`
    select ST_AsBinary(geom) as wkb from base_feature
    where county_code = ${county} and kind = 'road' and ST_Dimension(geom) = 1 order by id`);
}

export interface BuildingRow {
  grid: string;
  x: number;
  y: number;
}

/** With the grid that answers for each, by code. */
export function buildingsOf(q: Queryable, county: string): Promise<BuildingRow[]> {
  return q.query<BuildingRow>(sql`
    select p.grid_code as grid, round(ST_X(p.geom) * 1e7)::int as x, round(ST_Y(p.geom) * 1e7)::int as y from place p
    where p.county_code = ${county} and p.valid_to is null and p.kind = 'building' and p.grid_code is not null
    order by p.code collate "C"`);
}
