/** What an in-memory map is made of, read for one county at one edition. */
import type { GridKind } from '../contract/codes.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export interface CountyState {
  countyCode: string;
  edition: number;
  revision: number;
}

export interface GridRow {
  code: string;
  name: string;
  kind: GridKind;
  parent_code: string;
  wkb: Uint8Array;
  label_lon: number;
  label_lat: number;
  households: number | null;
}

export interface AreaRow {
  code: string;
  name: string;
  level: 'county' | 'town' | 'community';
  /** WKB in degrees, null where no boundary is loaded. */
  wkb: Uint8Array | null;
}

export interface PostRow {
  grid_code: string;
  role: 'leader' | 'worker';
  holder: string;
  phone: string | null;
}

/** Counties that have an edition in force, by code. */
export async function listCounties(db: Queryable, asOf: Date | null): Promise<CountyState[]> {
  const rows = await db.query<{ county_code: string; edition: number; revision: number | null }>(sql`
    select distinct on (e.county_code) e.county_code, e.id as edition, r.revision
    from edition e left join county_revision r using (county_code)
    where e.in_force_from <= coalesce(${asOf}::timestamptz, now())
    order by e.county_code, e.number desc`);
  return rows.map((row) => ({ countyCode: row.county_code, edition: row.edition, revision: row.revision ?? 0 }));
}

/** The sum of the revisions of the counties that have registers and no edition: it moves with each of their changes. */
export async function unmappedRevisions(db: Queryable): Promise<number> {
  const [row] = await db.query<{ sum: number }>(sql`
    select coalesce(sum(revision), 0)::int as sum from county_revision r
    where not exists (select from edition e where e.county_code = r.county_code)`);
  return row!.sum;
}

/** Lattice WKB of every grid of the edition, by code in byte order. */
export function gridsOf(db: Queryable, countyCode: string, edition: number): Promise<GridRow[]> {
  return db.query<GridRow>(sql`
    select g.code, g.name, g.kind, g.parent_code, ST_AsBinary(g.lattice) as wkb,
           ST_X(g.label) as label_lon, ST_Y(g.label) as label_lat, t.households
    from grid g left join grid_tally t on t.grid_id = g.id
    where g.county_code = ${countyCode} and g.from_edition <= ${edition}
      and (g.to_edition is null or g.to_edition > ${edition})
    order by g.code collate "C"`);
}

export function areasOf(db: Queryable, countyCode: string, asOf: Date | null): Promise<AreaRow[]> {
  return db.query<AreaRow>(sql`
    select code, name, level, ST_AsBinary(boundary) as wkb from area_in_force(coalesce(${asOf}::timestamptz, now()))
    where county_code = ${countyCode} order by code`);
}

export function postsOf(db: Queryable, countyCode: string, asOf: Date | null): Promise<PostRow[]> {
  return db.query<PostRow>(sql`
    select grid_code, role, holder, phone from post
    where county_code = ${countyCode}
      and not exists (select from worker w where w.id = post.worker_id and not w.published) and valid_from <= coalesce(${asOf}::timestamptz, now())
      and (valid_to is null or valid_to > coalesce(${asOf}::timestamptz, now()))
    order by grid_code, role, valid_from desc, id`);
}
