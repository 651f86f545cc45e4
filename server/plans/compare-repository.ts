/** SQL of comparisons: editions by their ids, and the places that are told by name. */
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import type { ComparedPlace } from './comparison.ts';

export async function editionHead(db: Queryable, id: number): Promise<{ county: string; number: number } | null> {
  const [row] = await db.query<{ county: string; number: number }>(sql`
    select county_code as county, number from edition where id = ${id}::bigint`);
  return row ?? null;
}

/** In force, by code. */
export function comparedPlaces(db: Queryable, county: string): Promise<ComparedPlace[]> {
  return db.query<ComparedPlace>(sql`
    select code, kind, name, address, parent_code as "parentCode", households, round(ST_X(geom) * 1e7::float8) as x,
           round(ST_Y(geom) * 1e7::float8) as y, grid_override as "gridOverride"
    from place where county_code = ${county} and valid_to is null order by code collate "C"`);
}
