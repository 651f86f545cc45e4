/** A tile of the set `areas`: county, town and community lie over each other, boundaries are drawn once. */
import { frameOf, type Tile, worldUnits } from '../geometry/tiles/mercator.ts';
import { type BuiltTile, tileOf } from './built-tile.ts';
import { drawBorders } from './drawn-borders.ts';
import { DrawnShapes } from './drawn-shapes.ts';
import { AREA_KEYS, type GroundMap } from './ground-map.ts';
import { LayerWriter, POINT, POLYGON } from './mvt/layer-writer.ts';

/** A county has a few hundred of them at the most, so no limit is met. */
export function areaTile(map: GroundMap, tile: Tile, wanted?: ReadonlySet<string>): BuiltTile {
  const { topology, grids, areas, areaRows, values, labels } = map;
  const frame = frameOf(tile);
  const units = worldUnits(tile.z);
  const box: [number, number, number, number] = [
    frame.minX / units,
    frame.minY / units,
    frame.maxX / units,
    frame.maxY / units,
  ];
  const fills = new LayerWriter('areas', AREA_KEYS, values, wanted);
  const points = new LayerWriter('labels', AREA_KEYS, values, wanted);
  const drawn = new DrawnShapes(topology, tile.z, frame);
  for (const shape of map.shapeIndex.meeting(...box)) {
    if (shape < grids.length) continue;
    const row = (shape - grids.length) * AREA_KEYS.length;
    const { id } = areas[shape - grids.length]!;
    fills.path.begin();
    drawn.draw(shape, fills.path);
    if (!fills.path.isEmpty) fills.add(id, POLYGON, areaRows, row);
    const x = Math.round(labels[2 * shape]! * units);
    const y = Math.round(labels[2 * shape + 1]! * units);
    if (x < frame.west || x >= frame.east || y < frame.north || y >= frame.south) continue;
    points.path.begin();
    points.path.point(x - frame.west, y - frame.north);
    points.add(id, POINT, areaRows, row);
  }
  const lines = new LayerWriter('boundaries', ['left', 'right', 'level'], values, wanted);
  const rowOf = (shape: number): number => (shape - grids.length) * AREA_KEYS.length;
  drawBorders(lines, topology, tile.z, frame, map.arcIndex.meeting(...box), {
    sides: map.areaSides,
    code: (shape) => areaRows[rowOf(shape)]!,
    sort: (left) => areaRows[rowOf(left) + 2]!,
  });
  return tileOf([fills, lines, points]);
}
