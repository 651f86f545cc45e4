/** SQL of what a coverage check reads: grids, areas, places, posts and settings of an area at an instant. */
import type { CodeScheme } from '../contract/codes.ts';
import type { Queryable } from '../database/database.ts';
import { nothing, type Sql, sql } from '../database/sql.ts';
import type { BandRow } from '../grids/band.ts';
import type { CheckedArea, CheckedGrid, CheckedPeople, CheckedPlace, CheckedPost } from './subject.ts';

export interface EditionState {
  id: number;
  number: number;
  scheme: CodeScheme;
}

/** The edition of the county in force at an instant, null before the first. */
export async function editionAt(db: Queryable, county: string, at: Date | null): Promise<EditionState | null> {
  const [row] = await db.query<{ id: number; number: number; scheme: CodeScheme }>(sql`
    ${EDITION} where e.id = edition_in_force(${county}, ${instant(at)})`);
  return row ?? null;
}

/** Null for an edition that is not there or another county's. */
export async function editionById(db: Queryable, county: string, id: number): Promise<EditionState | null> {
  const [row] = await db.query<{ id: number; number: number; scheme: CodeScheme }>(sql`
    ${EDITION} where e.id = ${id} and e.county_code = ${county}`);
  return row ?? null;
}

const EDITION = sql`
  select e.id, e.number, json_build_object('id', s.id, 'segments', s.segments, 'microWidth', s.micro_width,
         'dedicatedFrom', s.dedicated_from) as scheme
  from edition e join code_scheme s on s.id = e.scheme`;

/** Grids of every kind under an area in an edition, by code. */
export function gridsOf(db: Queryable, area: string, edition: number): Promise<CheckedGrid[]> {
  const county = area.slice(0, 6);
  const inForce = (alias: Sql) => sql`${alias}.county_code = ${county} and ${alias}.from_edition <= ${edition}
      and (${alias}.to_edition is null or ${alias}.to_edition > ${edition})`;
  const inside =
    area.length === 6
      ? nothing
      : sql`and (g.kind <> 'micro' and starts_with(g.parent_code, ${area}) or g.kind = 'micro' and exists (
          select from grid p where ${inForce(sql`p`)} and p.code = g.parent_code and starts_with(p.parent_code, ${area})))`;
  return db.query<CheckedGrid>(sql`
    select g.code, g.name, g.kind, g.parent_code as "parentCode", g.band_min as "bandMin", g.band_max as "bandMax",
           ST_AsBinary(g.lattice) as wkb
    from grid g where ${inForce(sql`g`)} ${inside}
    order by g.code collate "C"`);
}

/**
 * The area and all below it, by code. A county that nobody drew has the union of its grids as its boundary, holes and all:
 * as ground to be covered it would hide every gap, so it counts as not drawn.
 */
export function areasOf(db: Queryable, area: string, at: Date | null): Promise<CheckedArea[]> {
  return db.query<CheckedArea>(sql`
    select code, name, level, parent_code as "parentCode",
           case when not exists (select from setting s where s.area_code = a.code and s.key = 'boundary-from-grids')
             then ST_AsBinary(boundary) end as wkb
    from area_in_force(${instant(at)}) a
    where county_code = left(${area}, 6) and starts_with(code, ${area}) order by code`);
}

/** Whose places, and how they are chosen. */
export interface PlacesQuestion {
  area: string;
  edition: number | null;
  /** Null is now. */
  at: Date | null;
  /** Degrees: west, south, east, north. */
  box: readonly [number, number, number, number] | null;
  grids: readonly string[];
}

/**
 * Ids of the places of every kind that may be the area's: all of a county; below it those in the box, and those put into one
 * of its grids by hand with what belongs to them. One text, for a row each would cost more than the places.
 */
export async function idsOfPlaces(db: Queryable, { area, at, box, grids }: PlacesQuestion): Promise<number[]> {
  const near =
    area.length === 6
      ? nothing
      : sql`and (${box === null ? sql`false` : sql`p.geom && ST_MakeEnvelope(${box[0]}, ${box[1]}, ${box[2]}, ${box[3]}, 4326)`}
          or p.grid_override = any (${grids}::text[]))`;
  const [row] = await db.query<{ ids: string | null }>(sql`
    select string_agg(p.id::text, ',') as ids from place p
    where p.county_code = left(${area}, 6) and p.valid_from <= ${instant(at)}
      and (p.valid_to is null or p.valid_to > ${instant(at)}) ${near}`);
  return row?.ids == null ? [] : row.ids.split(',').map(Number);
}

/** Of these ids, in no order. */
export function placesById(db: Queryable, edition: number | null, ids: readonly number[]): Promise<CheckedPlace[]> {
  return db.query<CheckedPlace>(sql`
    select p.code, p.kind, ST_X(p.geom) as lon, ST_Y(p.geom) as lat, p.parent_code as "parentCode", p.households, p.shops,
           p.accuracy_m as "accuracyM", p.grid_override as "gridOverride", n.code is not null as "overrideInForce",
           ST_AsBinary(p.footprint) as footprint
    from place p
    left join grid n on n.county_code = p.county_code and n.code = p.grid_override
      and n.from_edition <= ${edition}::bigint and (n.to_edition is null or n.to_edition > ${edition}::bigint)
    where p.id = any (${ids}::bigint[])`);
}

export async function hasServicePoints(db: Queryable, county: string, at: Date | null): Promise<boolean> {
  const rows = await db.query(sql`
    select from place where county_code = ${county} and kind = 'service-point' and valid_from <= ${instant(at)}
      and (valid_to is null or valid_to > ${instant(at)}) limit 1`);
  return rows.length > 0;
}

/** Of the micro grids of the county. */
export function microPostsOf(
  db: Queryable,
  county: string,
  edition: number,
  at: Date | null,
): Promise<CheckedPeople['microPosts'][number][]> {
  return db.query(sql`
    select distinct p.grid_code as "gridCode", p.role from post p
    join grid g on g.county_code = p.county_code and g.code = p.grid_code and g.kind = 'micro'
      and g.from_edition <= ${edition} and (g.to_edition is null or g.to_edition > ${edition})
    where p.county_code = ${county} and p.valid_from <= ${instant(at)} and (p.valid_to is null or p.valid_to > ${instant(at)})
    order by 1, 2`);
}

/** Whether the county logs visits, as it was when the day began: it has said what it asks of its workers, or somebody was somewhere. */
export async function logsVisits(db: Queryable, county: string, dayBegan: Date): Promise<boolean> {
  const [row] = await db.query<{ logs: boolean }>(sql`
    select exists (select from setting where area_code = ${county} and key = 'duty')
        or exists (select from visit where county_code = ${county} and received_at < ${dayBegan}) as logs`);
  return row!.logs;
}

/** Of the basic and dedicated grids of the whole county: a worker may hold grids of several areas. */
export function postsOf(db: Queryable, county: string, edition: number, at: Date | null): Promise<CheckedPost[]> {
  return db.query<CheckedPost>(sql`
    select p.grid_code as "gridCode", g.parent_code as "parentCode", p.role, p.holder, p.phone
    from post p
    join grid g on g.county_code = p.county_code and g.code = p.grid_code and g.kind <> 'micro'
      and g.from_edition <= ${edition} and (g.to_edition is null or g.to_edition > ${edition})
    where p.county_code = ${county} and p.valid_from <= ${instant(at)} and (p.valid_to is null or p.valid_to > ${instant(at)})
    order by p.grid_code collate "C", p.role, p.id`);
}

export function bandsOf(db: Queryable, county: string): Promise<BandRow[]> {
  return db.query<BandRow>(sql`
    select area_code, kind, min, max, shops_min, shops_max from household_band
    where area_code = '' or starts_with(area_code, ${county}) order by area_code, kind`);
}

/** Settings of coverage that hold in an area, the nearest up the tree last. */
export function settingsOf(db: Queryable, area: string): Promise<{ key: string; value: unknown }[]> {
  return db.query<{ key: string; value: unknown }>(sql`
    select key, value from setting where starts_with(key, 'coverage.') and starts_with(${area}, area_code)
    order by length(area_code), key`);
}

/** Codes of a county that were given out and are in no edition that is open. */
export async function retiredCodes(db: Queryable, county: string): Promise<string[]> {
  const rows = await db.query<{ code: string }>(sql`
    select code from grid where county_code = ${county} group by code having bool_and(to_edition is not null)
    order by code collate "C"`);
  return rows.map(({ code }) => code);
}

/** Names the state of everything that checks of a county read: equal text, equal reports. */
export async function dataState(db: Queryable, county: string, at: Date | null, plan: number | null): Promise<string> {
  const [row] = await db.query<{ state: string }>(sql`
    select concat_ws('.',
      coalesce((select revision from county_revision where county_code = ${county}), 0),
      edition_in_force(${county}, ${instant(at)}),
      (select md5(string_agg(b::text, ';' order by b.area_code, b.kind)) from household_band b
        where b.area_code = '' or starts_with(b.area_code, ${county})),
      (select md5(string_agg(s::text, ';' order by s.area_code, s.key)) from setting s
        where starts_with(s.key, 'coverage.') and (s.area_code = '' or starts_with(s.area_code, ${county}))),
      (select 'x' || string_agg(x.id::text, ',' order by x.id) from coverage_exclusion x
        where x.county_code = ${county} and x.valid_from <= ${instant(at)} and (x.valid_to is null or x.valid_to > ${instant(at)})),
      (select 'v' || to_char(day.began, 'YYYYMMDD') || coalesce((select md5(s.value::text) from setting s
          where s.area_code = ${county} and s.key = 'duty'), '')
        from (select date_trunc('day', ${instant(at)} at time zone 'Asia/Shanghai') as began) day
        where exists (select from setting where area_code = ${county} and key = 'duty')
          or exists (select from visit where county_code = ${county} and received_at < day.began at time zone 'Asia/Shanghai')),
      (select 'p' || p.id || '-' || p.version from plan p where p.id = ${plan}::bigint)) as state`);
  return row!.state;
}

/** Null is now. */
export function instant(at: Date | null): Sql {
  return sql`coalesce(${at}::timestamptz, now())`;
}
