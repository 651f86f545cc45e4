/** The rows of the grid table: which grids, in which order; names as the language on the screen has them. */
import type { GridFeature } from '../../../server/contract/grids.ts';
import { areaCodeOf, type BandWord } from '../../state/grids.ts';
import { byName } from '../../state/name-order.ts';

export type SortBy = 'code' | 'name' | 'households';
export type BandFilter = 'all' | Exclude<BandWord, 'none'>;

export interface TableView {
  readonly sortBy: SortBy;
  readonly descending: boolean;
  readonly band: BandFilter;
  readonly micro: boolean;
}

export const PLAIN_TABLE: TableView = { sortBy: 'code', descending: false, band: 'all', micro: false };

const compare: Record<SortBy, (a: GridFeature, b: GridFeature) => number> = {
  code: () => 0,
  name: (a, b) => byName(a.properties.name, b.properties.name),
  households: (a, b) => a.properties.households - b.properties.households,
};

const byCodeText = (a: GridFeature, b: GridFeature): number =>
  a.properties.code < b.properties.code ? -1 : a.properties.code > b.properties.code ? 1 : 0;

/** The grids of an area, micro grids with their grid. */
export function gridsIn(
  area: string,
  grids: readonly GridFeature[],
  byCode: ReadonlyMap<string, GridFeature>,
): GridFeature[] {
  return grids.filter((grid) => areaCodeOf(grid, byCode).startsWith(area));
}

/** Filtered and sorted; ties always by code, so that the order is the same every time. */
export function tableRows(grids: readonly GridFeature[], view: TableView): GridFeature[] {
  const sign = view.descending ? -1 : 1;
  return grids
    .filter(
      ({ properties: p }) => (view.micro || p.kind !== 'micro') && (view.band === 'all' || p.bandResult === view.band),
    )
    .sort((a, b) => sign * (compare[view.sortBy](a, b) || byCodeText(a, b)));
}

/** How many grids stand where against the band; micro grids only when they are listed. */
export function bandCounts(grids: readonly GridFeature[], micro: boolean): Record<BandFilter, number> {
  const counts = { all: 0, under: 0, in: 0, over: 0 };
  for (const { properties: p } of grids) {
    if (p.kind === 'micro' && !micro) continue;
    counts.all++;
    if (p.bandResult !== 'none') counts[p.bandResult]++;
  }
  return counts;
}
