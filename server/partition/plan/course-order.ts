/** Arcs on other courses that meet nothing new, and may still have changed what lies where. */
import { arcTurns } from '../cells/arc-turns.ts';
import type { Arc } from '../cells/cell-layer.ts';
import { isStrictlyInside } from '../cells/parity.ts';
import { areaOfSides } from './cell-areas.ts';
import type { Place } from './course.ts';
import { type LineFault, type PlanLayer, turnsIn } from './plan-layer.ts';

/**
 * Lines that meet nothing may have gone round a node, turned a cell inside out, or passed over what lies within one. The first
 * shows in the order of the arcs at some node, the second in an area, the third by parity. `arcs`: all of them as they are to be;
 * `moved`: the numbers of those that change.
 */
export function orderFault(
  layer: PlanLayer,
  arcs: readonly Arc[],
  moved: readonly number[],
  at: Place,
): LineFault | null {
  const fault: LineFault = { reason: 'leaves-its-cells', at };
  const before = turnsIn(layer).next;
  if (arcTurns({ arcs, nodes: layer.nodes }).next.some((half, i) => half !== before[i])) return fault;
  for (const cell of cellsBeside(arcs, moved)) {
    // Twice the area, with its sign.
    if (areaOfSides(layer.metres, arcs, cell).doubledArea <= 0) return fault;
    const passed = passedOver(layer, arcs, moved, cell).map((value) => 2 * value);
    for (const [other, { left, right, points }] of arcs.entries()) {
      if (moved.includes(other) || (left !== cell && right !== cell)) continue;
      if (isStrictlyInside(passed, points[0]! + points[2]!, points[1]! + points[3]!)) {
        return { reason: fault.reason, at: [points[0]!, points[1]!] };
      }
    }
  }
  return null;
}

/** What a cell wins or loses, as sides: its arcs as they were and as they are to be. */
export function passedOver(layer: PlanLayer, arcs: readonly Arc[], moved: readonly number[], cell: number): number[] {
  const sides: number[] = [];
  for (const arc of moved) {
    const { left, right } = arcs[arc]!;
    if ((left === cell) === (right === cell)) continue;
    for (const { points } of [layer.arcs[arc]!, arcs[arc]!]) {
      for (let i = 0; i + 3 < points.length; i += 2) {
        sides.push(points[i]!, points[i + 1]!, points[i + 2]!, points[i + 3]!);
      }
    }
  }
  return sides;
}

export function cellsBeside(arcs: readonly Arc[], some: readonly number[]): Set<number> {
  return new Set(some.flatMap((arc) => [arcs[arc]!.left, arcs[arc]!.right]));
}
