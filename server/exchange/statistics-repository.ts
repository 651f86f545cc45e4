/**
 * What the planner knows of a layer that was loaded. Until the tables are looked at next, which may be minutes, it would take them
 * for empty, and join a county's places with each other row by row.
 */
import type { ImportLayer } from '../contract/imports.ts';
import type { Queryable } from '../database/database.ts';
import { type Sql, sql } from '../database/sql.ts';

/** By what rows are found and joined. Shapes are left out: to read a sample of them takes longer than all the rest. */
const PLACE = sql`analyze place (county_code, code, kind, parent_code, grid_code, households, valid_from, valid_to)`;
const GRID = sql`analyze grid (county_code, code, kind, parent_code, from_edition, to_edition)`;
const LOOKED_AT: Readonly<Record<ImportLayer, readonly Sql[]>> = {
  areas: [sql`analyze area (code)`],
  grids: [GRID, PLACE],
  places: [PLACE],
  base: [sql`analyze base_feature (county_code, kind)`],
  workers: [
    sql`analyze worker (county_code, code, area_code)`,
    sql`analyze post (county_code, grid_code, role, worker_id, valid_from, valid_to)`,
  ],
  events: [],
};

export async function renewStatistics(tx: Queryable, layer: ImportLayer): Promise<void> {
  for (const statement of LOOKED_AT[layer]) await tx.query(statement);
}
