/**
 * Small files for imports, each for a county of its own so that many tests share one database. Grids are squares of 0.01° in
 * a row eastwards from 117°E 30°N; codes follow unit-15 under the county, without areas.
 */
import type { Database, Row } from '../../server/database/database.ts';
import { sql } from '../../server/database/sql.ts';
import { box } from './small-county.ts';

export type Properties = Record<string, unknown>;

let counties = 0;

/** The code of a county no other test of the file has. */
export function nextCounty(): string {
  counties++;
  return String(990_200 + counties);
}

export const feature = (properties: Properties, geometry: unknown) => ({ type: 'Feature', properties, geometry });
export const collection = (features: unknown[], more: Properties = {}) =>
  JSON.stringify({ type: 'FeatureCollection', ...more, features });
export const polygon = (coordinates: unknown) => ({ type: 'Polygon', coordinates });
export const point = (...coordinates: number[]) => ({ type: 'Point', coordinates });

/** The square with this number in the row. */
export function cell(number: number, height = 0.01): number[][][] {
  const west = Math.round((117 + (number - 1) * 0.01) * 1e7) / 1e7;
  const east = Math.round((117 + number * 0.01) * 1e7) / 1e7;
  return box(west, 30, east, 30 + height) as unknown as number[][][];
}

export function gridCode(county: string, number: number): string {
  return `${county}000000${String(number).padStart(3, '0')}`;
}

export function grid(county: string, number: number, more: Properties = {}, rings: unknown = cell(number)): unknown {
  return feature({ code: gridCode(county, number), name: `第${number}网格`, ...more }, polygon(rings));
}

/** A grid layer with these numbers. */
export function grids(county: string, ...numbers: number[]): string {
  return collection(numbers.map((number) => grid(county, number)));
}

/** How many rows every table that an import writes has. */
export async function tableCounts(db: Database): Promise<Row> {
  const [row] = await db.query(sql`
    select (select count(*) from area) as areas, (select count(*) from area where valid_to is null) as areas_in_force,
           (select count(*) from grid) as grids, (select count(*) from grid where to_edition is null) as grids_in_force,
           (select count(*) from edition) as editions, (select count(*) from place) as places,
           (select count(*) from place where valid_to is null) as places_in_force, (select count(*) from base_feature) as base,
           (select count(*) from post) as posts, (select count(*) from grid_tally) as tallies,
           (select coalesce(sum(revision), 0) from county_revision) as revisions,
           (select count(*) from import_row) as import_rows, (select count(*) from setting) as settings,
           (select count(*) from audit) as audits, (select count(*) from code_scheme) as schemes`);
  return row!;
}
