/**
 * Whether the map takes the grids of the county as vector tiles. A small county is sent whole, in one answer, and the tables
 * have it anyway; of a large one the tables get boxes instead of shapes, and the map the tiles of what it looks at.
 */
import { computed } from '@preact/signals';
import { county } from './areas.ts';
import { asOf, edition } from './editions.ts';
import { workspace } from './route.ts';
import { mode } from './view.ts';

/** One page of the list. Beyond it the shapes are megabytes and seconds that nobody looks at. */
export const MOST_WHOLE = 1000;

export interface TilingQuestion {
  /** Of the county. */
  readonly grids: number;
  /** The moment asked about; null: now. */
  readonly asOf: string | null;
  readonly mode: 'neighbours' | 'band';
}

/** Tiles of a past edition know no households, so against the band its grids are sent whole. */
export const takesTiles = ({ grids, asOf, mode }: TilingQuestion): boolean =>
  grids > MOST_WHOLE && (asOf === null || mode === 'neighbours');

export const isTiled = computed(() =>
  takesTiles({ grids: county.value?.grids ?? 0, asOf: asOf.value, mode: mode.value }),
);

/** The path of a tile of grids: of what is in force, or of the edition asked for. Null: sent whole, or not known yet. */
export const gridTiles = computed((): string | null => {
  if (!isTiled.value) return null;
  if (asOf.value === null) return '/tiles/grids/{z}/{x}/{y}.mvt';
  return edition.value === null ? null : `/tiles/grids/${edition.value.id}/{z}/{x}/{y}.mvt`;
});

/** Tiles have the buildings of now. A comparison of plans asks for footprints by the codes of their places. */
export const buildingTiles = computed((): string | null =>
  isTiled.value && asOf.value === null && workspace.value !== 'plan' ? '/tiles/buildings/{z}/{x}/{y}.mvt' : null,
);
