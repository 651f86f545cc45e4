/** The points of a window whose hexagon has not too few of them, copied to the front of arrays that are kept. Pure. */
import type { DensityPoints, Piece } from './density-points.ts';
import type { Hexagons } from './hexagons.ts';
import { FEWEST } from './rates.ts';

export interface Kept {
  readonly positions: Float32Array;
  readonly weights: Float32Array;
}

export const keptRoom = ({ count }: DensityPoints): Kept => ({
  positions: new Float32Array(count * 2),
  weights: new Float32Array(count),
});

/** `counts`: of the same window. Answers how many were kept. */
export function keepEnough(
  { positions, weights }: DensityPoints,
  { cellOf }: Hexagons,
  counts: Uint32Array,
  { piece, room }: { piece: Piece; room: Kept },
): number {
  let kept = 0;
  for (let i = piece.first; i < piece.end; i++) {
    if (counts[cellOf[i]!]! < FEWEST) continue;
    room.positions[kept * 2] = positions[i * 2]!;
    room.positions[kept * 2 + 1] = positions[i * 2 + 1]!;
    room.weights[kept] = weights[i]!;
    kept++;
  }
  return kept;
}
