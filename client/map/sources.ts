/** The map's sources, all GeoJSON held here and empty at first. Features are named by their code, a text. */
import type { GeoJSONSourceSpecification } from 'maplibre-gl';

const EMPTY = { type: 'FeatureCollection' as const, features: [] };

export const SOURCES = [
  'base',
  'borders',
  'area-names',
  'grids',
  'grid-names',
  'buildings',
  'spots',
  'located',
  'problems',
] as const;
export type SourceName = (typeof SOURCES)[number];

const NAMED_BY_CODE: readonly SourceName[] = ['borders', 'grids', 'grid-names', 'buildings'];

/** Simplification is kept below a quarter pixel: neighbours are simplified apart and must not come apart. */
export function sources(): Record<SourceName, GeoJSONSourceSpecification> {
  const entries = SOURCES.map((name): [SourceName, GeoJSONSourceSpecification] => [
    name,
    {
      type: 'geojson',
      data: EMPTY,
      tolerance: 0.2,
      ...(NAMED_BY_CODE.includes(name) ? { promoteId: 'code' } : {}),
    },
  ]);
  return Object.fromEntries(entries) as Record<SourceName, GeoJSONSourceSpecification>;
}
