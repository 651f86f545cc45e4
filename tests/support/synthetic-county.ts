/**
 * A made-up county of community grids in lattice units: an exact coverage whose neighbours share every vertex of their
 * jagged borders, counter-clockwise, in rows from the south. Grids are about 250 m across, near 118°E 30.7°N.
 */
import type { MultiPolygon, Polygon, Ring } from '../../server/geometry/polygon.ts';
import { between, mulberry32, type Random } from './random.ts';

export interface CountyWish {
  readonly grids: number;
  /** Mean vertices of a ring, at least 4. */
  readonly vertices: number;
  readonly seed: number;
  /** Share of grids with a hole that is a second part of the next grid; 0 by default. */
  readonly enclaves?: number;
}

const WEST = 1_180_000_000;
const SOUTH = 307_000_000;
const PITCH_X = 26_000;
const PITCH_Y = 22_500;

export function syntheticCounty(wish: CountyWish): MultiPolygon[] {
  const random = mulberry32(wish.seed);
  const cols = Math.max(1, Math.ceil(Math.sqrt(wish.grids)));
  const rows = Math.ceil(wish.grids / cols);
  const corner: [number, number][] = [];
  for (let row = 0; row <= rows; row++) {
    for (let col = 0; col <= cols; col++) {
      corner.push([
        Math.round(WEST + PITCH_X * (col + (random() - 0.5) * 0.3)),
        Math.round(SOUTH + PITCH_Y * (row + (random() - 0.5) * 0.3)),
      ]);
    }
  }
  const at = (row: number, col: number) => corner[row * (cols + 1) + col]!;
  const level = paths(rows + 1, cols, (row, col) => jagged(random, at(row, col), at(row, col + 1), wish.vertices / 4));
  const upright = paths(rows, cols + 1, (row, col) =>
    jagged(random, at(row, col), at(row + 1, col), wish.vertices / 4),
  );
  const shells: Ring[] = [];
  for (let grid = 0; grid < wish.grids; grid++) {
    const row = Math.floor(grid / cols);
    const col = grid % cols;
    const south = level[row * cols + col]!;
    const north = level[(row + 1) * cols + col]!;
    const west = upright[row * (cols + 1) + col]!;
    const east = upright[row * (cols + 1) + col + 1]!;
    shells.push(ringOf([south, east, reversed(north), reversed(west)]));
  }
  return withEnclaves(random, shells, wish.enclaves ?? 0, (grid) => centre(at, Math.floor(grid / cols), grid % cols));
}

/** Random points in the box of the grids, as flat pairs: buildings, say. */
export function randomPoints(grids: readonly MultiPolygon[], count: number, seed: number): Int32Array {
  const random = mulberry32(seed);
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const grid of grids) {
    for (const ring of grid.flat()) {
      for (let i = 0; i < ring.length; i += 2) {
        minX = Math.min(minX, ring[i]!);
        maxX = Math.max(maxX, ring[i]!);
        minY = Math.min(minY, ring[i + 1]!);
        maxY = Math.max(maxY, ring[i + 1]!);
      }
    }
  }
  const points = new Int32Array(count * 2);
  for (let i = 0; i < points.length; i += 2) {
    points[i] = between(random, minX, maxX);
    points[i + 1] = between(random, minY, maxY);
  }
  return points;
}

function paths(rows: number, cols: number, make: (row: number, col: number) => number[]): number[][] {
  const all: number[][] = [];
  for (let row = 0; row < rows; row++) for (let col = 0; col < cols; col++) all.push(make(row, col));
  return all;
}

/** From a to b in short steps that swerve less and less towards the ends, so that paths meet in their ends only. */
function jagged(random: Random, a: readonly number[], b: readonly number[], steps: number): number[] {
  const whole = Math.max(1, Math.floor(steps) + (random() < steps % 1 ? 1 : 0));
  const dx = b[0]! - a[0]!;
  const dy = b[1]! - a[1]!;
  const path = [a[0]!, a[1]!];
  for (let i = 1; i < whole; i++) {
    const t = i / whole;
    const swerve = (random() - 0.5) * 0.4 * Math.min(t, 1 - t);
    path.push(Math.round(a[0]! + t * dx - swerve * dy), Math.round(a[1]! + t * dy + swerve * dx));
  }
  path.push(b[0]!, b[1]!);
  return path;
}

function reversed(path: readonly number[]): number[] {
  const back: number[] = [];
  for (let i = path.length - 2; i >= 0; i -= 2) back.push(path[i]!, path[i + 1]!);
  return back;
}

function ringOf(sides: readonly (readonly number[])[]): Ring {
  return Int32Array.from(sides.flatMap((side) => side.slice(0, -2)));
}

function centre(at: (row: number, col: number) => [number, number], row: number, col: number): [number, number] {
  const around = [at(row, col), at(row, col + 1), at(row + 1, col), at(row + 1, col + 1)];
  return [
    Math.round(around.reduce((sum, [x]) => sum + x, 0) / 4),
    Math.round(around.reduce((sum, [, y]) => sum + y, 0) / 4),
  ];
}

function withEnclaves(
  random: Random,
  shells: readonly Ring[],
  share: number,
  centreOf: (grid: number) => [number, number],
): MultiPolygon[] {
  const grids: Polygon[][] = shells.map((shell) => [[shell]]);
  for (let grid = 0; grid + 1 < shells.length && share > 0; grid++) {
    if (random() >= share) continue;
    const [x, y] = centreOf(grid);
    const r = between(random, 500, 2000);
    grids[grid]![0] = [shells[grid]!, Int32Array.of(x - r, y, x, y + r, x + r, y, x, y - r)];
    grids[grid + 1]!.push([Int32Array.of(x - r, y, x, y - r, x + r, y, x, y + r)]);
  }
  return grids;
}
