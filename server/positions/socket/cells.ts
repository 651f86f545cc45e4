/** The fixed cells by which positions are told: tiles of one zoom, as one number each. Pure. */
import { worldX, worldY } from '../../geometry/tiles/mercator.ts';

export const CELL_ZOOM = 13;
/** More than this at once are told as counts; so is everything on a map zoomed out further than that. */
export const MOST_CELLS = 64;
export const FROM_ZOOM = 11;

const SIDE = 2 ** CELL_ZOOM;

export type Cell = number;

export function cellAt(x: number, y: number): Cell {
  return clamp(worldY(y) * SIDE) * SIDE + clamp(worldX(x) * SIDE);
}

export function cellXY(cell: Cell): { x: number; y: number } {
  return { x: cell % SIDE, y: Math.floor(cell / SIDE) };
}

/** Null: there is no such cell. */
export function cellOf(x: number, y: number): Cell | null {
  const isWithin = (n: number): boolean => n >= 0 && n < SIDE;
  return isWithin(x) && isWithin(y) ? y * SIDE + x : null;
}

/** Every cell that meets the box, in degrees; null: too many of them, or no box. */
export function cellsOf([west, south, east, north]: readonly number[], zoom: number): Cell[] | null {
  if (zoom < FROM_ZOOM || !(west! <= east!) || !(south! <= north!)) return null;
  const minX = clamp(worldX(west! * 1e7) * SIDE);
  const maxX = clamp(worldX(east! * 1e7) * SIDE);
  const minY = clamp(worldY(north! * 1e7) * SIDE);
  const maxY = clamp(worldY(south! * 1e7) * SIDE);
  if ((maxX - minX + 1) * (maxY - minY + 1) > MOST_CELLS) return null;
  const cells: Cell[] = [];
  for (let y = minY; y <= maxY; y++) for (let x = minX; x <= maxX; x++) cells.push(y * SIDE + x);
  return cells;
}

function clamp(value: number): number {
  return Math.max(0, Math.min(SIDE - 1, Math.floor(value)));
}
