/** SQL of what the map draws under the grids. */
import type { BaseKind } from '../contract/base.ts';
import type { Queryable } from '../database/database.ts';
import { nothing, sql } from '../database/sql.ts';

export interface BaseFilter {
  county?: string;
  kind?: BaseKind;
  bbox?: readonly number[];
  after: number;
  limit: number;
}

export interface BaseRow {
  id: number;
  kind: BaseKind;
  name: string | null;
  class: string | null;
  geometry: string;
}

export function findBase(db: Queryable, { county, kind, bbox, after, limit }: BaseFilter): Promise<BaseRow[]> {
  return db.query<BaseRow>(sql`
    select id, kind, name, class, ST_AsGeoJSON(geom, 7, 0) as geometry from base_feature
    where id > ${after}
      ${county === undefined ? nothing : sql`and county_code = ${county}`}
      ${kind === undefined ? nothing : sql`and kind = ${kind}`}
      ${bbox === undefined ? nothing : sql`and geom && ST_MakeEnvelope(${bbox[0]}, ${bbox[1]}, ${bbox[2]}, ${bbox[3]}, 4326)`}
    order by id limit ${limit}`);
}
