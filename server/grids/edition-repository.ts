/** SQL that publishes an edition: rows that changed or vanished are closed, changed and new ones inserted. */
import type { CodeScheme } from '../contract/codes.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export interface NewEdition {
  county: string;
  scheme: string;
  note: string | null;
  author: string;
  /** Where it came from. */
  source: object;
  contentHash: string;
  gridCount: number;
}

export async function listSchemes(db: Queryable): Promise<CodeScheme[]> {
  return db.query<CodeScheme>(sql`
    select id, segments, micro_width as "microWidth", dedicated_from as "dedicatedFrom" from code_scheme order by id`);
}

/** A scheme that is there already stays as it is: its id says what it is. */
export async function keepScheme(tx: Queryable, scheme: CodeScheme): Promise<void> {
  await tx.query(sql`
    insert into code_scheme (id, segments, micro_width, dedicated_from)
    values (${scheme.id}, ${JSON.stringify(scheme.segments)}::jsonb, ${scheme.microWidth}, ${scheme.dedicatedFrom})
    on conflict (id) do nothing`);
}

/** The id of the county's next edition. */
export async function insertEdition(tx: Queryable, edition: NewEdition): Promise<number> {
  const { county, scheme, note, author, source, contentHash, gridCount } = edition;
  const [row] = await tx.query<{ id: number }>(sql`
    insert into edition (county_code, number, scheme, note, author, source, content_hash, grid_count)
    select ${county}, coalesce(max(number), 0) + 1, ${scheme}, ${note}, ${author}, ${JSON.stringify(source)}::jsonb,
           ${contentHash}, ${gridCount}::integer
    from edition where county_code = ${county}
    returning id`);
  return row!.id;
}

/** Takes the rows of an import into the edition. */
export async function writeGrids(
  tx: Queryable,
  jobId: string,
  county: string,
  edition: number,
): Promise<{ added: number; changed: number; closed: number }> {
  // A table of numbers with statistics: joined from the waiting rows themselves, every pair would be looked at.
  await tx.query(sql`
    create temporary table closed_grid on commit drop as
    select (data->>'id')::bigint as id from import_row where job_id = ${jobId} and data->>'op' = 'close-grid'`);
  await tx.query(sql`analyze closed_grid`);
  await tx.query(sql`
    update grid set to_edition = ${edition} from closed_grid c
    where grid.id = c.id and grid.county_code = ${county} and grid.to_edition is null`);
  await tx.query(sql`
    insert into grid (county_code, code, name, kind, parent_code, band_min, band_max, geom, lattice, label, area_m2, colour, from_edition)
    select ${county}, x.code, x.name, x.kind, x."parentCode", x."bandMin", x."bandMax", x.geom::geometry, x.lattice::geometry,
           ST_SetSRID(ST_MakePoint(x.x / 1e7::float8, x.y / 1e7::float8), 4326), x."areaM2", x.colour, ${edition}
    from import_row r
    cross join lateral jsonb_to_record(r.data) as x(code text, name text, kind text, "parentCode" text, "bandMin" integer,
      "bandMax" integer, geom text, lattice text, x float8, y float8, "areaM2" float8, colour smallint)
    where r.job_id = ${jobId} and r.data->>'op' = 'grid'`);
  const [counts] = await tx.query<{ added: number; changed: number; closed: number }>(sql`
    select count(*) filter (where data->>'op' = 'grid' and (data->>'isNew')::boolean) as added,
           count(*) filter (where data->>'op' = 'grid' and not (data->>'isNew')::boolean) as changed,
           count(*) filter (where data->>'op' = 'close-grid' and (data->>'vanished')::boolean) as closed
    from import_row where job_id = ${jobId}`);
  return counts!;
}

/**
 * Takes the posts of an import over: dated, those that ended are closed. Says how many rows it touched. A name is the worker of the
 * register when one alone in the county is called so, and has that telephone where both are known.
 */
export async function writePosts(tx: Queryable, jobId: string, county: string): Promise<number> {
  await tx.query(sql`
    create temporary table closed_post on commit drop as
    select (data->>'id')::bigint as id from import_row where job_id = ${jobId} and data->>'op' = 'close-post'`);
  await tx.query(sql`analyze closed_post`);
  const closed = await tx.query(sql`
    update post set valid_to = greatest(now(), valid_from + interval '1 millisecond') from closed_post c
    where post.id = c.id and post.county_code = ${county} and post.valid_to is null
    returning post.id`);
  const opened = await tx.query(sql`
    insert into post (county_code, grid_code, role, holder, phone, worker_id)
    select ${county}, data->>'gridCode', data->>'role', data->>'holder', data->>'phone',
           coalesce((data->>'workerId')::bigint, (
             select min(w.id) from worker w
             where w.county_code = ${county} and w.name = data->>'holder' and w.left_at is null
               and (w.phone is null or data->>'phone' is null or w.phone = data->>'phone') having count(*) = 1))
    from import_row where job_id = ${jobId} and data->>'op' = 'post' order by seq
    returning id`);
  return closed.length + opened.length;
}
