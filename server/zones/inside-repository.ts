/** SQL of what lies inside a zone, at an instant. A grid lies in it with any ground at all; a shared border is none. */
import type { ZoneInside } from '../contract/emergencies.ts';
import type { Queryable } from '../database/database.ts';
import { type Sql, sql } from '../database/sql.ts';
import { countPlaces, type InsideBuildings, type InsidePlace } from './inside-places.ts';

export interface InsideQuestion {
  county: string;
  /** WKB in degrees. */
  wkb: Uint8Array;
  at: Date;
  /** The instant is the present: what has ended need not be looked at, and the indexes hold the rest. */
  isNow: boolean;
  /** Areas whose events the caller may see; null: all. */
  areas: readonly string[] | null;
}

/**
 * Places are joined by the program and not by SQL: an embedded database has no statistics for its first minute, and a planner
 * that takes every table for one row nests its loops, which holds the only connection for minutes.
 */
export async function countInside(db: Queryable, question: InsideQuestion): Promise<Omit<ZoneInside, 'areaM2'>> {
  const inside = await placesInside(db, question);
  const buildings = await buildingsOf(db, question, inside);
  const { grids, ...rest } = await others(db, question);
  return { ...countPlaces(inside, buildings), ...rest, grids };
}

function placesInside(db: Queryable, question: InsideQuestion): Promise<InsidePlace[]> {
  return db.query<InsidePlace>(sql`
    with z as (select ST_SetSRID(ST_GeomFromWKB(${question.wkb}), 4326) as geom)
    select p.code, p.kind, p.parent_code as parent, p.households, p.shops from place p, z
    where p.county_code = ${question.county} and ${standing(sql`p`, question)} and p.geom && z.geom and ST_Covers(z.geom, p.geom)`);
}

/** Of what lies inside, wherever the building and its units lie. */
async function buildingsOf(
  db: Queryable,
  question: InsideQuestion,
  inside: readonly InsidePlace[],
): Promise<InsideBuildings> {
  const { county } = question;
  const parents = [...new Set(inside.flatMap(({ parent }) => parent ?? []))];
  const own = inside.filter(({ kind }) => kind === 'building').map(({ code }) => code);
  const known = await db.query<{ code: string; shops: number | null }>(sql`
    select b.code, b.shops from place b
    where b.county_code = ${county} and ${standing(sql`b`, question)} and b.kind in ('building', 'unit')
      and b.code = any(${parents}::text[])`);
  const counted = await db.query<{ code: string }>(sql`
    select distinct u.parent_code as code from place u
    where u.county_code = ${county} and ${standing(sql`u`, question)} and u.kind = 'unit' and u.households is not null
      and u.parent_code = any(${[...new Set([...parents, ...own])]}::text[])`);
  return {
    shops: new Map(known.map(({ code, shops }) => [code, shops])),
    countedByUnits: new Set(counted.map(({ code }) => code)),
  };
}

type Others = Pick<ZoneInside, 'workers' | 'grids' | 'openEvents'>;

async function others(db: Queryable, question: InsideQuestion): Promise<Others> {
  const { county, wkb, at } = question;
  const [row] = await db.query<Others>(sql`
    with z as (select ST_SetSRID(ST_GeomFromWKB(${wkb}), 4326) as geom),
    touched as (
      select g.code, g.kind from grid g, z, edition_in_force(${county}, ${at}) as e
      where g.county_code = ${county} and g.from_edition <= e and (g.to_edition is null or g.to_edition > e)
        and g.geom && z.geom and ST_Intersects(g.geom, z.geom) and not ST_Touches(g.geom, z.geom)
    )
    select
      (select count(distinct t.holder) from post t
        where t.county_code = ${county} and ${standing(sql`t`, question)} and t.grid_code in (select code from touched))::int as workers,
      coalesce((select array_agg(code order by code collate "C") from touched where kind <> 'micro'), '{}') as grids,
      (select count(*) from event e, z where e.county_code = ${county} and ${openEvents(question)}
        and e.geom && z.geom and ST_Covers(z.geom, e.geom))::int as "openEvents"`);
  return row!;
}

function standing(alias: Sql, { at, isNow }: InsideQuestion): Sql {
  if (isNow) return sql`${alias}.valid_to is null`;
  return sql`${alias}.valid_from <= ${at} and (${alias}.valid_to is null or ${alias}.valid_to > ${at})`;
}

function openEvents({ at, isNow, areas }: InsideQuestion): Sql {
  const open = isNow
    ? sql`e.ended_at is null`
    : sql`e.reported_at <= ${at} and (e.ended_at is null or e.ended_at > ${at})`;
  if (areas === null) return open;
  return sql`${open} and exists (select from unnest(${areas}::text[]) as a (code) where starts_with(e.area_code, a.code))`;
}
