/**
 * Another course for one arc between two cells. Every border on the arc follows, on both sides at once. The course stays in
 * the two cells, meets nothing but its ends, and no building changes sides.
 */

import type { Arc } from '../cells/cell-layer.ts';
import { isStrictlyInside } from '../cells/parity.ts';
import { runsThrough } from '../cells/plan-cut.ts';
import { type Course, meetsItself, meetsOther, type Place } from './course.ts';
import { orderFault } from './course-order.ts';
import { type Footprints, type LineFault, type PlanLayer, sidesOf } from './plan-layer.ts';

/** What is not allowed about a course; null when it may be taken. `footprints`: null when nobody knows them. */
export function bendFault(
  layer: PlanLayer,
  number: number,
  points: Course,
  footprints: Footprints | null,
): LineFault | null {
  const arc = number < layer.base.arcs.length ? layer.arcs[number] : undefined;
  if (arc === undefined) return { reason: 'arc-unknown', at: [points[0]!, points[1]!] };
  const start: Place = [arc.points[0]!, arc.points[1]!];
  if (arc.left < 0 || arc.right < 0) return { reason: 'leaves-its-cells', at: start };
  const cut = layer.overlay.cuts.find(({ cell, child }) =>
    [arc.left, arc.right].some((side) => side === cell || side === child),
  );
  if (cut !== undefined) return { reason: 'cell-is-cut', at: start };
  const last = points.length - 2;
  const end = arc.points.length - 2;
  for (const [i, k] of [
    [0, 0],
    [last, end],
  ] as const) {
    if (points[i] !== arc.points[k] || points[i + 1] !== arc.points[k + 1]) {
      return { reason: 'ends-moved', at: [arc.points[k]!, arc.points[k + 1]!] };
    }
  }
  const own = meetsItself(points);
  if (own !== null) return { reason: 'self-crossing', at: own };
  return leaves(layer, arc, points) ?? crossesBuilding(layer, arc, points, footprints);
}

function leaves(layer: PlanLayer, arc: Arc, points: Course): LineFault | null {
  const { arcs } = layer;
  const around = arcs.filter(
    (other) => other !== arc && [arc.left, arc.right].some((cell) => cell === other.left || cell === other.right),
  );
  for (const other of around) {
    const at = meetsOther(points, other.points);
    if (at !== null) return { reason: 'leaves-its-cells', at };
  }
  // Nothing is met, so the course is wholly in the two cells or wholly outside.
  const doubled = sidesOf(arcs, (cell) => cell === arc.left || cell === arc.right).map((value) => 2 * value);
  const middle: Place = [points[0]! + points[2]!, points[1]! + points[3]!];
  if (!isStrictlyInside(doubled, ...middle)) return { reason: 'leaves-its-cells', at: [points[2]!, points[3]!] };
  const after = arcs.map((one) => (one === arc ? withCourse(arc, points) : one));
  return orderFault(layer, after, [arcs.indexOf(arc)], [points[2]!, points[3]!]);
}

function crossesBuilding(
  { cells, arcs }: PlanLayer,
  arc: Arc,
  points: Course,
  footprints: Footprints | null,
): LineFault | null {
  const passed = between(arc.points, points);
  for (const side of [arc.left, arc.right]) {
    const { x, y, places } = cells[side]!;
    if (places.length === 0) continue;
    if (footprints === null) return { reason: 'footprints-unknown', at: [x, y] };
    const after = sidesAfter(arcs, arc, points, side);
    if (!isStrictlyInside(after, x, y)) return { reason: 'footprint-crossed', at: [x, y] };
    for (const place of places) {
      const plan = footprints(place);
      if (plan === null) continue;
      for (let i = 0; i + 3 < points.length; i += 2) {
        if (runsThrough(plan, points[i]!, points[i + 1]!, points[i + 2]!, points[i + 3]!)) {
          return { reason: 'footprint-crossed', at: [points[i + 2]!, points[i + 3]!] };
        }
      }
      const [fx, fy] = [plan[0]![0]![0]!, plan[0]![0]![1]!];
      if (isStrictlyInside(passed, fx, fy)) return { reason: 'footprint-crossed', at: [fx, fy] };
    }
  }
  return null;
}

function sidesAfter(arcs: readonly Arc[], arc: Arc, points: Course, cell: number): number[] {
  const rest = arcs.filter((one) => one !== arc);
  return sidesOf([...rest, withCourse(arc, points)], (one) => one === cell);
}

function withCourse(arc: Arc, points: Course): Arc {
  return { ...arc, points: Int32Array.from(points) };
}

/** The closed line along one course and back along the other, as sides. */
function between(one: Course, other: Course): number[] {
  const sides: number[] = [];
  for (const course of [one, other]) {
    for (let i = 0; i + 3 < course.length; i += 2) {
      sides.push(course[i]!, course[i + 1]!, course[i + 2]!, course[i + 3]!);
    }
  }
  return sides;
}
