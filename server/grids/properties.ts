/** What is told of a grid, from its row and the bands that are set. Pure. */
import type { GridProperties } from '../contract/grids.ts';
import { type BandRow, bandFor, bandResult } from './band.ts';
import type { GridRow } from './repository.ts';

/** All but the place of its label, which the database writes. */
export function gridProperties(row: GridRow, bands: readonly BandRow[]): Omit<GridProperties, 'label'> {
  const tally = { households: row.households ?? 0, places: row.places ?? 0, uncounted: row.uncounted ?? 0 };
  const own = pair(row.band_min, row.band_max);
  const set = bandFor(bands, row.parent_code, row.kind);
  const band = own ?? pair(set?.min ?? null, set?.max ?? null);
  return {
    code: row.code,
    name: row.name,
    kind: row.kind,
    parentCode: row.parent_code,
    countyCode: row.county_code,
    households: tally.households,
    shops: row.shops ?? 0,
    buildings: row.buildings ?? 0,
    uncounted: tally.uncounted,
    band,
    bandResult: bandResult(band, tally),
    areaM2: Math.round(row.area_m2 * 10) / 10,
    colour: row.colour,
    leader: row.leader === null ? null : { name: row.leader, phone: row.leader_phone },
    worker: row.worker === null ? null : { name: row.worker, phone: row.worker_phone },
    edition: row.from_edition,
  };
}

export function pair(min: number | null, max: number | null): { min: number; max: number } | null {
  return min === null || max === null ? null : { min, max };
}
