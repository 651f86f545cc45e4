/** The faces that a lattice point touches: one inside a face, two on a piece, more on a node. Closed sets, exact. */
import type { Faces } from './faces.ts';

export function facesAt({ west, faceOf }: Faces, x: number, y: number): number[] {
  const on = west.piecesAt(x, y);
  if (on.length === 0) {
    const piece = west.pieceWestOf(x, y);
    return [piece < 0 ? 0 : faceOf[west.eastSide(piece)]!];
  }
  const faces = new Set<number>();
  for (const piece of on) faces.add(faceOf[2 * piece]!).add(faceOf[2 * piece + 1]!);
  return [...faces];
}
