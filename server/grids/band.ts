/** The household band of a grid, and whether its count keeps to it. Pure. */

import type { Static } from 'typebox';
import type { GridKind } from '../contract/codes.ts';
import type { Band, BandResult } from '../contract/grids.ts';

export interface BandRow {
  area_code: string;
  kind: GridKind;
  min: number | null;
  max: number | null;
  shops_min: number | null;
  shops_max: number | null;
}

/** The nearest setting up the tree: the longest area code that begins `areaCode`; '' is the default of all. */
export function bandFor(bands: readonly BandRow[], areaCode: string, kind: GridKind): BandRow | null {
  let best: BandRow | null = null;
  for (const band of bands) {
    if (band.kind !== kind || !areaCode.startsWith(band.area_code)) continue;
    if (best === null || band.area_code.length > best.area_code.length) best = band;
  }
  return best;
}

/** The bands as they are for a plan whose own standard goes before those of its area and of all below. Bands for shops stay. */
export function bandsUnder(bands: readonly BandRow[], area: string, { min, max }: Band): BandRow[] {
  const above = bandFor(bands, area, 'basic') ?? { shops_min: null, shops_max: null };
  const isBelow = ({ kind, area_code }: BandRow): boolean => kind === 'basic' && area_code.startsWith(area);
  const own: BandRow = { ...above, area_code: area, kind: 'basic', min, max };
  const below = bands.filter((band) => isBelow(band) && band.area_code !== area);
  return [...bands.filter((band) => !isBelow(band)), own, ...below.map((band) => ({ ...band, min, max }))];
}

/**
 * Households against the band. `none` without a band, and where no place has a count (`places` of them, `uncounted` without):
 * an unknown number is neither too few nor enough.
 */
export function bandResult(
  band: Band | null,
  tally: { households: number; places: number; uncounted: number },
): Static<typeof BandResult> {
  if (band === null || tally.places === 0 || tally.uncounted >= tally.places) return 'none';
  if (tally.households < band.min) return 'under';
  return tally.households > band.max ? 'over' : 'in';
}
