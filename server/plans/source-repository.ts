/** SQL of departments' layers in a plan. */
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export interface SourceRow {
  id: number;
  name: string;
  grids: number;
  author: string;
  addedAt: Date;
}

export interface SourceGridRow {
  code: string | null;
  name: string | null;
  /** Lattice WKB. */
  wkb: Uint8Array;
}

export interface NewSourceGrid {
  code: string | null;
  name: string | null;
  /** Hex EWKB in degrees, hex WKB in lattice units. */
  geom: string;
  lattice: string;
}

export async function hasLayers(tx: Queryable, plan: number): Promise<boolean> {
  const rows = await tx.query(sql`select from plan_layer where plan_id = ${plan}::bigint limit 1`);
  return rows.length > 0;
}

export async function insertSource(
  tx: Queryable,
  plan: number,
  name: string,
  author: string,
  at: Date,
  grids: readonly NewSourceGrid[],
): Promise<void> {
  const [source] = await tx.query<{ id: number }>(sql`
    insert into plan_source (plan_id, name, author, added_at) values (${plan}::bigint, ${name}, ${author}, ${at})
    returning id`);
  await tx.query(sql`
    insert into plan_source_grid (source_id, number, code, name, geom, lattice)
    select ${source!.id}::bigint, n - 1, g->>'code', g->>'name', (g->>'geom')::geometry, (g->>'lattice')::geometry
    from jsonb_array_elements(${JSON.stringify(grids)}::jsonb) with ordinality as e(g, n)`);
}

/** By name. */
export function sourcesOf(db: Queryable, plan: number): Promise<SourceRow[]> {
  return db.query<SourceRow>(sql`
    select id, name, author, added_at as "addedAt",
           (select count(*) from plan_source_grid g where g.source_id = s.id) as grids
    from plan_source s where plan_id = ${plan}::bigint order by name`);
}

/** In the order of the file. */
export function sourceGrids(db: Queryable, source: number): Promise<SourceGridRow[]> {
  return db.query<SourceGridRow>(sql`
    select code, name, ST_AsBinary(lattice) as wkb from plan_source_grid where source_id = ${source}::bigint order by number`);
}
