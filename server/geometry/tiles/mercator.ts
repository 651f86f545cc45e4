/**
 * From the lattice to the integer grid of a zoom: web Mercator, the world from 0 to 1 with y down, times 4096 units a tile.
 * Rounding never turns an order round, so the rounded box of some points is the box of the rounded points.
 */
import { UNITS_PER_DEGREE } from '../lattice.ts';

/** Units along the side of a tile. */
export const EXTENT = 4096;

/** How far beyond its square a tile draws, so that no line ends at the border of two tiles: 8 pixels of 512. */
export const BUFFER = 64;

/** Units are int32 up to here: 2¹⁸ tiles of 4096 units. One is 3.7 cm at the equator. */
export const MAX_ZOOM = 18;

/** Where web Mercator is cut off, in degrees. */
const MAX_LATITUDE = 85.0511287798066;

export function worldX(latticeX: number): number {
  return (latticeX / UNITS_PER_DEGREE + 180) / 360;
}

export function worldY(latticeY: number): number {
  const latitude = Math.max(-MAX_LATITUDE, Math.min(MAX_LATITUDE, latticeY / UNITS_PER_DEGREE));
  return 0.5 - Math.asinh(Math.tan((latitude * Math.PI) / 180)) / (2 * Math.PI);
}

/** Units of the whole world at a zoom. */
export function worldUnits(zoom: number): number {
  return EXTENT * 2 ** zoom;
}

export interface Tile {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

/** A tile's square and the larger one that it draws, in units of the tile's zoom, y down. */
export interface TileFrame {
  readonly west: number;
  readonly north: number;
  readonly east: number;
  readonly south: number;
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

export function frameOf({ x, y }: Tile, buffer = BUFFER): TileFrame {
  const west = x * EXTENT;
  const north = y * EXTENT;
  const east = west + EXTENT;
  const south = north + EXTENT;
  return {
    west,
    north,
    east,
    south,
    minX: west - buffer,
    minY: north - buffer,
    maxX: east + buffer,
    maxY: south + buffer,
  };
}

/** Longitude and latitude in degrees of a place of the world. */
export function degreesOf(x: number, y: number): [lon: number, lat: number] {
  return [x * 360 - 180, (Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) * 180) / Math.PI];
}
