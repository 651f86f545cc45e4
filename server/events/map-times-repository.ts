/** SQL of when the maps changed, and of the numbers of their grids. */
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export interface MapChanges {
  /** Milliseconds, the next whole one after the change. */
  instants: number[];
  /** County → its first edition. */
  first: Map<string, number>;
}

/** Everything that the map of an instant depends on: editions, posts, areas. What begins later than now is left out. */
export async function changesOfMaps(db: Queryable): Promise<MapChanges> {
  const rows = await db.query<{ at: number; county: string | null }>(sql`
    select ceil(extract(epoch from at) * 1000)::float8 as at, max(county) as county from (
      select in_force_from as at, case when number = (select min(number) from edition f where f.county_code = e.county_code) then county_code end as county
      from edition e
      union all select valid_from, null from post union all select valid_to, null from post
      union all select valid_from, null from area union all select valid_to, null from area) as changes
    where at <= now() group by at, county`);
  const first = new Map<string, number>();
  for (const { at, county } of rows) if (county !== null) first.set(county, at);
  return { instants: [...new Set(rows.map(({ at }) => at))], first };
}

export async function gridIdsOf(db: Queryable, county: string, edition: number): Promise<Map<string, number>> {
  const rows = await db.query<{ code: string; id: number }>(sql`
    select code, id from grid where county_code = ${county} and from_edition <= ${edition}::bigint
      and (to_edition is null or to_edition > ${edition}::bigint)`);
  return new Map(rows.map(({ code, id }) => [code, id]));
}
