/** Metres at one community: the lengths of a unit at the middle of its ground, the same for everything that is summed. */
import { boxOf } from '../../geometry/cell-frame.ts';
import { metresPerUnitX, metresPerUnitY } from '../../geometry/distance.ts';
import type { Box, MultiPolygon } from '../../geometry/polygon.ts';

export interface LocalMetres {
  /** The middle of the ground, a lattice point. */
  readonly x0: number;
  readonly y0: number;
  readonly mx: number;
  readonly my: number;
  readonly box: Box;
}

export function localMetres(parent: MultiPolygon): LocalMetres {
  const box = boxOf(parent);
  const x0 = Math.round((box[0] + box[2]) / 2);
  const y0 = Math.round((box[1] + box[3]) / 2);
  return { x0, y0, mx: metresPerUnitX(y0), my: metresPerUnitY(y0), box };
}

export function lengthM({ mx, my }: LocalMetres, ax: number, ay: number, bx: number, by: number): number {
  const dx = (bx - ax) * mx;
  const dy = (by - ay) * my;
  return Math.sqrt(dx * dx + dy * dy);
}

/** Square metres of a doubled area in square units. */
export function squareMetres({ mx, my }: LocalMetres, doubled: number): number {
  return (doubled / 2) * mx * my;
}
