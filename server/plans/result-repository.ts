/** SQL of what a plan's result is made from and compared with. */
import type { CodeScheme } from '../contract/codes.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import type { StandingRow } from './plan-result.ts';

/** The grids of an edition, by code; of some communities only, when they are named. */
export function standingGrids(
  db: Queryable,
  county: string,
  edition: number,
  communities: readonly string[] | null = null,
): Promise<StandingRow[]> {
  return db.query<StandingRow>(sql`
    with standing as (
      select * from grid
      where county_code = ${county} and from_edition <= ${edition} and (to_edition is null or to_edition > ${edition})
    )
    select g.id, g.code, g.name, g.kind, g.parent_code as "parentCode", g.band_min as "bandMin", g.band_max as "bandMax",
           g.colour, ST_AsBinary(g.lattice) as wkb
    from standing g left join standing p on g.kind = 'micro' and p.code = g.parent_code
    where ${communities}::text[] is null or coalesce(p.parent_code, g.parent_code) = any (${communities}::text[])
    order by g.code collate "C"`);
}

/** Every code ever given in a county; `before`: up to an edition, without it. */
export async function usedCodes(db: Queryable, county: string, before: number | null): Promise<string[]> {
  const rows = await db.query<{ code: string }>(sql`
    select distinct code from grid
    where county_code = ${county} and (${before}::bigint is null or from_edition < ${before}::bigint) order by code`);
  return rows.map(({ code }) => code);
}

/** The one that was in force until an edition came. */
export async function editionBefore(db: Queryable, county: string, edition: number): Promise<number> {
  const [row] = await db.query<{ id: number }>(sql`
    select id from edition where county_code = ${county} and id < ${edition} order by number desc limit 1`);
  return row!.id;
}

export async function schemeOf(db: Queryable, edition: number): Promise<CodeScheme> {
  const [row] = await db.query<{ scheme: CodeScheme }>(sql`
    select json_build_object('id', s.id, 'segments', s.segments, 'microWidth', s.micro_width,
           'dedicatedFrom', s.dedicated_from) as scheme
    from edition e join code_scheme s on s.id = e.scheme where e.id = ${edition}`);
  return row!.scheme;
}

/** Communities with a grid that came, went or changed after one edition, up to another. */
export async function communitiesChanged(db: Queryable, county: string, from: number, to: number): Promise<string[]> {
  const rows = await db.query<{ community: string }>(sql`
    select distinct coalesce(p.parent_code, g.parent_code) as community
    from grid g
    left join grid p on g.kind = 'micro' and p.county_code = g.county_code and p.code = g.parent_code
    where g.county_code = ${county}
      and (g.from_edition > ${from} and g.from_edition <= ${to} or g.to_edition > ${from} and g.to_edition <= ${to})
    order by 1`);
  return rows.map(({ community }) => community);
}
