/**
 * How the arcs of a layer go on at its nodes. Half-arc 2·a runs along arc a, 2·a + 1 back, each with its cell on the left;
 * `next` turns as far left as it can.
 */
import { orient } from '../../geometry/predicates.ts';
import type { Arc, CellLayer } from './cell-layer.ts';

export interface ArcTurns {
  readonly next: Int32Array;
}

export function arcTurns({ arcs, nodes }: Pick<CellLayer, 'arcs' | 'nodes'>): ArcTurns {
  const leaving: number[][] = Array.from({ length: nodes.length / 2 }, () => []);
  arcs.forEach(({ from, to }, a) => {
    leaving[from]!.push(2 * a);
    leaving[to]!.push(2 * a + 1);
  });
  const next = new Int32Array(2 * arcs.length);
  for (const halves of leaving) {
    const directions = halves.map((half) => directionOf(arcs[half >> 1]!, half));
    const order = halves.map((_, i) => i).sort((i, j) => compareAngles(directions[i]!, directions[j]!));
    // Counter-clockwise; the one before on the wheel is the sharpest left on the way back.
    for (let i = 0; i < order.length; i++) {
      next[halves[order[i]!]! ^ 1] = halves[order[i === 0 ? order.length - 1 : i - 1]!]!;
    }
  }
  return { next };
}

/** The cell on the left of a half-arc, −1 outside. */
export function leftOf({ arcs }: Pick<CellLayer, 'arcs'>, half: number): number {
  const arc = arcs[half >> 1]!;
  return (half & 1) === 0 ? arc.left : arc.right;
}

type Direction = readonly [dx: number, dy: number];

function directionOf({ points }: Arc, half: number): Direction {
  const last = points.length - 2;
  return (half & 1) === 0
    ? [points[2]! - points[0]!, points[3]! - points[1]!]
    : [points[last - 2]! - points[last]!, points[last - 1]! - points[last + 1]!];
}

function compareAngles([ax, ay]: Direction, [bx, by]: Direction): number {
  const isLow = (x: number, y: number): number => (y < 0 || (y === 0 && x < 0) ? 1 : 0);
  return isLow(ax, ay) - isLow(bx, by) || -orient(0, 0, ax, ay, bx, by);
}
