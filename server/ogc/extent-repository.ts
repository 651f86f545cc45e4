/** SQL of extents: where and since when there is something of a layer. */
import type { Queryable } from '../database/database.ts';
import { join, sql } from '../database/sql.ts';

export interface ExtentRow {
  west: number | null;
  south: number | null;
  east: number | null;
  north: number | null;
  since: Date | null;
}

const box = (from: ReturnType<typeof sql>, since: ReturnType<typeof sql>) => sql`
  select ST_XMin(b.box) as west, ST_YMin(b.box) as south, ST_XMax(b.box) as east, ST_YMax(b.box) as north, (${since}) as since
  from (${from}) b`;

/** Of every grid there ever was: past editions can be asked for. */
export async function gridExtent(q: Queryable): Promise<ExtentRow> {
  const from = sql`select ST_Extent(geom)::box2d as box from grid`;
  return (await q.query<ExtentRow>(box(from, sql`select min(in_force_from) from edition`)))[0]!;
}

export async function areaExtent(q: Queryable): Promise<ExtentRow> {
  const from = sql`select ST_Extent(boundary)::box2d as box from area`;
  return (await q.query<ExtentRow>(box(from, sql`select min(valid_from) from area`)))[0]!;
}

export async function placeExtent(q: Queryable): Promise<ExtentRow> {
  const from = sql`select ST_Extent(geom)::box2d as box from place`;
  return (await q.query<ExtentRow>(box(from, sql`select min(valid_from) from place`)))[0]!;
}

/** Of the events in these areas; null: all of them. */
export async function eventExtent(q: Queryable, areas: readonly string[] | null): Promise<ExtentRow> {
  const within = (areas ?? []).map((area) => sql`(county_code = left(${area}, 6) and starts_with(area_code, ${area}))`);
  const where = areas === null ? sql`true` : within.length === 0 ? sql`false` : join(within, ' or ');
  const from = sql`select ST_Extent(geom)::box2d as box from event where ${where}`;
  return (await q.query<ExtentRow>(box(from, sql`select min(reported_at) from event where ${where}`)))[0]!;
}
