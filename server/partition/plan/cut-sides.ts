/** The half-arcs of the part of a cell that lies on the right of a cut through it. */
import { arcTurns, leftOf } from '../cells/arc-turns.ts';
import type { Arc, CellLayer } from '../cells/cell-layer.ts';
import { isStrictlyInside } from '../cells/parity.ts';

/** `seam`: the arc of the cut, with the cell on both sides. null when the line does not divide the cell. */
export function rightOfCut(
  layer: Pick<CellLayer, 'arcs' | 'nodes'>,
  seam: number,
  cell: number,
): readonly number[] | null {
  const { next } = arcTurns(layer);
  const done = new Set<number>();
  const loopFrom = (first: number): number[] => {
    const loop: number[] = [];
    for (let half = first; !done.has(half); half = next[half]!) {
      done.add(half);
      loop.push(half);
    }
    return loop;
  };
  const right = loopFrom(2 * seam + 1);
  if (right.includes(2 * seam)) return null;
  loopFrom(2 * seam);
  const sides = sidesOfLoop(layer.arcs, right);
  // A loop that runs clockwise is a hole: its part is all around it.
  const isHole = signedArea(sides) < 0;
  const all = [...right];
  for (let half = 0; half < 2 * layer.arcs.length; half++) {
    if (done.has(half) || leftOf(layer, half) !== cell) continue;
    const loop = loopFrom(half);
    const { points } = layer.arcs[half >> 1]!;
    const doubled = sides.map((value) => 2 * value);
    const isInside = isStrictlyInside(doubled, points[0]! + points[2]!, points[1]! + points[3]!);
    if (isInside !== isHole) all.push(...loop);
  }
  return all;
}

function sidesOfLoop(arcs: readonly Arc[], loop: readonly number[]): number[] {
  const sides: number[] = [];
  for (const half of loop) {
    const { points } = arcs[half >> 1]!;
    for (let i = 2; i < points.length; i += 2) {
      const [ax, ay, bx, by] = [points[i - 2]!, points[i - 1]!, points[i]!, points[i + 1]!];
      if ((half & 1) === 0) sides.push(ax, ay, bx, by);
      else sides.push(bx, by, ax, ay);
    }
  }
  return sides;
}

function signedArea(sides: readonly number[]): number {
  const [x0, y0] = [sides[0]!, sides[1]!];
  let sum = 0;
  for (let i = 0; i < sides.length; i += 4) {
    sum += (sides[i]! - x0) * (sides[i + 3]! - y0) - (sides[i + 1]! - y0) * (sides[i + 2]! - x0);
  }
  return sum;
}
