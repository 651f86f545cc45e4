/** What tiles of grids and areas are drawn from, read for one county as of one state of it. */
import type { AreaLevel, GridKind } from '../contract/codes.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import type { BandRow } from '../grids/band.ts';

export interface CountyState {
  county: string;
  /** Null: its registers are there, its grids are not yet. */
  edition: number | null;
  revision: number;
}

export interface TileGridRow {
  id: number;
  code: string;
  name: string;
  kind: GridKind;
  parent_code: string;
  area_m2: number;
  colour: number;
  band_min: number | null;
  band_max: number | null;
  /** In lattice units. */
  wkb: Uint8Array;
  label_lon: number;
  label_lat: number;
  households: number | null;
  places: number | null;
  uncounted: number | null;
}

export interface TileAreaRow {
  id: number;
  code: string;
  name: string;
  level: AreaLevel;
  /** In degrees. */
  wkb: Uint8Array;
}

export interface EditionRow {
  id: number;
  in_force_from: Date;
}

/** Every county of which anything is published, by code. */
export async function countyStates(db: Queryable): Promise<CountyState[]> {
  const rows = await db.query<{ county_code: string; edition: number | null; revision: number | null }>(sql`
    select county_code, e.edition, r.revision
    from (select county_code, revision from county_revision) r
    full join (select distinct on (county_code) county_code, id as edition from edition
               where in_force_from <= now() order by county_code, number desc) e using (county_code)
    order by county_code`);
  return rows.map(({ county_code, edition, revision }) => ({ county: county_code, edition, revision: revision ?? 0 }));
}

/** The newest editions of the service, the newest first. */
export function newestEditions(db: Queryable, limit: number): Promise<EditionRow[]> {
  return db.query<EditionRow>(sql`
    select id, in_force_from from edition where in_force_from <= now() order by id desc limit ${limit}`);
}

/** Of each county the edition that was in force when this one was the newest of the service. */
export async function statesAt(db: Queryable, edition: EditionRow): Promise<CountyState[]> {
  const rows = await db.query<{ county_code: string; edition: number | null }>(sql`
    select county_code, e.edition
    from (select distinct county_code from area where valid_from <= ${edition.in_force_from}) a
    full join (select distinct on (county_code) county_code, id as edition from edition
               where id <= ${edition.id} order by county_code, number desc) e using (county_code)
    order by county_code`);
  return rows.map((row) => ({ county: row.county_code, edition: row.edition, revision: 0 }));
}

export function gridsForTiles(db: Queryable, county: string, edition: number): Promise<TileGridRow[]> {
  return db.query<TileGridRow>(sql`
    select g.id, g.code, g.name, g.kind, g.parent_code, g.area_m2, g.colour, g.band_min, g.band_max, ST_AsBinary(g.lattice) as wkb,
           ST_X(g.label) as label_lon, ST_Y(g.label) as label_lat, t.households, t.places, t.uncounted
    from grid g left join grid_tally t on t.grid_id = g.id
    where g.county_code = ${county} and g.from_edition <= ${edition} and (g.to_edition is null or g.to_edition > ${edition})
    order by g.code collate "C"`);
}

export function areasForTiles(db: Queryable, county: string, asOf: Date | null): Promise<TileAreaRow[]> {
  return db.query<TileAreaRow>(sql`
    select id, code, name, level, ST_AsBinary(boundary) as wkb from area_in_force(coalesce(${asOf}::timestamptz, now()))
    where county_code = ${county} and boundary is not null order by code collate "C"`);
}

export function bandsForTiles(db: Queryable): Promise<BandRow[]> {
  return db.query<BandRow>(sql`select area_code, kind, min, max, shops_min, shops_max from household_band`);
}
