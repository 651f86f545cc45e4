/** SQL of what residents are shown: grids of an area with their people, places by name, whom to call. All of it as it is now. */
import type { AreaLevel, GridKind } from '../contract/codes.ts';
import type { Queryable } from '../database/database.ts';
import { type Sql, sql } from '../database/sql.ts';

export interface AreaRow {
  code: string;
  name: string;
  level: AreaLevel;
}

/** The area, those in it, and those around it; outer ones first. */
export function areasAround(db: Queryable, area: string): Promise<AreaRow[]> {
  return db.query<AreaRow>(sql`
    select code, name, level from area_in_force(now())
    where starts_with(code, ${area}) or starts_with(${area}, code) order by length(code), code`);
}

export async function communityOfGrid(db: Queryable, grid: string): Promise<string | null> {
  const [row] = await db.query<{ community: string }>(sql`
    select coalesce(u.parent_code, g.parent_code) as community from grid_in_force(now()) g
    left join grid_in_force(now()) u on g.kind = 'micro' and u.county_code = g.county_code and u.code = g.parent_code
    where g.code = ${grid} limit 1`);
  return row?.community ?? null;
}

export async function editionNow(db: Queryable, county: string): Promise<{ number: number; from: Date } | null> {
  const [row] = await db.query<{ number: number; from: Date }>(sql`
    select number, in_force_from as "from" from edition where id = edition_in_force(${county})`);
  return row ?? null;
}

export interface PersonColumns {
  name: string | null;
  phone: string | null;
  photo: string | null;
}

export interface GridRow {
  code: string;
  name: string;
  kind: GridKind;
  parent: string;
  leader: PersonColumns | null;
  worker: PersonColumns | null;
  lon: number;
  lat: number;
  /** GeoJSON text */
  geometry: string;
}

/** Whether the area holds the grid `g`, or the grid above it where `g` is a micro grid. */
const inArea = (area: string): Sql => sql`
  (starts_with(g.parent_code, ${area}) or (g.kind = 'micro' and exists (
    select from grid_in_force(now()) u where u.county_code = g.county_code and u.code = g.parent_code and starts_with(u.parent_code, ${area}))))`;

/** By code in byte order. A person who is not published is not there. */
export function gridsOf(db: Queryable, area: string): Promise<GridRow[]> {
  return db.query<GridRow>(sql`
    select g.code, g.name, g.kind, g.parent_code as parent, l.person as leader, w.person as worker,
           ST_X(g.label) as lon, ST_Y(g.label) as lat, ST_AsGeoJSON(g.geom, 6, 0) as geometry
    from grid_in_force(now()) g
    ${personOf('leader', sql`l`)}
    ${personOf('worker', sql`w`)}
    where g.county_code = left(${area}, 6) and ${inArea(area)}
    order by g.code collate "C"`);
}

function personOf(role: 'leader' | 'worker', alias: Sql): Sql {
  return sql`left join lateral (
      select case when coalesce(r.published, true)
        then jsonb_build_object('name', p.holder, 'phone', p.phone, 'photo', f.hash) end as person
      from post p
      left join worker r on r.id = p.worker_id
      left join worker_photo f on f.worker_id = r.id
      where p.county_code = g.county_code and p.grid_code = g.code and p.role = ${role}
        and p.valid_from <= now() and (p.valid_to is null or p.valid_to > now())
      order by p.valid_from desc, p.id limit 1) ${alias} on true`;
}

export interface PlaceRow {
  code: string;
  name: string;
  address: string | null;
  kind: 'building' | 'organization' | 'service-point';
  grid: string | null;
  lon: number;
  lat: number;
}

/** Places with a name or an address. Service points come from around the box too, by name of place and code. */
export function placesOf(
  db: Queryable,
  area: string,
  around: readonly [west: number, south: number, east: number, north: number],
  most: number,
): Promise<PlaceRow[]> {
  const [west, south, east, north] = around;
  return db.query<PlaceRow>(sql`
    select p.code, coalesce(nullif(trim(p.name), ''), p.address) as name, p.address, p.kind, p.grid_code as grid,
           ST_X(p.geom) as lon, ST_Y(p.geom) as lat
    from place p
    where p.county_code = left(${area}, 6) and p.valid_to is null
      and coalesce(nullif(trim(p.name), ''), nullif(trim(p.address), '')) is not null
      and (p.kind = 'service-point' and p.geom && ST_MakeEnvelope(${west}::float8, ${south}::float8, ${east}::float8, ${north}::float8, 4326)
        or p.kind in ('building', 'organization') and (length(${area}) = 6 or p.grid_code in (
          select g.code from grid_in_force(now()) g where g.county_code = left(${area}, 6) and ${inArea(area)})))
    order by p.code collate "C" limit ${most}::int`);
}

export interface NoticeValue {
  hotline?: string | null;
  office?: string | null;
  hours?: string | null;
  mapReview?: string | null;
}

/** Of the areas around it, those in it, and of everywhere (''); outer ones first. */
export function noticesAround(db: Queryable, area: string): Promise<{ area: string; value: NoticeValue }[]> {
  return db.query(sql`
    select area_code as area, value from setting
    where key = 'kiosk' and (starts_with(area_code, ${area}) or starts_with(${area}, area_code))
    order by length(area_code), area_code`);
}

export async function putNotice(tx: Queryable, area: string, value: NoticeValue): Promise<void> {
  await tx.query(sql`
    insert into setting (area_code, key, value) values (${area}, 'kiosk', ${JSON.stringify(value)}::jsonb)
    on conflict (area_code, key) do update set value = excluded.value`);
}

/** Of a worker who is published and has not left. */
export async function photoByHash(
  db: Queryable,
  hash: string,
): Promise<{ type: string; content: Uint8Array } | undefined> {
  const [row] = await db.query<{ type: string; content: Uint8Array }>(sql`
    select f.type, f.content from worker_photo f join worker w on w.id = f.worker_id
    where f.hash = ${hash} and w.published and (w.left_at is null or w.left_at > now()) limit 1`);
  return row;
}
