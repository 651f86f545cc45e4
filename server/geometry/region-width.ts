/**
 * The width of a region in metres: the diameter of its largest inscribed circle. With A the area and P the length of all
 * rings, the circle is never smaller than 2A/P across; a thin strip is about 2A/P wide, so it is not searched.
 * Method of the search: squares halved while they may hold a circle 5 % larger than the best, level by level.
 */
import { centroid, perimeterM, totalAreaM2 } from './area.ts';
import { metresPerUnitX, metresPerUnitY } from './distance.ts';
import type { Faces } from './faces.ts';
import { SLIVER_M, SNAP_M } from './finding-severity.ts';
import type { MultiPolygon } from './polygon.ts';
import type { RegionMeasure } from './region-measure.ts';
import { cornerRings, type Region } from './regions.ts';

export interface Width {
  readonly widthM: number;
  /** `circle`: found to 5 %, to 20 % for a strip. `bound`: 2A/P or more, from a strip too thin or a shape too large to search. */
  readonly by: 'circle' | 'bound';
}

/** A strip this many times longer than wide is not searched, unless its width decides how grave it is: then this many. */
const THIN = 50;
const THIN_IN_DOUBT = 1000;
/** The circle is at most about this many times 2A/P in what is in doubt. */
const DOUBT = 4;
const PRECISION = 1.05;
const PRECISION_IN_DOUBT = 1.2;
/** Distances to single sides, per search. */
const MOST_LOOKS = 4_000_000;

/** `limits`: further widths in metres at which something is decided. */
export function widthOf(faces: Faces, region: Region, measure: RegionMeasure, limits: readonly number[] = []): Width {
  return widthBetween(() => sidesInMetres(faces, region, measure.atY), measure, limits);
}

/** The same for a shape on the lattice. */
export function widthOfShape(shape: MultiPolygon, limits: readonly number[] = []): Width {
  const size = { areaM2: totalAreaM2(shape), perimeterM: perimeterM(shape) };
  return widthBetween(() => shapeSidesInMetres(shape), size, limits);
}

function widthBetween(
  sidesOf: () => Float64Array,
  { areaM2, perimeterM: around }: Pick<RegionMeasure, 'areaM2' | 'perimeterM'>,
  limits: readonly number[],
): Width {
  const least = around > 0 ? areaM2 / around : 0;
  const inDoubt = [SNAP_M, SLIVER_M, ...limits].some((limit) => 2 * least <= limit && limit < DOUBT * 2 * least);
  const isThin = least * 4 * THIN < around;
  if (isThin && (!inDoubt || least * 4 * THIN_IN_DOUBT < around)) return { widthM: 2 * least, by: 'bound' };
  const radius = largestCircle(sidesOf(), least, isThin ? PRECISION_IN_DOUBT : PRECISION);
  return radius === null ? { widthM: 2 * least, by: 'bound' } : { widthM: 2 * radius, by: 'circle' };
}

function shapeSidesInMetres(shape: MultiPolygon): Float64Array {
  const [x0, y0] = centroid(shape);
  const mx = metresPerUnitX(y0);
  const my = metresPerUnitY(y0);
  const sides: number[] = [];
  for (const ring of shape.flat()) {
    for (let i = 0; i < ring.length; i += 2) {
      const j = (i + 2) % ring.length;
      sides.push((ring[i]! - x0) * mx, (ring[i + 1]! - y0) * my, (ring[j]! - x0) * mx, (ring[j + 1]! - y0) * my);
    }
  }
  return Float64Array.from(sides);
}

/** ax, ay, bx, by of every side, in metres from the first corner. */
function sidesInMetres(faces: Faces, region: Region, atY: number): Float64Array {
  const { nodes } = faces.pieces;
  const mx = metresPerUnitX(atY);
  const my = metresPerUnitY(atY);
  const sides: number[] = [];
  let origin = -1;
  for (const corners of cornerRings(faces, region)) {
    if (origin < 0) origin = corners[0]!;
    for (let i = 0; i < corners.length; i++) {
      for (const node of [corners[i]!, corners[(i + 1) % corners.length]!]) {
        sides.push((nodes.x[node]! - nodes.x[origin]!) * mx, (nodes.y[node]! - nodes.y[origin]!) * my);
      }
    }
  }
  return Float64Array.from(sides);
}

/** The radius, at least `least`; null when the search would take too long. */
function largestCircle(sides: Float64Array, least: number, precision: number): number | null {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < sides.length; i += 4) {
    minX = Math.min(minX, sides[i]!);
    maxX = Math.max(maxX, sides[i]!);
    minY = Math.min(minY, sides[i + 1]!);
    maxY = Math.max(maxY, sides[i + 1]!);
  }
  let half = Math.min(maxX - minX, maxY - minY) / 2;
  let best = least;
  let looks = 0;
  let squares: number[] = [];
  const cols = Math.min(32, Math.ceil((maxX - minX) / (2 * half)));
  const rows = Math.min(32, Math.ceil((maxY - minY) / (2 * half)));
  half = Math.max((maxX - minX) / cols, (maxY - minY) / rows) / 2;
  for (let i = 0; i < cols; i++) {
    for (let j = 0; j < rows; j++) squares.push(minX + (2 * i + 1) * half, minY + (2 * j + 1) * half);
  }
  while (squares.length > 0) {
    const promising: number[] = [];
    const reach = half * Math.SQRT2;
    for (let i = 0; i < squares.length; i += 2) {
      looks += sides.length / 4;
      if (looks > MOST_LOOKS) return null;
      const distance = distanceInside(sides, squares[i]!, squares[i + 1]!, best * precision - reach);
      if (distance > best) best = distance;
      if (distance + reach > best * precision) promising.push(squares[i]!, squares[i + 1]!, distance);
    }
    squares = [];
    half /= 2;
    for (let i = 0; i < promising.length; i += 3) {
      if (promising[i + 2]! + reach <= best * precision) continue;
      const x = promising[i]!;
      const y = promising[i + 1]!;
      squares.push(x - half, y - half, x + half, y - half, x - half, y + half, x + half, y + half);
    }
  }
  return best;
}

/** Metres to the nearest side, negative outside; −∞ when that is less than `limit` on either side. */
function distanceInside(sides: Float64Array, x: number, y: number, limit: number): number {
  let inside = false;
  let least = Infinity;
  const enough = limit > 0 ? limit * limit : -1;
  for (let i = 0; i < sides.length; i += 4) {
    const ax = sides[i]!;
    const ay = sides[i + 1]!;
    const ux = sides[i + 2]! - ax;
    const uy = sides[i + 3]! - ay;
    if (ay > y !== ay + uy > y && x < (ux * (y - ay)) / uy + ax) inside = !inside;
    const t = ((x - ax) * ux + (y - ay) * uy) / (ux * ux + uy * uy);
    const along = Math.max(0, Math.min(1, t));
    const dx = ax + along * ux - x;
    const dy = ay + along * uy - y;
    const square = dx * dx + dy * dy;
    if (square >= least) continue;
    if (square <= enough) return -Infinity;
    least = square;
  }
  return inside ? Math.sqrt(least) : -Math.sqrt(least);
}
