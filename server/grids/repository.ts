/** SQL of the reading side of grids, editions and bands. */
import type { GridKind } from '../contract/codes.ts';
import type { Span } from '../contract/time.ts';
import type { Queryable } from '../database/database.ts';
import { nothing, type Sql, sql } from '../database/sql.ts';
import { wholeMs } from '../database/whole-ms.ts';
import type { BandRow } from './band.ts';

export interface GridFilter {
  asOf: Date | null;
  /** Every row that was in force at any time of it, instead of those in force at an instant. */
  during?: Span;
  /** The row of this number, whenever it was in force. */
  id?: number;
  code?: string;
  name?: string;
  county?: string;
  parent?: string;
  area?: string;
  kind?: GridKind;
  /** minLon, minLat, maxLon, maxLat */
  bbox?: readonly number[];
  /** WKT in degrees that the shape has to meet. */
  meets?: string;
  text?: string;
  /** The box around each grid instead of its shape. */
  boxes?: boolean;
  /** The last code of the page before. */
  after?: string;
  /** The row of that code, where a code comes more than once. */
  afterId?: number;
  limit: number;
}

export interface GridRow {
  id: number;
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
  valid_from: Date;
  valid_to: Date | null;
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
  const at = instantOf(filter);
  return db.query<GridRow>(sql`
    select g.id, g.code, g.name, g.kind, g.parent_code, g.county_code, g.band_min, g.band_max, g.area_m2, g.colour, g.from_edition,
           ${wholeMs(sql`b.in_force_from`)} as valid_from, ${wholeMs(sql`x.in_force_from`)} as valid_to,
           t.households, t.shops, t.buildings, t.places, t.uncounted,
           l.holder as leader, l.phone as leader_phone, w.holder as worker, w.phone as worker_phone,
           ST_AsGeoJSON(${filter.boxes === true ? sql`ST_Envelope(g.geom)` : sql`g.geom`}, 7, 0) as geometry, ST_AsGeoJSON(g.label, 7, 0) as label
    from ${source(filter)}
    left join grid_tally t on t.grid_id = g.id
    ${firstPost('leader', sql`l`, at)}
    ${firstPost('worker', sql`w`, at)}
    where true ${conditions(filter)}
    order by g.code collate "C", g.id limit ${filter.limit}`);
}

export async function countGrids(db: Queryable, filter: GridFilter): Promise<number> {
  const [row] = await db.query<{ n: number }>(
    sql`select count(*)::int as n from ${source(filter)} where true ${conditions(filter)}`,
  );
  return row!.n;
}

/** With the editions that brought the row and ended it. */
function source({ asOf, during, id }: GridFilter): Sql {
  const isDated = during === undefined && id === undefined;
  return sql`${isDated ? sql`grid_in_force(coalesce(${asOf}::timestamptz, now()))` : sql`grid`} g
    join edition b on b.id = g.from_edition left join edition x on x.id = g.to_edition`;
}

/** When posts are asked for: of a row that is over, its last moment. */
function instantOf({ asOf, during, id }: GridFilter): Sql {
  if (during === undefined && id === undefined) return sql`coalesce(${asOf}::timestamptz, now())`;
  const end = sql`coalesce(x.in_force_from - interval '1 microsecond', now())`;
  return sql`least(${end}, coalesce(${during?.to ?? null}::timestamptz, now()))`;
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
  const { during, id, code, name, county, parent, area, kind, bbox, meets, text, after, afterId } = filter;
  return sql`
    ${during?.to == null ? nothing : sql`and b.in_force_from <= ${during.to}`}
    ${during?.from == null ? nothing : sql`and (x.in_force_from is null or x.in_force_from > ${during.from})`}
    ${id === undefined ? nothing : sql`and g.id = ${id}`}
    ${code === undefined ? nothing : sql`and g.code = ${code}`}
    ${name === undefined ? nothing : sql`and g.name = ${name}`}
    ${county === undefined ? nothing : sql`and g.county_code = ${county}`}
    ${parent === undefined ? nothing : sql`and g.parent_code = ${parent}`}
    ${
      area === undefined
        ? nothing
        : sql`and g.county_code = left(${area}, 6) and (length(${area}) = 6 or starts_with(g.parent_code, ${area})
      or (g.kind = 'micro' and exists (select from grid parent where parent.county_code = g.county_code and parent.code = g.parent_code and starts_with(parent.parent_code, ${area}))))`
    }
    ${kind === undefined ? nothing : sql`and g.kind = ${kind}`}
    ${bbox === undefined ? nothing : sql`and g.geom && ST_MakeEnvelope(${bbox[0]}, ${bbox[1]}, ${bbox[2]}, ${bbox[3]}, 4326)`}
    ${meets === undefined ? nothing : sql`and ST_Intersects(g.geom, ST_GeomFromText(${meets}, 4326))`}
    ${text === undefined ? nothing : sql`and (starts_with(g.code, ${text}) or strpos(lower(g.name), lower(${text})) > 0)`}
    ${after === undefined ? nothing : beyond(after, afterId)}`;
}

function beyond(code: string, id: number | undefined): Sql {
  if (id === undefined) return sql`and g.code collate "C" > ${code}`;
  return sql`and (g.code collate "C" > ${code} or (g.code = ${code} and g.id > ${id}))`;
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
