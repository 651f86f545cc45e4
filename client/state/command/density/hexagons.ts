/**
 * Hexagons of a size in metres over the points: which one each lies in is found once, so that counting a window is one pass
 * over its piece of the arrays. Pointed upward. Metres are those at the middle latitude, which over a county is right within
 * a thousandth. Pure.
 */
import type { DensityPoints, Piece } from './density-points.ts';

export interface Hexagons {
  readonly radiusM: number;
  readonly count: number;
  /** Of each hexagon; longitude and latitude by turns. */
  readonly centres: Float32Array;
  /** The hexagon of each point. */
  readonly cellOf: Uint32Array;
}

const METRES_PER_DEGREE = 111_195;
const SQRT3 = Math.sqrt(3);

export const hexagonAreaM2 = (radiusM: number): number => (3 * SQRT3 * radiusM * radiusM) / 2;

export function hexagonsOf({ count, positions }: DensityPoints, radiusM: number): Hexagons {
  const metres = metresAt(positions, count);
  const cellOf = new Uint32Array(count);
  const centres: number[] = [];
  const known = new Map<number, number>();
  for (let i = 0; i < count; i++) {
    const x = positions[i * 2]! * metres.perLon;
    const y = positions[i * 2 + 1]! * METRES_PER_DEGREE;
    const [q, r] = rounded((SQRT3 * x - y) / 3 / radiusM, (2 * y) / 3 / radiusM);
    const key = q * 0x4000000 + r;
    let cell = known.get(key);
    if (cell === undefined) {
      cell = known.size;
      known.set(key, cell);
      centres.push((radiusM * SQRT3 * (q + r / 2)) / metres.perLon, (radiusM * 1.5 * r) / METRES_PER_DEGREE);
    }
    cellOf[i] = cell;
  }
  return { radiusM, count: known.size, centres: Float32Array.from(centres), cellOf };
}

function metresAt(positions: Float32Array, count: number): { perLon: number } {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += positions[i * 2 + 1]!;
  return { perLon: METRES_PER_DEGREE * Math.cos(((count === 0 ? 0 : sum / count) * Math.PI) / 180) };
}

/** The nearest hexagon to axial coordinates that are no whole numbers. */
function rounded(q: number, r: number): [number, number] {
  const s = -q - r;
  const [wholeQ, wholeR, wholeS] = [Math.round(q), Math.round(r), Math.round(s)];
  const [dq, dr, ds] = [Math.abs(wholeQ - q), Math.abs(wholeR - r), Math.abs(wholeS - s)];
  if (dq > dr && dq > ds) return [-wholeR - wholeS, wholeR];
  return dr > ds ? [wholeQ, -wholeQ - wholeS] : [wholeQ, wholeR];
}

export interface Sums {
  readonly weights: Float32Array;
  readonly counts: Uint32Array;
}

export const newSums = ({ count }: Hexagons): Sums => ({
  weights: new Float32Array(count),
  counts: new Uint32Array(count),
});

/** Written over. */
export function sumInto(sums: Sums, hexagons: Hexagons, { weights }: DensityPoints, { first, end }: Piece): void {
  sums.weights.fill(0);
  sums.counts.fill(0);
  for (let i = first; i < end; i++) {
    const cell = hexagons.cellOf[i]!;
    sums.weights[cell]! += weights[i]!;
    sums.counts[cell]!++;
  }
}
