/** The buildings of a county, page by page: a county may have 300,000 of them. */
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export interface BuildingRow {
  id: number;
  code: string;
  name: string | null;
  compound: string | null;
  households: number | null;
  shops: number | null;
  storeys: number | null;
  lon: number;
  lat: number;
  /** In degrees. */
  footprint: Uint8Array | null;
}

/** Rows are never changed and ids grow, so equal marks mean equal rows. */
export async function buildingMark(db: Queryable, county: string): Promise<string> {
  const [row] = await db.query<{ count: number; newest: number | null }>(sql`
    select count(*)::int as count, max(id) as newest from place
    where county_code = ${county} and kind = 'building' and valid_to is null`);
  return `${row!.count} ${row!.newest ?? 0}`;
}

/** Those in force, by id. */
export function buildingPage(db: Queryable, county: string, after: number, limit: number): Promise<BuildingRow[]> {
  return db.query<BuildingRow>(sql`
    select id, code, name, compound, households, shops, storeys, ST_X(geom) as lon, ST_Y(geom) as lat,
           ST_AsBinary(footprint) as footprint
    from place where county_code = ${county} and kind = 'building' and valid_to is null and id > ${after}
    order by id limit ${limit}`);
}
