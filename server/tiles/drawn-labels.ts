/** The label points of a tile: each in the one tile whose square it lies in. */
import type { TileFrame } from '../geometry/tiles/mercator.ts';
import type { LayerWriter } from './mvt/layer-writer.ts';

/** `labels`: world coordinates by shape. `add` adds the feature of a shape whose point is the layer's path. */
export function drawLabels(
  layer: LayerWriter,
  { west, north, east, south }: TileFrame,
  units: number,
  labels: Float64Array,
  shapes: readonly number[],
  add: (shape: number) => void,
): void {
  for (const shape of shapes) {
    const x = Math.round(labels[2 * shape]! * units);
    const y = Math.round(labels[2 * shape + 1]! * units);
    if (x < west || x >= east || y < north || y >= south) continue;
    layer.path.begin();
    layer.path.point(x - west, y - north);
    add(shape);
  }
}
