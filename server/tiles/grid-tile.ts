/** A tile of the set `grids`. Fills are never left out: a missing one would look like a gap in the map. */
import { frameOf, type Tile, worldUnits } from '../geometry/tiles/mercator.ts';
import { type BuiltTile, isOver, TILE_LIMITS, type TileLimits, tileOf } from './built-tile.ts';
import { drawBorders } from './drawn-borders.ts';
import { DrawnShapes } from './drawn-shapes.ts';
import { GRID_KEYS, type GroundMap } from './ground-map.ts';
import { LABELS_FROM, MICRO_FROM } from './layer-sets.ts';
import { LayerWriter, POINT, POLYGON } from './mvt/layer-writer.ts';

/** A grid no larger than a pixel of 512. */
const TINY = 8;

/** What goes first when a tile is over the limits; the last takes all but the code from the fills. */
const STEPS = ['labels', 'micro', 'tiny', 'attributes'] as const;
type Step = (typeof STEPS)[number];

/** `wanted`: the fields, all when left out. */
export function gridTile(
  map: GroundMap,
  tile: Tile,
  wanted?: ReadonlySet<string>,
  limits: TileLimits = TILE_LIMITS,
): BuiltTile {
  const without = new Set<Step>();
  for (const step of STEPS) {
    const built = build(map, tile, wanted, without);
    if (!isOver(built, limits)) return built;
    without.add(step);
  }
  return build(map, tile, wanted, without);
}

function build(map: GroundMap, tile: Tile, wanted: ReadonlySet<string> | undefined, without: Set<Step>): BuiltTile {
  const { topology, grids, gridRows, values, labels, gridSides } = map;
  const { z } = tile;
  const frame = frameOf(tile);
  const units = worldUnits(z);
  const box = [frame.minX - TINY, frame.minY - TINY, frame.maxX + TINY, frame.maxY + TINY].map((at) => at / units);
  const near = map.shapeIndex.meeting(...(box as [number, number, number, number]));
  const micro = z >= MICRO_FROM && !without.has('micro');
  const shown = near.filter((shape) => shape < grids.length && (micro || grids[shape]!.kind !== 'micro'));
  const fills = new LayerWriter('grids', GRID_KEYS, values, without.has('attributes') ? new Set(['code']) : wanted);
  const points = new LayerWriter('labels', GRID_KEYS, values, wanted);
  const tiny = new LayerWriter('tiny', GRID_KEYS, values, tinyFields(wanted));
  const drawn = new DrawnShapes(topology, z, frame);
  for (const shape of shown) {
    const { id } = grids[shape]!;
    fills.path.begin();
    drawn.draw(shape, fills.path);
    if (!fills.path.isEmpty) fills.add(id, POLYGON, gridRows, shape * GRID_KEYS.length);
    const x = Math.round(labels[2 * shape]! * units);
    const y = Math.round(labels[2 * shape + 1]! * units);
    if (!without.has('tiny') && drawn.sizeOf(shape) <= TINY) {
      const isNear =
        x >= frame.minX - TINY && x <= frame.maxX + TINY && y >= frame.minY - TINY && y <= frame.maxY + TINY;
      if (isNear) {
        tiny.path.begin();
        tiny.path.ring(squareAround(x - frame.west, y - frame.north), 8, false);
        tiny.add(id, POLYGON, gridRows, shape * GRID_KEYS.length);
      }
    }
    if (z < LABELS_FROM || without.has('labels')) continue;
    if (x < frame.west || x >= frame.east || y < frame.north || y >= frame.south) continue;
    points.path.begin();
    points.path.point(x - frame.west, y - frame.north);
    points.add(id, POINT, gridRows, shape * GRID_KEYS.length);
  }
  const borders = new LayerWriter('borders', ['left', 'right', 'kind'], values, wanted);
  const sorts = { grid: values.number('grid'), micro: values.number('micro') };
  const arcs = map.arcIndex.meeting(frame.minX / units, frame.minY / units, frame.maxX / units, frame.maxY / units);
  drawBorders(borders, topology, z, frame, arcs, {
    sides: gridSides,
    code: (shape) => gridRows[shape * GRID_KEYS.length]!,
    sort: (left) => (grids[left]!.kind !== 'micro' ? sorts.grid : micro ? sorts.micro : null),
  });
  return tileOf([fills, borders, points, tiny], [...without]);
}

function tinyFields(wanted: ReadonlySet<string> | undefined): Set<string> {
  return new Set(['code', 'kind', 'colour'].filter((field) => wanted === undefined || wanted.has(field)));
}

function squareAround(x: number, y: number): number[] {
  const half = TINY / 2;
  return [x - half, y - half, x + half, y - half, x + half, y + half, x - half, y + half];
}
