/** SQL that writes the register of areas. A change closes the row in force and opens a new one; nothing is overwritten. */
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export interface Counts {
  added: number;
  changed: number;
  unchanged: number;
  closed: number;
}

/** The setting that says: this county's boundary is the union of its grids. */
const FROM_GRIDS = 'boundary-from-grids';

/** `boundary`: hex EWKB or null. The boundary follows the grids until areas are imported. */
export async function createCounty(tx: Queryable, code: string, name: string, boundary: string | null): Promise<void> {
  await tx.query(sql`
    insert into area (level, code, name, boundary) values ('county', ${code}, ${name}, ${boundary}::text::geometry)`);
  await tx.query(sql`
    insert into setting (area_code, key, value) values (${code}, ${FROM_GRIDS}, 'true')
    on conflict (area_code, key) do nothing`);
}

export async function countyExists(db: Queryable, code: string): Promise<boolean> {
  const rows = await db.query(sql`select from area where code = ${code} and level = 'county' and valid_to is null`);
  return rows.length > 0;
}

/** Gives a county a new boundary, dated; nothing happens when it is the same. */
export async function replaceBoundary(tx: Queryable, code: string, boundary: string): Promise<void> {
  const closed = await tx.query<{ name: string }>(sql`
    update area set valid_to = now()
    where code = ${code} and valid_to is null and boundary is distinct from ${boundary}::text::geometry returning name`);
  for (const { name } of closed) {
    await tx.query(sql`
      insert into area (level, code, name, boundary) values ('county', ${code}, ${name}, ${boundary}::text::geometry)`);
  }
}

/**
 * Takes the rows of an import into the register. An area without a geometry in the file keeps the boundary it has. Says which
 * counties were touched.
 */
export async function writeAreas(tx: Queryable, jobId: string): Promise<{ counts: Counts; counties: string[] }> {
  await tx.query(sql`
    create temporary table incoming_area on commit drop as
    select x.code, x.name, x.level, x."parentCode" as parent_code,
           coalesce(x.boundary::geometry, a.boundary) as boundary, x.boundary is not null as drawn, a.id as old_id,
           (a.name, a.level, a.parent_code, a.boundary) is distinct from
             (x.name, x.level, x."parentCode", coalesce(x.boundary::geometry, a.boundary)) as differs
    from import_row r
    cross join lateral jsonb_to_record(r.data) as x(code text, name text, level text, "parentCode" text, boundary text)
    left join area a on a.code = x.code and a.valid_to is null
    where r.job_id = ${jobId}`);
  await tx.query(sql`
    update area set valid_to = now() from incoming_area i where area.id = i.old_id and i.differs`);
  await tx.query(sql`
    insert into area (level, code, parent_code, name, boundary)
    select level, code, parent_code, name, boundary from incoming_area where old_id is null or differs`);
  await tx.query(sql`
    delete from setting s using incoming_area i
    where s.key = ${FROM_GRIDS} and s.area_code = i.code and i.drawn`);
  const [counts] = await tx.query<Counts>(sql`
    select count(*) filter (where old_id is null) as added, count(*) filter (where old_id is not null and differs) as changed,
           count(*) filter (where old_id is not null and not differs) as unchanged, 0 as closed
    from incoming_area`);
  const touched = await tx.query<{ county: string }>(sql`
    select distinct left(code, 6) as county from incoming_area where old_id is null or differs order by 1`);
  return { counts: counts!, counties: touched.map(({ county }) => county) };
}
