/** SQL that writes the register of places. A change closes the row in force and opens a new one. */
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export interface PlaceCounts {
  added: number;
  changed: number;
  unchanged: number;
  closed: number;
}

/** Takes the rows of an import into the register, by code. `replace`: places absent from the file are closed. */
export async function writePlaces(
  tx: Queryable,
  jobId: string,
  county: string,
  replace: boolean,
): Promise<PlaceCounts> {
  await tx.query(sql`
    create temporary table incoming_place on commit drop as
    select x.code, x.kind, x.name, x.address, x.compound, x."parentCode" as parent_code, x.households, x.shops, x.storeys,
           x."accuracyM" as accuracy_m, ST_SetSRID(ST_MakePoint(x.x / 1e7::float8, x.y / 1e7::float8), 4326) as geom,
           x.footprint::geometry as footprint, x."gridOverride" as grid_override, x."gridCode" as grid_code
    from import_row r
    cross join lateral jsonb_to_record(r.data) as x(code text, kind text, name text, address text, compound text,
      "parentCode" text, households integer, shops integer, storeys integer, "accuracyM" real, x float8, y float8,
      footprint text, "gridOverride" text, "gridCode" text)
    where r.job_id = ${jobId}`);
  await tx.query(sql`create index on incoming_place (code)`);
  await tx.query(sql`analyze incoming_place (code)`);
  const [closed] = await tx.query<{ changed: number }>(sql`
    with closed as (
      update place p set valid_to = now() from incoming_place i
      where p.county_code = ${county} and p.code = i.code and p.valid_to is null
        and (p.kind, p.name, p.address, p.compound, p.parent_code, p.households, p.shops, p.storeys, p.accuracy_m, p.geom, p.footprint, p.grid_override)
          is distinct from
            (i.kind, i.name, i.address, i.compound, i.parent_code, i.households, i.shops, i.storeys, i.accuracy_m, i.geom, i.footprint, i.grid_override)
      returning 1)
    select count(*) as changed from closed`);
  const [absent] = replace
    ? await tx.query<{ closed: number }>(sql`
        with closed as (
          update place p set valid_to = now()
          where p.county_code = ${county} and p.valid_to is null
            and not exists (select from incoming_place i where i.code = p.code)
          returning 1)
        select count(*) as closed from closed`)
    : [{ closed: 0 }];
  const [opened] = await tx.query<{ opened: number; total: number }>(sql`
    with opened as (
      insert into place (county_code, code, kind, name, address, compound, parent_code, households, shops, storeys, accuracy_m, geom, footprint, grid_override, grid_code)
      select ${county}, i.code, i.kind, i.name, i.address, i.compound, i.parent_code, i.households, i.shops, i.storeys, i.accuracy_m, i.geom, i.footprint, i.grid_override, i.grid_code
      from incoming_place i
      where not exists (select from place p where p.county_code = ${county} and p.code = i.code and p.valid_to is null)
      order by i.code collate "C"
      returning 1)
    select count(*) as opened, (select count(*) from incoming_place) as total from opened`);
  const { opened: written, total } = opened!;
  return {
    added: written - closed!.changed,
    changed: closed!.changed,
    unchanged: total - written,
    closed: absent!.closed,
  };
}

/** The grids that answer now, where an import of grids found others. Derived, so the rows stay. */
export async function reassignPlaces(tx: Queryable, jobId: string): Promise<void> {
  await tx.query(sql`
    create temporary table moved_place on commit drop as
    select (e.pair->>0)::bigint as id, e.pair->>1 as grid_code
    from import_row r cross join lateral jsonb_array_elements(r.data->'pairs') as e(pair)
    where r.job_id = ${jobId} and r.data->>'op' = 'places'`);
  await tx.query(sql`analyze moved_place`);
  await tx.query(sql`update place set grid_code = m.grid_code from moved_place m where place.id = m.id`);
}

/**
 * Counts what each grid in force holds. A building whose units carry counts is counted by its units; a shop whose building
 * carries a count of shops is in that count. `places` are those a household count is expected of. A micro grid holds the
 * places named for it by hand and, of the others, those inside; on a border the lowest code has them.
 */
export async function refreshTally(tx: Queryable, county: string): Promise<void> {
  // Copies with statistics of their own: what was just written has none, and the plans would show it.
  await tx.query(sql`
    create temporary table current_place on commit drop as
    select id, code, kind, parent_code, households, shops, grid_code, grid_override, geom
    from place where county_code = ${county} and valid_to is null`);
  await tx.query(sql`analyze current_place (code, kind, parent_code, grid_code)`);
  await tx.query(sql`
    create temporary table counted_place on commit drop as
    with counted_by_units as (
      select distinct parent_code as code from current_place
      where kind = 'unit' and parent_code is not null and households is not null
    ), shops_by_building as (
      select code from current_place where kind in ('building', 'unit') and shops is not null
    )
    select p.id, p.grid_code, p.grid_override, p.geom, (p.kind = 'building')::int as building,
           case when p.kind = 'unit' then u.code is not null or b.code is null
                when p.kind = 'building' then own.code is null
                else p.households is not null end as dwelling,
           p.households,
           case when p.kind = 'shop' then case when s.code is null then coalesce(p.shops, 1) else 0 end
                when p.kind = 'unit' and s.code is not null then 0
                else coalesce(p.shops, 0) end as shops
    from current_place p
    left join counted_by_units own on p.kind = 'building' and own.code = p.code
    left join counted_by_units u on p.kind = 'unit' and u.code = p.parent_code
    left join current_place b on p.kind = 'unit' and b.code = p.parent_code
    left join shops_by_building s on p.kind in ('shop', 'unit') and s.code = p.parent_code`);
  await tx.query(sql`analyze counted_place (id, grid_code, grid_override)`);
  await tx.query(sql`
    create temporary table current_grid on commit drop as
    select id, code, kind from grid where county_code = ${county} and to_edition is null`);
  await tx.query(sql`analyze current_grid`);
  await tx.query(sql`create temporary table holding (grid_id bigint, place_id bigint) on commit drop`);
  await tx.query(sql`
    insert into holding
    select g.id, p.id from counted_place p join current_grid g on g.kind <> 'micro' and g.code = p.grid_code`);
  await holdByMicroGrids(tx);
  await tx.query(sql`
    insert into grid_tally (grid_id, households, shops, buildings, places, uncounted)
    select g.id, coalesce(sum(p.households) filter (where p.dwelling), 0), coalesce(sum(p.shops), 0), coalesce(sum(p.building), 0),
           count(*) filter (where p.dwelling), count(*) filter (where p.dwelling and p.households is null)
    from current_grid g left join holding h on h.grid_id = g.id left join counted_place p on p.id = h.place_id
    group by g.id
    on conflict (grid_id) do update set households = excluded.households, shops = excluded.shops,
      buildings = excluded.buildings, places = excluded.places, uncounted = excluded.uncounted`);
}

async function holdByMicroGrids(tx: Queryable): Promise<void> {
  const micros = await tx.query(sql`select id from current_grid where kind = 'micro' limit 1`);
  if (micros.length === 0) return;
  await tx.query(sql`create index on counted_place using gist (geom)`);
  await tx.query(sql`
    insert into holding
    select grid_id, id from (
      select distinct on (p.id) g.id as grid_id, p.id
      from current_grid m join grid g on g.id = m.id
      join counted_place p on p.grid_override is null and g.geom && p.geom
        and ST_Covers(g.lattice, ST_MakePoint(round(ST_X(p.geom) * 1e7::float8), round(ST_Y(p.geom) * 1e7::float8)))
      where m.kind = 'micro'
      order by p.id, g.code collate "C") inside`);
  await tx.query(sql`
    insert into holding
    select m.id, p.id from counted_place p join current_grid m on m.kind = 'micro' and m.code = p.grid_override`);
}
