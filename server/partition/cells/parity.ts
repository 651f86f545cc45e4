/** Parity over sides of the lattice: exact, whatever rings the sides form. */
import { orient } from '../../geometry/predicates.ts';

/** px, py, qx, qy of each side. */
export type Sides = readonly number[];

/** Whether a lattice point is strictly inside. */
export function isStrictlyInside(sides: Sides, x: number, y: number): boolean {
  let inside = false;
  for (let i = 0; i < sides.length; i += 4) {
    const [px, py, qx, qy] = [sides[i]!, sides[i + 1]!, sides[i + 2]!, sides[i + 3]!];
    if ((px < x && qx < x) || (py > y && qy > y) || (py < y && qy < y)) continue;
    const turn = orient(px, py, qx, qy, x, y);
    if (turn === 0) {
      if (Math.min(px, qx) <= x && x <= Math.max(px, qx)) return false;
      continue;
    }
    if (py > y !== qy > y && turn > 0 === qy > py) inside = !inside;
  }
  return inside;
}
