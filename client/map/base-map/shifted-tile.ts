/**
 * Tiles in GCJ-02 on a map in WGS 84: which of them, and which parts, make up the tile that the map asks for. Only pictures move,
 * never our data. Within a tile one shift is used, that of its middle, put to whole pixels. The shift changes by up to half a per cent
 * of the way, so at the corners of a tile of 256 pixels it is wrong by 0.9 pixels at most, and with the whole pixels by 1.6, at any
 * zoom; 0.3 in the mean. tests/unit/base-map/shifted-tile.test.ts measures it against the datum of the kernel.
 */
import { wgs84ToGcj02 } from '../../../server/geometry/datum.ts';

/** Web Mercator, 0…1 from the north-west. */
export const columnOf = (lon: number): number => (lon + 180) / 360;
export const rowOf = (lat: number): number => {
  const sin = Math.sin((lat * Math.PI) / 180);
  return 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
};
export const lonOf = (column: number): number => column * 360 - 180;
export const latOf = (row: number): number => (Math.atan(Math.exp((0.5 - row) * 2 * Math.PI)) * 360) / Math.PI - 90;

/** How far a place lies from its own picture in tiles in GCJ-02: tiles of this zoom, to the east and to the south. */
export function shiftAt(lon: number, lat: number, z: number): [east: number, south: number] {
  const [shiftedLon, shiftedLat] = wgs84ToGcj02(lon, lat);
  return [(columnOf(shiftedLon) - columnOf(lon)) * 2 ** z, (rowOf(shiftedLat) - rowOf(lat)) * 2 ** z];
}

/** A tile of the provider, and where its north-west corner comes to lie in the tile of the map; 1 is the side of a tile. */
export interface Piece {
  readonly x: number;
  readonly y: number;
  readonly left: number;
  readonly top: number;
}

/** One to four pieces that cover the tile; fewer at the edge of the world. */
export function piecesOf(z: number, x: number, y: number): Piece[] {
  const side = 2 ** z;
  const [east, south] = shiftAt(lonOf((x + 0.5) / side), latOf((y + 0.5) / side), z);
  return along(south).flatMap(([row, top]) =>
    along(east).flatMap(([column, left]) => {
      const piece = { x: (((x + column) % side) + side) % side, y: y + row, left, top };
      return piece.y < 0 || piece.y >= side ? [] : [piece];
    }),
  );
}

/** Of one axis: whole tiles to go, and where that tile begins. */
function along(shift: number): [step: number, start: number][] {
  const whole = Math.floor(shift);
  const rest = shift - whole;
  return rest === 0
    ? [[whole, 0]]
    : [
        [whole, -rest],
        [whole + 1, 1 - rest],
      ];
}
