/** SQL of the reading side of grids, editions and bands. */
import type { GridKind } from '../contract/codes.ts';
import type { Queryable } from '../database/database.ts';
import { nothing, type Sql, sql } from '../database/sql.ts';
import type { BandRow } from './band.ts';

export interface GridFilter {
  asOf: Date | null;
  code?: string;
  area?: string;
  kind?: GridKind;
  /** minLon, minLat, maxLon, maxLat */
  bbox?: readonly number[];
  text?: string;
  /** The box around each grid instead of its shape. */
  boxes?: boolean;
  /** The last code of the page before. */
  after?: string;
  limit: number;
}

export interface GridRow {
  code: string;
  name: string;
  kind: GridKind;
  parent_code: string;
  county_code: string;
  band_min: number | null;
  band_max: number | null;
  area_m2: number;
  colour: number;
  from_edition: number;
  households: number | null;
  shops: number | null;
  buildings: number | null;
  places: number | null;
  uncounted: number | null;
  leader: string | null;
  leader_phone: string | null;
  worker: string | null;
  worker_phone: string | null;
  /** GeoJSON text */
  geometry: string;
  label: string;
}

/** By code in byte order, one county after the other. */
export function findGrids(db: Queryable, filter: GridFilter): Promise<GridRow[]> {
  const at = sql`coalesce(${filter.asOf}::timestamptz, now())`;
  return db.query<GridRow>(sql`
    select g.code, g.name, g.kind, g.parent_code, g.county_code, g.band_min, g.band_max, g.area_m2, g.colour, g.from_edition,
           t.households, t.shops, t.buildings, t.places, t.uncounted,
           l.holder as leader, l.phone as leader_phone, w.holder as worker, w.phone as worker_phone,
           ST_AsGeoJSON(${filter.boxes === true ? sql`ST_Envelope(g.geom)` : sql`g.geom`}, 7, 0) as geometry, ST_AsGeoJSON(g.label, 7, 0) as label
    from grid_in_force(${at}) g
    left join grid_tally t on t.grid_id = g.id
    ${firstPost('leader', sql`l`, at)}
    ${firstPost('worker', sql`w`, at)}
    where true ${conditions(filter)}
    order by g.code collate "C" limit ${filter.limit}`);
}

function firstPost(role: 'leader' | 'worker', alias: Sql, at: Sql): Sql {
  return sql`left join lateral (
      select p.holder, p.phone from post p
      where p.county_code = g.county_code and p.grid_code = g.code and p.role = ${role}
        and p.valid_from <= ${at} and (p.valid_to is null or p.valid_to > ${at})
        and not exists (select from worker r where r.id = p.worker_id and not r.published)
      order by p.valid_from desc, p.id limit 1) ${alias} on true`;
}

function conditions(filter: GridFilter): Sql {
  const { code, area, kind, bbox, text, after } = filter;
  return sql`
    ${code === undefined ? nothing : sql`and g.code = ${code}`}
    ${
      area === undefined
        ? nothing
        : sql`and g.county_code = left(${area}, 6) and (length(${area}) = 6 or starts_with(g.parent_code, ${area})
      or (g.kind = 'micro' and exists (select from grid parent where parent.county_code = g.county_code and parent.code = g.parent_code and starts_with(parent.parent_code, ${area}))))`
    }
    ${kind === undefined ? nothing : sql`and g.kind = ${kind}`}
    ${bbox === undefined ? nothing : sql`and g.geom && ST_MakeEnvelope(${bbox[0]}, ${bbox[1]}, ${bbox[2]}, ${bbox[3]}, 4326)`}
    ${text === undefined ? nothing : sql`and (starts_with(g.code, ${text}) or strpos(lower(g.name), lower(${text})) > 0)`}
    ${after === undefined ? nothing : sql`and g.code collate "C" > ${after}`}`;
}

export interface EditionRow {
  id: number;
  county_code: string;
  number: number;
  in_force_from: Date;
  in_force: boolean;
  grid_count: number;
  note: string | null;
  content_hash: string;
}

/** Newest first. */
export function listEditions(db: Queryable, county: string | null): Promise<EditionRow[]> {
  return db.query<EditionRow>(sql`
    select id, county_code, number, in_force_from, id = edition_in_force(county_code) as in_force, grid_count, note, content_hash
    from edition where county_code = coalesce(${county}::text, county_code) order by id desc limit 1000`);
}

export function listBands(db: Queryable): Promise<BandRow[]> {
  return db.query<BandRow>(
    sql`select area_code, kind, min, max, shops_min, shops_max from household_band order by area_code, kind`,
  );
}

/** Counties of which something is published, that lie in the area or around it; '' is everywhere. In one order for all who lock them. */
export async function countiesIn(q: Queryable, area: string): Promise<string[]> {
  const rows = await q.query<{ county: string }>(sql`
    select county_code as county from county_revision where starts_with(county_code, left(${area}::text, 6)) order by county_code`);
  return rows.map(({ county }) => county);
}

export async function saveBand(tx: Queryable, row: BandRow): Promise<void> {
  await tx.query(sql`
    insert into household_band (area_code, kind, min, max, shops_min, shops_max)
    values (${row.area_code}, ${row.kind}, ${row.min}, ${row.max}, ${row.shops_min}, ${row.shops_max})
    on conflict (area_code, kind) do update
      set min = excluded.min, max = excluded.max, shops_min = excluded.shops_min, shops_max = excluded.shops_max`);
}
