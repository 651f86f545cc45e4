/** A tile of the set `grids`. Fills are never left out: a missing one would look like a gap in the map. */
import { frameOf, type Tile, type TileFrame, worldUnits } from '../geometry/tiles/mercator.ts';
import { type BuiltTile, isOver, TILE_LIMITS, type TileLimits, tileOf } from './built-tile.ts';
import { drawBorders } from './drawn-borders.ts';
import { drawLabels } from './drawn-labels.ts';
import { DrawnShapes } from './drawn-shapes.ts';
import { GRID_BORDER, GRID_KEYS, type GroundMap } from './ground-map.ts';
import { GRID_FIELDS, LABELS_FROM, MICRO_FROM, TINY_FIELDS } from './layer-sets.ts';
import { LayerWriter, POINT, POLYGON } from './mvt/layer-writer.ts';

/** A grid no larger than a pixel of 512. */
const TINY = 8;

/** What goes first when a tile is over the limits; the last takes all but code and county from the fills. */
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
  const { topology, grids, gridRows, values } = map;
  const frame = frameOf(tile);
  const units = worldUnits(tile.z);
  const micro = tile.z >= MICRO_FROM && !without.has('micro');
  const drawn = new DrawnShapes(topology, tile.z, frame);
  const shown = map.shapeIndex
    .meeting(
      (frame.minX - TINY) / units,
      (frame.minY - TINY) / units,
      (frame.maxX + TINY) / units,
      (frame.maxY + TINY) / units,
    )
    .filter((shape) => shape < grids.length && (micro || grids[shape]!.kind !== 'micro'));

  const fills = new LayerWriter(
    'grids',
    GRID_KEYS,
    values,
    without.has('attributes') ? new Set(['code', 'county']) : of(GRID_FIELDS, wanted),
  );
  for (const shape of shown) {
    fills.path.begin();
    drawn.draw(shape, fills.path);
    if (!fills.path.isEmpty) fills.add(grids[shape]!.id, POLYGON, gridRows, shape * GRID_KEYS.length);
  }
  const layers = [fills];

  const borders = new LayerWriter('borders', ['left', 'right', 'kind'], values, wanted);
  const arcs = map.arcIndex.meeting(frame.minX / units, frame.minY / units, frame.maxX / units, frame.maxY / units);
  const isShown = (border: number): boolean => micro || map.gridBorders.sort[border] === GRID_BORDER;
  drawBorders(borders, topology, tile.z, frame, arcs, map.gridBorders, map.gridBorderRows, isShown);
  layers.push(borders);

  if (tile.z >= LABELS_FROM && !without.has('labels')) {
    const labels = new LayerWriter('labels', GRID_KEYS, values, wanted);
    drawLabels(labels, frame, units, map.labels, shown, (shape) =>
      labels.add(grids[shape]!.id, POINT, gridRows, shape * GRID_KEYS.length),
    );
    layers.push(labels);
  }
  if (!without.has('tiny')) {
    const tiny = new LayerWriter('tiny', GRID_KEYS, values, of(TINY_FIELDS, wanted));
    for (const shape of shown) if (drawn.sizeOf(shape) <= TINY) drawTiny(tiny, map, shape, frame, units);
    layers.push(tiny);
  }
  return tileOf(layers, [...without]);
}

function drawTiny(layer: LayerWriter, map: GroundMap, shape: number, frame: TileFrame, units: number): void {
  const x = Math.round(map.labels[2 * shape]! * units);
  const y = Math.round(map.labels[2 * shape + 1]! * units);
  if (x < frame.minX || x > frame.maxX || y < frame.minY || y > frame.maxY) return;
  layer.path.begin();
  layer.path.ring(squareAround(x - frame.west, y - frame.north), 8, false);
  layer.add(map.grids[shape]!.id, POLYGON, map.gridRows, shape * GRID_KEYS.length);
}

/** Of the fields of a layer those that are wanted. */
function of(fields: Readonly<Record<string, string>>, wanted: ReadonlySet<string> | undefined): Set<string> {
  return new Set(Object.keys(fields).filter((field) => wanted === undefined || wanted.has(field)));
}

function squareAround(x: number, y: number): number[] {
  const half = TINY / 2;
  return [x - half, y - half, x + half, y - half, x + half, y + half, x - half, y + half];
}
