/** Tiles read back by another program: the decoder of the map library's makers. */
import { VectorTile, type VectorTileLayer } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';

export interface DecodedFeature {
  readonly id: number | undefined;
  readonly properties: Record<string, unknown>;
  /** Rings or lines of places in tile units; closed rings repeat their first place. */
  readonly paths: readonly { x: number; y: number }[][];
}

export function decodeTile(bytes: Uint8Array): Record<string, VectorTileLayer> {
  return new VectorTile(new PbfReader(bytes)).layers;
}

export function featuresOf(bytes: Uint8Array, layer: string): DecodedFeature[] {
  const found = decodeTile(bytes)[layer];
  return Array.from({ length: found?.length ?? 0 }, (_, i) => {
    const feature = found!.feature(i);
    return { id: feature.id, properties: feature.properties, paths: feature.loadGeometry() };
  });
}
