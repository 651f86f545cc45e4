/** What the main map takes as vector tiles, as its style has it. */
import { computed, signal } from '@preact/signals';
import { countyCode } from '../state/areas.ts';
import { t } from '../state/language.ts';
import { buildingTiles, gridTiles } from '../state/tiling.ts';
import type { TiledView } from './view.ts';

/** The worker of the map knows no page, so addresses are whole. */
const whole = (path: string): string => `${window.location.origin}${path}`;

/** What stands before and after a number of households in the language of the screen. */
function aroundHouseholds(): readonly [string, string] {
  const [before = '', after = ''] = t('map.households', { count: 7 }).split('7');
  return [before, after];
}

export const tiledView = computed((): TiledView | null =>
  gridTiles.value === null || countyCode.value === null
    ? null
    : {
        county: countyCode.value,
        grids: whole(gridTiles.value),
        buildings: buildingTiles.value === null ? null : whole(buildingTiles.value),
        aroundHouseholds: aroundHouseholds(),
      },
);

/** The same once the map has the sources: layers and feature-state that others add must not come before. */
export const tilesOnMap = signal<TiledView | null>(null);
