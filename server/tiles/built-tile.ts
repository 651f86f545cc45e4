/** A tile as bytes, and what the limits made it leave out. */
import { ByteWriter } from './mvt/byte-writer.ts';
import type { LayerWriter } from './mvt/layer-writer.ts';

export interface BuiltTile {
  /** Empty: nothing is there. */
  readonly bytes: Uint8Array;
  readonly features: number;
  /** What was left out, in words: `labels`, `buildings 1200`. */
  readonly leftOut: readonly string[];
}

export interface TileLimits {
  readonly features: number;
  readonly bytes: number;
}

export const TILE_LIMITS: TileLimits = { features: 40_000, bytes: 1_000_000 };

export function tileOf(layers: readonly LayerWriter[], leftOut: readonly string[] = []): BuiltTile {
  const tile = new ByteWriter(layers.reduce((sum, { size }) => sum + size + 512, 0));
  for (const layer of layers) layer.finish(tile);
  return { bytes: tile.written(), features: layers.reduce((sum, { count }) => sum + count, 0), leftOut };
}

export function isOver({ bytes, features }: BuiltTile, limits: TileLimits): boolean {
  return bytes.length > limits.bytes || features > limits.features;
}
