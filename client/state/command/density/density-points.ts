/**
 * The located events of one kind as arrays that a layer of density takes as they are. Sorted by time, so a window is a piece
 * out of the middle: two searches a tick, and no copy. Pure.
 */
import { firstAtOrAfter } from '../time/period.ts';
import { NOWHERE, type Played } from '../time/played.ts';
import type { Weighing } from './density-choice.ts';

export interface DensityPoints {
  readonly count: number;
  readonly times: Float64Array;
  /** Longitude and latitude by turns; a float32 is good to a metre. */
  readonly positions: Float32Array;
  readonly weights: Float32Array;
}

/** What an event of each grade weighs: simple, ordinary, notable, major. Said beside the choice. */
export const GRADE_WEIGHTS = [1, 2, 4, 8] as const;

export function densityPoints(played: Played, kind: string | null, weighing: Weighing): DensityPoints {
  const { lon, lat, category, grade, reported } = played;
  const isWanted = Uint8Array.from(played.categories, (code) => (kind === null || code.startsWith(kind) ? 1 : 0));
  const times = new Float64Array(played.count);
  const positions = new Float32Array(played.count * 2);
  const weights = new Float32Array(played.count);
  let count = 0;
  for (let i = 0; i < played.count; i++) {
    if (lon[i] === NOWHERE || isWanted[category[i]!] === 0) continue;
    times[count] = reported[i]!;
    positions[count * 2] = lon[i]! / 1e7;
    positions[count * 2 + 1] = lat[i]! / 1e7;
    weights[count] = weighing === 'grade' ? GRADE_WEIGHTS[grade[i]!]! : 1;
    count++;
  }
  return {
    count,
    times: times.subarray(0, count),
    positions: positions.subarray(0, count * 2),
    weights: weights.subarray(0, count),
  };
}

export interface Piece {
  readonly first: number;
  /** One after the last. */
  readonly end: number;
}

/** From (inclusive) to (inclusive). */
export const pieceOf = ({ times }: DensityPoints, from: number, to: number): Piece => ({
  first: firstAtOrAfter(times, from),
  end: firstAtOrAfter(times, to + 1),
});
