/** Streets cut into pieces of some 50 m, so that it can be said how much of them was walked. Pure. */
import { pointDistanceM } from '../../geometry/distance.ts';

export const PIECE_M = 50;

/** The middle of each piece, in order along the line: x, y, x, y, … A line shorter than half a piece is one. */
export function pieceMiddles(line: Int32Array): number[] {
  const at: number[] = [0];
  for (let i = 2; i + 1 < line.length; i += 2) {
    at.push(at.at(-1)! + pointDistanceM(line[i - 2]!, line[i - 1]!, line[i]!, line[i + 1]!));
  }
  const length = at.at(-1)!;
  if (length === 0) return [];
  const pieces = Math.max(1, Math.round(length / PIECE_M));
  const middles: number[] = [];
  let leg = 1;
  for (let piece = 0; piece < pieces; piece++) {
    const wanted = ((piece + 0.5) * length) / pieces;
    while (leg < at.length - 1 && at[leg]! < wanted) leg++;
    const share = (wanted - at[leg - 1]!) / (at[leg]! - at[leg - 1]! || 1);
    const [ax, ay, bx, by] = line.subarray(leg * 2 - 2, leg * 2 + 2) as unknown as [number, number, number, number];
    middles.push(Math.round(ax + share * (bx - ax)), Math.round(ay + share * (by - ay)));
  }
  return middles;
}
