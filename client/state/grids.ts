/** The grids of the county on the screen, in the edition asked for. */
import { computed, signal } from '@preact/signals';
import type { Static } from 'typebox';
import type { BandResult, GridFeature } from '../../server/contract/grids.ts';

export type BandWord = Static<typeof BandResult>;

export interface GridsState {
  /** `none`: the county has no edition at the time asked about. */
  readonly state: 'loading' | 'ready' | 'none' | 'failed';
  readonly features: readonly GridFeature[];
  /** Their geometry is the box around each: the map has the shapes from tiles. */
  readonly boxes?: boolean;
}

export const grids = signal<GridsState>({ state: 'loading', features: [] });

export const gridByCode = computed(() => new Map(grids.value.features.map((grid) => [grid.properties.code, grid])));

/** The community (or whatever area is loaded) a grid lies in: a micro grid asks its grid. */
export function areaCodeOf(grid: GridFeature, byCode: ReadonlyMap<string, GridFeature>): string {
  const parent = grid.properties.parentCode;
  if (grid.properties.kind === 'micro' && parent !== null) {
    const above = byCode.get(parent);
    if (above) return above.properties.parentCode ?? above.properties.countyCode;
  }
  return parent ?? grid.properties.countyCode;
}
