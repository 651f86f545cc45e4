/**
 * SQL of what lies inside a zone, at an instant. Places count where their point lies, by the rules of grid_tally
 * (places/register-repository.ts): a building whose units carry counts is counted by its units, a shop whose building carries a count of
 * shops is in that count. A grid lies in it with any ground at all; a shared border is none.
 */
import type { ZoneInside } from '../contract/emergencies.ts';
import type { Queryable } from '../database/database.ts';
import { type Sql, sql } from '../database/sql.ts';

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

export async function countInside(db: Queryable, question: InsideQuestion): Promise<Omit<ZoneInside, 'areaM2'>> {
  const { county, wkb, at } = question;
  const inForce = (alias: Sql): Sql => standing(alias, question);
  const [row] = await db.query<Omit<ZoneInside, 'areaM2'>>(sql`
    with z as (select ST_SetSRID(ST_GeomFromWKB(${wkb}), 4326) as geom),
    inside as (
      select p.code, p.kind, p.parent_code, p.households, p.shops from place p, z
      where p.county_code = ${county} and ${inForce(sql`p`)} and p.geom && z.geom and ST_Covers(z.geom, p.geom)
    ), counted_by_units as (
      select distinct u.parent_code as code from place u
      where u.county_code = ${county} and ${inForce(sql`u`)} and u.kind = 'unit' and u.households is not null
        and u.parent_code in (select code from inside where kind = 'building' union all select parent_code from inside where kind = 'unit')
    ), parents as (
      select b.code, b.kind, b.shops from place b
      where b.county_code = ${county} and ${inForce(sql`b`)} and b.kind in ('building', 'unit')
        and b.code in (select parent_code from inside)
    ), counted as (
      select (p.kind = 'building')::int as building, p.households,
             case when p.kind = 'unit' then u.code is not null or b.code is null
                  when p.kind = 'building' then own.code is null
                  else p.households is not null end as dwelling,
             case when p.kind = 'shop' then case when b.shops is null then coalesce(p.shops, 1) else 0 end
                  when p.kind = 'unit' and b.shops is not null then 0
                  else coalesce(p.shops, 0) end as shops
      from inside p
      left join counted_by_units own on p.kind = 'building' and own.code = p.code
      left join counted_by_units u on p.kind = 'unit' and u.code = p.parent_code
      left join parents b on p.kind in ('unit', 'shop') and b.code = p.parent_code
    ), touched as (
      select g.code, g.kind from grid g, z, edition_in_force(${county}, ${at}) as e
      where g.county_code = ${county} and g.from_edition <= e and (g.to_edition is null or g.to_edition > e)
        and g.geom && z.geom and ST_Intersects(g.geom, z.geom) and not ST_Touches(g.geom, z.geom)
    )
    select
      coalesce((select sum(households) from counted where dwelling), 0)::int as households,
      coalesce((select sum(building) from counted), 0)::int as buildings,
      (select count(*) from counted where dwelling and households is null)::int as uncounted,
      coalesce((select sum(shops) from counted), 0)::int as shops,
      (select count(distinct t.holder) from post t
        where t.county_code = ${county} and ${inForce(sql`t`)} and t.grid_code in (select code from touched))::int as workers,
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
