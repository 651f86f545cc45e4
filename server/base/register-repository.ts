/** SQL that replaces what the map draws under the grids. */
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** The kinds found among the rows of an import are replaced whole; other kinds stay. */
export async function writeBase(
  tx: Queryable,
  jobId: string,
  county: string,
): Promise<{ added: number; closed: number }> {
  const [removed] = await tx.query<{ closed: number }>(sql`
    with removed as (
      delete from base_feature where county_code = ${county}
        and kind in (select data->>'kind' from import_row where job_id = ${jobId})
      returning 1)
    select count(*) as closed from removed`);
  const [written] = await tx.query<{ added: number }>(sql`
    with written as (
      insert into base_feature (county_code, kind, name, class, geom)
      select ${county}, x.kind, x.name, x.class,
             coalesce(x.hex::geometry, ST_SetSRID(ST_GeomFromGeoJSON(x.geojson), 4326))
      from import_row r
      cross join lateral jsonb_to_record(r.data) as x(kind text, name text, class text, hex text, geojson text)
      where r.job_id = ${jobId} order by r.seq
      returning 1)
    select count(*) as added from written`);
  return { added: written!.added, closed: removed!.closed };
}
