/** The map's sources: GeoJSON held here and empty at first, and vector tiles of what is too big. Features are named by their code, a text. */
import type { GeoJSONSourceSpecification, SourceSpecification, VectorSourceSpecification } from 'maplibre-gl';
import { BUILDING_TILES, GRID_TILES } from './layer-source.ts';
import type { TiledView } from './view.ts';

const EMPTY = { type: 'FeatureCollection' as const, features: [] };

export const SOURCES = [
  'base',
  'borders',
  'area-names',
  'grids',
  'chosen',
  'grid-names',
  'buildings',
  'spots',
  'located',
  'problems',
] as const;
export type SourceName = (typeof SOURCES)[number];

const NAMED_BY_CODE: readonly SourceName[] = ['borders', 'grids', 'grid-names', 'buildings'];

/** Zooms that the service has. */
const tiled = (address: string, minzoom: number): VectorSourceSpecification => ({
  type: 'vector',
  tiles: [address],
  minzoom,
  maxzoom: 18,
  promoteId: 'code',
});

export const tileSources = (tiles: TiledView | null): Record<string, SourceSpecification> => ({
  ...(tiles === null ? {} : { [GRID_TILES]: tiled(tiles.grids, 8) }),
  ...(tiles?.buildings == null ? {} : { [BUILDING_TILES]: tiled(tiles.buildings, 13) }),
});

/**
 * What lies around a tile and is drawn with it, where a tile is 512 wide: no line is as wide, and the library's own 128 makes more than
 * twice of every tile. Names along a line need more of it.
 */
export const BUFFER = 32;
const NAMED_BUFFER = 64;

/** Simplification is kept below a quarter pixel: neighbours are simplified apart and must not come apart. */
export function sources(): Record<SourceName, GeoJSONSourceSpecification> {
  const entries = SOURCES.map((name): [SourceName, GeoJSONSourceSpecification] => [
    name,
    {
      type: 'geojson',
      data: EMPTY,
      tolerance: 0.2,
      buffer: name === 'base' ? NAMED_BUFFER : BUFFER,
      ...(NAMED_BY_CODE.includes(name) ? { promoteId: 'code' } : {}),
    },
  ]);
  return Object.fromEntries(entries) as Record<SourceName, GeoJSONSourceSpecification>;
}
