/** SQL of publishing: what it reads beside the grids, and what it writes beside them. */
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import type { StandingPost } from './posts.ts';
import type { PublishedPlace, Succession } from './publish-map.ts';

export interface CountyNow {
  revision: number;
  boundaryFromGrids: boolean;
}

export async function countyNow(db: Queryable, county: string): Promise<CountyNow> {
  const [row] = await db.query<CountyNow>(sql`
    select coalesce((select revision from county_revision where county_code = ${county}), 0) as revision,
           exists (select from setting where area_code = ${county} and key = 'boundary-from-grids') as "boundaryFromGrids"`);
  return row!;
}

/** In force, by id. */
export function placesNow(db: Queryable, county: string): Promise<PublishedPlace[]> {
  return db.query<PublishedPlace>(sql`
    select id, code, kind, parent_code as "parentCode", households, round(ST_X(geom) * 1e7::float8) as x,
           round(ST_Y(geom) * 1e7::float8) as y, grid_override as "gridOverride", grid_code as "gridCode"
    from place where county_code = ${county} and valid_to is null order by id`);
}

export function postsNow(db: Queryable, county: string): Promise<StandingPost[]> {
  return db.query<StandingPost>(sql`
    select id, grid_code as "gridCode", role, holder, phone, worker_id as "workerId" from post
    where county_code = ${county} and valid_to is null order by id`);
}

export async function insertSuccessions(
  tx: Queryable,
  county: string,
  edition: number,
  successions: readonly Succession[],
): Promise<void> {
  await tx.query(sql`
    insert into grid_succession (county_code, edition_id, predecessor, successor, households, area_m2)
    select ${county}, ${edition}::bigint, s->>'predecessor', s->>'successor', (s->>'households')::integer,
           (s->>'areaM2')::float8
    from jsonb_array_elements(${JSON.stringify(successions)}::jsonb) s`);
}

export async function editionNumber(db: Queryable, edition: number): Promise<number> {
  const [row] = await db.query<{ number: number }>(sql`select number from edition where id = ${edition}`);
  return row!.number;
}
