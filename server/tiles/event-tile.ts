/** A tile of the set `events`, made for one caller when asked for: what is in it depends on who asks and on the moment. */
import { toUnits } from '../geometry/lattice.ts';
import {
  degreesOf,
  frameOf,
  type Tile,
  type TileFrame,
  worldUnits,
  worldX,
  worldY,
} from '../geometry/tiles/mercator.ts';
import { type BuiltTile, type TileLimits, tileOf } from './built-tile.ts';
import type { EventPoint, EventPoints } from './event-points.ts';
import { LayerWriter, POINT } from './mvt/layer-writer.ts';
import { ValueTable } from './mvt/value-table.ts';

export const EVENT_KEYS = ['category', 'grade', 'state', 'overdue', 'reportedAt'] as const;
export const EVENT_LIMITS: TileLimits = { features: 5000, bytes: 600_000 };

export interface EventQuestion {
  readonly areas: readonly string[] | null;
  readonly openOnly: boolean;
  readonly wanted?: ReadonlySet<string> | undefined;
}

/** The newest events have room first. */
export function eventTile(
  events: EventPoints,
  tile: Tile,
  { areas, openOnly, wanted }: EventQuestion,
  limits: TileLimits = EVENT_LIMITS,
): BuiltTile {
  const units = worldUnits(tile.z);
  const frame = frameOf(tile);
  const [west, south] = degreesOf(frame.west / units, frame.south / units);
  const [east, north] = degreesOf(frame.east / units, frame.north / units);
  // a unit more on every side: what lies in the tile is decided by its own units
  const box = [toUnits(west) - 1, toUnits(south) - 1, toUnits(east) + 1, toUnits(north) + 1] as const;
  const newest: EventPoint[] = [];
  let inside = 0;
  for (const event of events.pointsIn(box, areas, openOnly)) {
    if (!isInside(event, units, frame)) continue;
    inside += 1;
    if (newest.length < limits.features) newest.push(event);
  }
  for (let most = newest.length; ; most = Math.floor(most / 2)) {
    const left = inside - most;
    const built = build(newest.slice(0, most), units, frame, wanted, left === 0 ? [] : [`events ${left}`]);
    if (built.bytes.length <= limits.bytes) return built;
  }
}

function isInside({ x, y }: EventPoint, units: number, { west, north, east, south }: TileFrame): boolean {
  const column = Math.round(worldX(x) * units);
  const row = Math.round(worldY(y) * units);
  return column >= west && column < east && row >= north && row < south;
}

function build(
  events: readonly EventPoint[],
  units: number,
  frame: TileFrame,
  wanted: ReadonlySet<string> | undefined,
  leftOut: readonly string[],
): BuiltTile {
  const values = new ValueTable();
  const rows = events.map((event) => EVENT_KEYS.map((key) => values.number(event[key])));
  const layer = new LayerWriter('events', EVENT_KEYS, values, wanted);
  events.forEach(({ serial, x, y }, i) => {
    layer.path.begin();
    layer.path.point(Math.round(worldX(x) * units) - frame.west, Math.round(worldY(y) * units) - frame.north);
    layer.add(serial, POINT, rows[i]!);
  });
  return tileOf([layer], leftOut);
}
