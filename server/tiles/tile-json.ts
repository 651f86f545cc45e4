/** The TileJSON document of a layer set. */
import type { TileJson } from '../contract/tiles.ts';
import type { LayerSet } from './layer-sets.ts';

/** Rises with the fields and layers of a set. */
const VERSION = '1.1.0';

export interface TileJsonState {
  /** Where the service is reached, without a slash at the end. */
  readonly origin: string;
  readonly edition: number | null;
  readonly published: string;
  readonly bounds: readonly [number, number, number, number] | null;
}

export function tileJson(set: LayerSet, { origin, edition, published, bounds }: TileJsonState): TileJson {
  return {
    tilejson: '3.0.0',
    name: set.name,
    description: set.description,
    scheme: 'xyz',
    tiles: [`${origin}/tiles/${set.name}/{z}/{x}/{y}.mvt`],
    pinned: set.pinned ? [`${origin}/tiles/${set.name}/{edition}/{z}/{x}/{y}.mvt`] : [],
    edition,
    version: VERSION,
    published,
    ...(bounds === null ? {} : { bounds: bounds.map((degrees) => Math.round(degrees * 1e7) / 1e7) }),
    minzoom: set.minZoom,
    maxzoom: set.maxZoom,
    vector_layers: set.layers.map(({ id, description, minZoom, fields }) => ({
      id,
      description,
      minzoom: minZoom,
      maxzoom: set.maxZoom,
      fields: { ...fields },
    })),
  };
}
