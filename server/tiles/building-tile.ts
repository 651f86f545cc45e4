/**
 * A tile of the set `buildings`: points, and from near footprints. At a distance, and where there are more than the limits
 * allow, only the building with most households in each square is shown, and the tile says how many are not.
 */
import { ClippedRing } from '../geometry/tiles/clipped-ring.ts';
import { frameOf, type Tile, type TileFrame, worldUnits, worldX, worldY } from '../geometry/tiles/mercator.ts';
import { BUILDING_KEYS, type BuildingColumns } from './building-columns.ts';
import { type BuiltTile, isOver, type TileLimits, tileOf } from './built-tile.ts';
import { FOOTPRINTS_FROM } from './layer-sets.ts';
import { LayerWriter, POINT, POLYGON } from './mvt/layer-writer.ts';
import type { PathWriter } from './mvt/path-writer.ts';
import { ValueTable } from './mvt/value-table.ts';
import { thinned } from './thinned-buildings.ts';

export const BUILDING_LIMITS: TileLimits = { features: 12_000, bytes: 600_000 };

/** Units of the squares: below footprints 8 pixels of 512; each step over the limits doubles them. */
const SIDE = 64;
const FIRST_STEP = 16;
/** One square a tile is left in the end. */
const LAST_SIDE = 4096;

/** `counties`: in order of their codes. */
export function buildingTile(
  counties: readonly BuildingColumns[],
  tile: Tile,
  wanted?: ReadonlySet<string>,
  limits: TileLimits = BUILDING_LIMITS,
): BuiltTile {
  const units = worldUnits(tile.z);
  const frame = frameOf(tile);
  const near = counties.map(({ index }) =>
    index.meeting(frame.minX / units, frame.minY / units, frame.maxX / units, frame.maxY / units),
  );
  const all = near.reduce((sum, { length }) => sum + length, 0);
  for (let side = tile.z < FOOTPRINTS_FROM ? SIDE : 0; ; side = side === 0 ? FIRST_STEP : 2 * side) {
    const shown = counties.map((columns, i) => thinned(columns, near[i]!, units, side));
    const count = shown.reduce((sum, { length }) => sum + length, 0);
    // each has a point, and what is far over the limit need not be drawn to be known
    if (count > 2 * limits.features && side < LAST_SIDE) continue;
    const built = build(counties, shown, tile, frame, units, wanted, count === all ? [] : [`buildings ${all - count}`]);
    if (!isOver(built, limits) || side >= LAST_SIDE) return built;
  }
}

function build(
  counties: readonly BuildingColumns[],
  shown: readonly (readonly number[])[],
  { z }: Tile,
  frame: TileFrame,
  units: number,
  wanted: ReadonlySet<string> | undefined,
  leftOut: readonly string[],
): BuiltTile {
  const empty = new ValueTable();
  const fills = new LayerWriter('buildings', BUILDING_KEYS, empty, wanted);
  const ring = new ClippedRing(frame);
  counties.forEach((columns, i) => {
    if (z < FOOTPRINTS_FROM) return;
    fills.use(columns.values);
    for (const building of shown[i]!) {
      fills.path.begin();
      drawFootprint(columns, building, units, frame, ring, fills.path);
      if (!fills.path.isEmpty)
        fills.add(columns.ids[building]!, POLYGON, columns.rows, building * BUILDING_KEYS.length);
    }
  });
  const points = new LayerWriter('points', BUILDING_KEYS, empty, wanted);
  counties.forEach((columns, i) => {
    points.use(columns.values);
    for (const building of shown[i]!) {
      const x = Math.round(worldX(columns.x[building]!) * units);
      const y = Math.round(worldY(columns.y[building]!) * units);
      if (x < frame.west || x >= frame.east || y < frame.north || y >= frame.south) continue;
      points.path.begin();
      points.path.point(x - frame.west, y - frame.north);
      points.add(columns.ids[building]!, POINT, columns.rows, building * BUILDING_KEYS.length);
    }
  });
  return tileOf([fills, points], leftOut);
}

let line = new Int32Array(256);

function drawFootprint(
  { ringsOf, rings, isShell, xy }: BuildingColumns,
  building: number,
  units: number,
  frame: TileFrame,
  ring: ClippedRing,
  path: PathWriter,
): void {
  let hasShell = false;
  for (let r = ringsOf[building]!; r < ringsOf[building + 1]!; r++) {
    const from = rings[r]!;
    const length = rings[r + 1]! - from;
    if (length > line.length) line = new Int32Array(2 * length);
    for (let i = 0; i < length; i += 2) {
      line[i] = Math.round(worldX(xy[from + i]!) * units);
      line[i + 1] = Math.round(worldY(xy[from + i + 1]!) * units);
    }
    ring.begin(frame);
    ring.arc(line, 0, length / 2 - 1, false, 'cut');
    ring.end();
    const isProper = ring.length >= 6 && ring.area2 !== 0;
    if (isShell[r] === 1) hasShell = isProper;
    if (isProper && hasShell) path.ring(ring.xy, ring.length, isShell[r] === 1 ? ring.area2 < 0 : ring.area2 > 0);
  }
}
