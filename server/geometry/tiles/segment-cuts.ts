/**
 * Where a segment passes the lines of a tile: those of its square, so that neighbouring tiles have the same point there, and
 * those beyond which nothing is drawn. Worked out from the whole segment and always from its smaller end, so whoever meets
 * it, from either side and in either tile, gets the same whole numbers.
 */
import type { TileFrame } from './mercator.ts';

/** Places x, y in order from a to b, strictly between them, put on the edge of what is drawn where they lie beside it. */
export const cuts = new Int32Array(16);

const shares = new Float64Array(8);

/** How many numbers of `cuts` are set: two for each place. */
export function cutSegment(ax: number, ay: number, bx: number, by: number, frame: TileFrame): number {
  const forward = ax < bx || (ax === bx && ay < by);
  const sx = forward ? ax : bx;
  const sy = forward ? ay : by;
  const dx = (forward ? bx : ax) - sx;
  const dy = (forward ? by : ay) - sy;
  let count = 0;
  if (dx !== 0) {
    count = upright(count, frame.minX, sx, sy, dx, dy, frame);
    count = upright(count, frame.west, sx, sy, dx, dy, frame);
    count = upright(count, frame.east, sx, sy, dx, dy, frame);
    count = upright(count, frame.maxX, sx, sy, dx, dy, frame);
  }
  if (dy !== 0) {
    count = level(count, frame.minY, sx, sy, dx, dy, frame);
    count = level(count, frame.north, sx, sy, dx, dy, frame);
    count = level(count, frame.south, sx, sy, dx, dy, frame);
    count = level(count, frame.maxY, sx, sy, dx, dy, frame);
  }
  if (!forward) turn(count);
  return 2 * count;
}

/** Whether a segment stays between two neighbouring lines each way. */
export function isUncut(ax: number, ay: number, bx: number, by: number, frame: TileFrame): boolean {
  return (
    isBetween(ax, bx, frame.minX, frame.west, frame.east, frame.maxX) &&
    isBetween(ay, by, frame.minY, frame.north, frame.south, frame.maxY)
  );
}

function isBetween(a: number, b: number, l0: number, l1: number, l2: number, l3: number): boolean {
  const low = Math.min(a, b);
  const high = Math.max(a, b);
  return !((low < l0 && high > l0) || (low < l1 && high > l1) || (low < l2 && high > l2) || (low < l3 && high > l3));
}

function upright(count: number, x: number, sx: number, sy: number, dx: number, dy: number, frame: TileFrame): number {
  if (x <= sx || x >= sx + dx) return count;
  const y = Math.round(sy + ((x - sx) * dy) / dx);
  return insert(count, (x - sx) / dx, x, within(y, frame.minY, frame.maxY));
}

function level(count: number, y: number, sx: number, sy: number, dx: number, dy: number, frame: TileFrame): number {
  if (dy > 0 ? y <= sy || y >= sy + dy : y >= sy || y <= sy + dy) return count;
  const x = Math.round(sx + ((y - sy) * dx) / dy);
  return insert(count, (y - sy) / dy, within(x, frame.minX, frame.maxX), y);
}

function insert(count: number, share: number, x: number, y: number): number {
  let at = count;
  while (at > 0 && shares[at - 1]! > share) {
    shares[at] = shares[at - 1]!;
    cuts[2 * at] = cuts[2 * at - 2]!;
    cuts[2 * at + 1] = cuts[2 * at - 1]!;
    at -= 1;
  }
  shares[at] = share;
  cuts[2 * at] = x;
  cuts[2 * at + 1] = y;
  return count + 1;
}

function turn(count: number): void {
  for (let i = 0, j = count - 1; i < j; i++, j--) {
    const x = cuts[2 * i]!;
    const y = cuts[2 * i + 1]!;
    cuts[2 * i] = cuts[2 * j]!;
    cuts[2 * i + 1] = cuts[2 * j + 1]!;
    cuts[2 * j] = x;
    cuts[2 * j + 1] = y;
  }
}

export function within(value: number, least: number, most: number): number {
  return value < least ? least : Math.min(value, most);
}
