/** SQL of the roads around a place. */
import type { Queryable } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';

export interface RoadRow {
  readonly class: string | null;
  /** WKB in degrees. */
  readonly wkb: Uint8Array;
}

/** Whole roads, of whatever county, that touch the box in degrees. */
export function findRoads(db: Queryable, [west, south, east, north]: readonly number[]): Promise<RoadRow[]> {
  return db.query<RoadRow>(sql`
    select class, ST_AsBinary(geom) as wkb from base_feature
    where kind = 'road' and geom && ST_MakeEnvelope(${west}, ${south}, ${east}, ${north}, 4326)
      and GeometryType(geom) in ('LINESTRING', 'MULTILINESTRING')
    order by id`);
}
