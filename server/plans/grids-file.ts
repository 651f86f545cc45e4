/** Every grid of a draft, as a file that an import of grids takes: the map it changes, with what it makes of it. */
import type { Database } from '../database/database.ts';
import { toGeoJson } from '../geometry/geojson.ts';
import { decodeMultiPolygon } from '../geometry/wkb.ts';
import type { PlanResult } from './plan-result.ts';
import { gridsOf, type ImportableGrid, type PlanRow } from './repository.ts';
import type { PlanResults } from './results.ts';

export interface GridsFileDeps {
  db: Database;
  results: PlanResults;
}

/** JSON text of a FeatureCollection. A grid whose code is new has nobody yet. */
export async function gridsFile({ db, results }: GridsFileDeps, row: PlanRow): Promise<string> {
  const result = await results.result(row);
  const features = changedGrids(await gridsOf(db, row.county, result.edition), result).map(({ wkb, ...own }) =>
    JSON.stringify({ type: 'Feature', properties: own, geometry: toGeoJson(decodeMultiPolygon(wkb, 'lattice')) }),
  );
  return `{"type":"FeatureCollection","features":[\n${features.join(',\n')}\n]}\n`;
}

function changedGrids(
  standing: readonly ImportableGrid[],
  { grids, closed }: Pick<PlanResult, 'grids' | 'closed'>,
): ImportableGrid[] {
  const byCode = new Map(standing.map((grid) => [grid.code, grid]));
  for (const code of closed) byCode.delete(code);
  for (const { isNew: _, ...grid } of grids) {
    const { leader = null, leaderPhone = null, worker = null, workerPhone = null } = byCode.get(grid.code) ?? {};
    byCode.set(grid.code, { ...grid, leader, leaderPhone, worker, workerPhone });
  }
  return [...byCode.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}
