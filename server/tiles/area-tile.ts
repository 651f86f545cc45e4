/** A tile of the set `areas`: county, town and community lie over each other, boundaries are drawn once. */
import { frameOf, type Tile, worldUnits } from '../geometry/tiles/mercator.ts';
import { type BuiltTile, tileOf } from './built-tile.ts';
import { drawBorders } from './drawn-borders.ts';
import { drawLabels } from './drawn-labels.ts';
import { DrawnShapes } from './drawn-shapes.ts';
import { AREA_KEYS, type GroundMap } from './ground-map.ts';
import { LayerWriter, POINT, POLYGON } from './mvt/layer-writer.ts';

/** A county has a few hundred of them at the most, so no limit is met. */
export function areaTile(map: GroundMap, tile: Tile, wanted?: ReadonlySet<string>): BuiltTile {
  const { topology, grids, areas, areaRows, values } = map;
  const frame = frameOf(tile);
  const units = worldUnits(tile.z);
  const box = [frame.minX / units, frame.minY / units, frame.maxX / units, frame.maxY / units] as const;
  const shown = map.shapeIndex.meeting(...box).filter((shape) => shape >= grids.length);
  const rowOf = (shape: number): number => (shape - grids.length) * AREA_KEYS.length;
  const idOf = (shape: number): number => areas[shape - grids.length]!.id;

  const fills = new LayerWriter('areas', AREA_KEYS, values, wanted);
  const drawn = new DrawnShapes(topology, tile.z, frame);
  for (const shape of shown) {
    fills.path.begin();
    drawn.draw(shape, fills.path);
    if (!fills.path.isEmpty) fills.add(idOf(shape), POLYGON, areaRows, rowOf(shape));
  }
  const lines = new LayerWriter('boundaries', ['left', 'right', 'level'], values, wanted);
  const arcs = map.arcIndex.meeting(...box);
  drawBorders(lines, topology, tile.z, frame, arcs, map.areaBorders, map.areaBorderRows, () => true);
  const labels = new LayerWriter('labels', AREA_KEYS, values, wanted);
  drawLabels(labels, frame, units, map.labels, shown, (shape) =>
    labels.add(idOf(shape), POINT, areaRows, rowOf(shape)),
  );
  return tileOf([fills, lines, labels]);
}
