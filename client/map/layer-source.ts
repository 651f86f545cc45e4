/** Where layers of grids and buildings have their features from: whole, or from vector tiles. Decided here and nowhere else. */
import type { ExpressionSpecification } from 'maplibre-gl';
import type { TiledView } from './view.ts';

export const GRID_TILES = 'grid-tiles';
export const BUILDING_TILES = 'building-tiles';

export interface LayerSource {
  readonly source: string;
  readonly 'source-layer'?: string;
}

interface Tiled {
  readonly tiles: TiledView | null;
}

export const gridShapesOf = ({ tiles }: Tiled): LayerSource =>
  tiles === null ? { source: 'grids' } : { source: GRID_TILES, 'source-layer': 'grids' };

/** The grid that is chosen. Of those sent whole, that one alone: lines of no width round all the others would be most of the map. */
export const chosenGridOf = ({ tiles }: Tiled): LayerSource =>
  tiles === null ? { source: 'chosen' } : { source: GRID_TILES, 'source-layer': 'grids' };

export const gridNamesOf = ({ tiles }: Tiled): LayerSource =>
  tiles === null ? { source: 'grid-names' } : { source: GRID_TILES, 'source-layer': 'labels' };

export const buildingShapesOf = ({ tiles }: Tiled): LayerSource =>
  tiles?.buildings == null ? { source: 'buildings' } : { source: BUILDING_TILES, 'source-layer': 'buildings' };

export const buildingCountsOf = ({ tiles }: Tiled): LayerSource =>
  tiles?.buildings == null ? { source: 'buildings' } : { source: BUILDING_TILES, 'source-layer': 'points' };

/** What carries the feature-state of grids. */
export const gridTarget = (tiles: TiledView | null): { source: string; sourceLayer?: string } =>
  tiles === null ? { source: 'grids' } : { source: GRID_TILES, sourceLayer: 'grids' };

/** Tiles hold every county of the service; the map shows the one on the screen, as when it is sent whole. */
export const ofCounty = ({ tiles }: Tiled, which: ExpressionSpecification): ExpressionSpecification =>
  tiles === null ? which : ['all', which, ['==', ['get', 'county'], tiles.county]];
