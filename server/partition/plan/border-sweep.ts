/**
 * A border between two grids takes another way between two of its nodes, and the cells in between change sides: along the
 * cheapest chain of arcs (follow road), or over a node that it is dragged to.
 */
import type { BodyOf } from '../../contract/plan-operations.ts';
import type { PlanLevel } from '../../contract/plan-state.ts';
import { isStrictlyInside } from '../cells/parity.ts';
import { rangesOf, runsOf } from './cell-ranges.ts';
import { type ArcChain, borderPrice, cheapestChain, nearestNode, nodesOf, pointsOf } from './cheapest-chain.ts';
import type { CommunityPlan } from './community-plan.ts';

export interface BorderWish {
  readonly level: PlanLevel;
  readonly slots: readonly [one: number, other: number];
  /** Places near the two ends of the stretch of border, in lattice units. */
  readonly ends: readonly [ax: number, ay: number, bx: number, by: number];
  /** A place that the new border goes over; null: it goes where it is cheapest. */
  readonly over: readonly [x: number, y: number] | null;
}

export interface BorderSweep {
  readonly before: ArcChain;
  readonly after: ArcChain;
  readonly body: BodyOf<'moveBorder'>;
}

/** null when the two places are not on one border of the two grids, or nothing would change. */
export function sweepBorder(community: CommunityPlan, { level, slots, ends, over }: BorderWish): BorderSweep | null {
  const { layer, divisions } = community;
  const { slotOf } = divisions[level].numbers;
  const [one, other] = slots;
  const isIn = (cell: number): boolean => cell >= 0 && (slotOf[cell] === one || slotOf[cell] === other);
  const isOpen = (arc: number): boolean => isIn(layer.arcs[arc]!.left) && isIn(layer.arcs[arc]!.right);
  const isBorder = (arc: number): boolean => {
    const { left, right } = layer.arcs[arc]!;
    return isOpen(arc) && slotOf[left] !== slotOf[right];
  };
  const border = nodesOf(layer, isBorder);
  const from = nearestNode(layer, ends[0], ends[1], border);
  const to = nearestNode(layer, ends[2], ends[3], border);
  if (from < 0 || from === to) return null;
  const before = cheapestChain(layer, from, to, (arc) => (isBorder(arc) ? layer.arcs[arc]!.lenCm : Infinity));
  if (before === null) return null;
  const price = (arc: number): number => {
    const { lenCm, class: arcClass } = layer.arcs[arc]!;
    return isOpen(arc) ? (lenCm / 100) * borderPrice(arcClass) : Infinity;
  };
  const after = over === null ? cheapestChain(layer, from, to, price) : chainOver(community, from, to, over, price);
  if (after === null) return null;
  const sides = [...sidesAlong(pointsOf(layer, before)), ...sidesAlong(pointsOf(layer, after))];
  const cells = [...layer.cells.keys()].filter(
    (cell) => isIn(cell) && isStrictlyInside(sides, layer.cells[cell]!.x, layer.cells[cell]!.y),
  );
  if (cells.length === 0) return null;
  const held = cells.map((cell) => slotOf[cell]!);
  return {
    before,
    after,
    body: {
      kind: 'moveBorder',
      args: {
        community: community.code,
        layer: community.base.hash,
        level,
        between: [...slots],
        ends: [from, to],
        cells: rangesOf(cells),
        to: runsOf(held.map((slot) => (slot === one ? other : one))),
      },
      before: { from: runsOf(held) },
    },
  };
}

/** Over the node of the two grids nearest to the place. */
function chainOver(
  { layer }: CommunityPlan,
  from: number,
  to: number,
  [x, y]: readonly [number, number],
  price: (arc: number) => number,
): ArcChain | null {
  const open = nodesOf(layer, (arc) => price(arc) < Infinity);
  const middle = nearestNode(layer, x, y, open);
  if (middle < 0 || middle === from || middle === to) return cheapestChain(layer, from, to, price);
  const head = cheapestChain(layer, from, middle, price);
  if (head === null) return null;
  // The way on goes past nothing that the way there went over.
  const used = new Set(head.flatMap((half) => [layer.arcs[half >> 1]!.from, layer.arcs[half >> 1]!.to]));
  used.delete(middle);
  const tail = cheapestChain(layer, middle, to, (arc) => {
    const ends = [layer.arcs[arc]!.from, layer.arcs[arc]!.to];
    return ends.some((node) => used.has(node)) ? Infinity : price(arc);
  });
  return tail === null ? null : [...head, ...tail];
}

function sidesAlong(points: readonly number[]): number[] {
  const sides: number[] = [];
  for (let i = 2; i < points.length; i += 2) {
    sides.push(points[i - 2]!, points[i - 1]!, points[i]!, points[i + 1]!);
  }
  return sides;
}
