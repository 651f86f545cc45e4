/** A tile of the set `events`, made for one caller when asked for: what is in it depends on who asks and on the moment. */
import { toUnits } from '../geometry/lattice.ts';
import type { Box } from '../geometry/polygon.ts';
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
  const { newest, count } = events.pointsIn(latticeBox(frame, units), { areas, openOnly, most: limits.features });
  for (let most = newest.length; ; most = Math.floor(most / 2)) {
    const left = count - most;
    const built = build(newest.slice(0, most), units, frame, wanted, left === 0 ? [] : [`events ${left}`]);
    if (built.bytes.length <= limits.bytes) return built;
  }
}

/** The lattice points whose units lie in the tile's square, exactly: so that each event is in one tile. */
function latticeBox({ west, north, east, south }: TileFrame, units: number): Box {
  const [left, top] = degreesOf(west / units, north / units);
  const [right, bottom] = degreesOf(east / units, south / units);
  const column = (x: number): number => Math.round(worldX(x) * units);
  const row = (y: number): number => Math.round(worldY(y) * units);
  const reach = toUnits(360) / units;
  return [
    least(toUnits(left) - reach, toUnits(left) + reach, (x) => column(x) >= west),
    least(toUnits(bottom) - reach, toUnits(bottom) + reach, (y) => row(y) < south),
    least(toUnits(right) - reach, toUnits(right) + reach, (x) => column(x) >= east) - 1,
    least(toUnits(top) - reach, toUnits(top) + reach, (y) => row(y) < north) - 1,
  ];
}

/** The least whole number between two for which it is so, as it then is for all above. */
function least(from: number, to: number, isSo: (at: number) => boolean): number {
  let [low, high] = [Math.floor(from) - 1, Math.ceil(to) + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isSo(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
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
