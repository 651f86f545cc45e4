/** A grid in two along a line that somebody drew across it: the cut follows arcs near the line, roads before anything else. */
import type { PlanLevel } from '../../contract/plan-state.ts';
import { segmentDistanceM } from '../../geometry/distance.ts';
import { type ArcChain, borderPrice, cheapestChain, nearestNode, nodesOf } from './cheapest-chain.ts';
import type { CommunityPlan } from './community-plan.ts';
import { flood } from './gestures.ts';
import type { PlanLayer } from './plan-layer.ts';

/** A metre of border this far from the line costs twice as much. */
const NEAR_M = 10;

export interface LineSplit {
  /** The part on the left of the chain; the rest of the grid is on its right. Rising. */
  readonly cells: readonly number[];
  readonly chain: ArcChain;
}

/** `line`: x0, y0, … null when no chain of arcs between its ends divides the grid. */
export function splitByLine(
  { layer, divisions }: CommunityPlan,
  level: PlanLevel,
  slot: number,
  line: ArrayLike<number>,
): LineSplit | null {
  const { slotOf } = divisions[level].numbers;
  const isIn = (cell: number): boolean => cell >= 0 && slotOf[cell] === slot;
  const isInner = (arc: number): boolean => isIn(layer.arcs[arc]!.left) && isIn(layer.arcs[arc]!.right);
  const isEdge = (arc: number): boolean => isIn(layer.arcs[arc]!.left) !== isIn(layer.arcs[arc]!.right);
  // Ends are nodes of the grid's outline from which an arc leads inwards.
  const edge = nodesOf(layer, isEdge);
  const gates = [...nodesOf(layer, isInner)].filter((node) => edge.has(node));
  const from = nearestNode(layer, line[0]!, line[1]!, gates);
  const to = nearestNode(layer, line[line.length - 2]!, line[line.length - 1]!, gates);
  if (from < 0 || to < 0) return null;
  const price = (arc: number): number => (isInner(arc) ? priceNear(layer, arc, line) : Infinity);
  const chain = cheapestChain(layer, from, to, price);
  if (chain === null) return null;
  const wall = new Set(chain.map((half) => half >> 1));
  const sideOf = (half: number, side: number): number => {
    const { left, right } = layer.arcs[half >> 1]!;
    return (half & 1) === side ? left : right;
  };
  const cells = flood(
    layer.arcs,
    chain.map((half) => sideOf(half, 0)),
    (_, arc) => !wall.has(arc),
    isIn,
  );
  const found = new Set(cells);
  return chain.some((half) => found.has(sideOf(half, 1))) ? null : { cells, chain };
}

function priceNear({ arcs, metres }: PlanLayer, arc: number, line: ArrayLike<number>): number {
  const { points, lenCm, class: arcClass } = arcs[arc]!;
  let sum = 0;
  for (let i = 0; i < points.length; i += 2) {
    let least = Infinity;
    for (let k = 2; k + 1 < line.length; k += 2) {
      const [ax, ay, bx, by] = [line[k - 2]!, line[k - 1]!, line[k]!, line[k + 1]!];
      least = Math.min(least, segmentDistanceM(points[i]!, points[i + 1]!, ax, ay, bx, by, metres.mx, metres.my));
    }
    sum += least;
  }
  const meanM = sum / (points.length / 2);
  return (lenCm / 100) * borderPrice(arcClass) * (1 + (meanM / NEAR_M) ** 2);
}
