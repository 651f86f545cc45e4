/**
 * A node with the ends of all its arcs at another place. Every border through it follows. The cells around keep their
 * neighbours and what lies around them; no arc meets another but at its ends, and no building changes sides.
 */
import type { Arc, CellLayer } from '../cells/cell-layer.ts';
import { isStrictlyInside } from '../cells/parity.ts';
import { runsThrough } from '../cells/plan-cut.ts';
import { meetsItself, meetsOther, type Place } from './course.ts';
import { cellsBeside, orderFault, passedOver } from './course-order.ts';
import { type Footprints, type LineFault, type PlanLayer, sidesOf } from './plan-layer.ts';

/** Arcs of the layer as it was built that end at the node. Rising. */
export function arcsAt({ arcs }: CellLayer, node: number): number[] {
  return [...arcs.keys()].filter((arc) => arcs[arc]!.from === node || arcs[arc]!.to === node);
}

/** Where the node is now. */
export function placeOf({ nodes }: PlanLayer, node: number): Place {
  return [nodes[2 * node]!, nodes[2 * node + 1]!];
}

/** Whether a node of the layer as it was built can be moved at all; null when it can, to somewhere. */
export function nodeFault(layer: PlanLayer, node: number): LineFault | null {
  const { base, overlay } = layer;
  const at = placeOf(layer, node);
  const around = cellsBeside(base.arcs, arcsAt(base, node));
  if (around.has(-1)) return { reason: 'node-fixed', at };
  return overlay.cuts.some(({ cell }) => around.has(cell)) ? { reason: 'cell-is-cut', at } : null;
}

/** The courses of the node's arcs, by arc, with the node at a place. */
export function coursesWith({ base, arcs }: PlanLayer, node: number, [x, y]: Place): Map<number, number[]> {
  return new Map(
    arcsAt(base, node).map((arc) => {
      const { from, to, points } = arcs[arc]!;
      const course = [...points];
      if (from === node) course.splice(0, 2, x, y);
      if (to === node) course.splice(-2, 2, x, y);
      return [arc, course];
    }),
  );
}

/** What is not allowed about the node at a place; null when it may be there. `footprints`: null when nobody knows them. */
export function moveFault(layer: PlanLayer, node: number, to: Place, footprints: Footprints | null): LineFault | null {
  const fixed = nodeFault(layer, node);
  if (fixed !== null) return fixed;
  const courses = coursesWith(layer, node, to);
  const arcs = layer.arcs.map((arc, i) => {
    const course = courses.get(i);
    return course === undefined ? arc : { ...arc, points: Int32Array.from(course) };
  });
  const moved = [...courses.keys()];
  return (
    meetingFault(arcs, moved) ??
    (isOnAnother(layer, node, to) ? { reason: 'leaves-its-cells', at: to } : null) ??
    orderFault(layer, arcs, moved, to) ??
    buildingFault(layer, arcs, node, moved, footprints)
  );
}

/** Lines that meet elsewhere than end to end. */
function meetingFault(arcs: readonly Arc[], moved: readonly number[]): LineFault | null {
  const around = cellsBeside(arcs, moved);
  for (const [i, number] of moved.entries()) {
    const { points } = arcs[number]!;
    const own = meetsItself(points);
    if (own !== null) return { reason: 'self-crossing', at: own };
    for (const other of moved.slice(0, i)) {
      const at = meetsOther(points, arcs[other]!.points);
      if (at !== null) return { reason: 'self-crossing', at };
    }
  }
  for (const [other, { left, right, points }] of arcs.entries()) {
    if (moved.includes(other) || !(around.has(left) || around.has(right))) continue;
    for (const number of moved) {
      const at = meetsOther(arcs[number]!.points, points);
      if (at !== null) return { reason: 'leaves-its-cells', at };
    }
  }
  return null;
}

function isOnAnother({ nodes }: PlanLayer, node: number, [x, y]: Place): boolean {
  for (let i = 0; 2 * i < nodes.length; i++)
    if (i !== node && nodes[2 * i] === x && nodes[2 * i + 1] === y) return true;
  return false;
}

function buildingFault(
  layer: PlanLayer,
  arcs: readonly Arc[],
  node: number,
  moved: readonly number[],
  footprints: Footprints | null,
): LineFault | null {
  const pieces = moved.flatMap((arc) => piecesAt(arcs[arc]!, node));
  for (const cell of cellsBeside(arcs, moved)) {
    const { x, y, places } = layer.cells[cell]!;
    if (places.length === 0) continue;
    if (footprints === null) return { reason: 'footprints-unknown', at: [x, y] };
    const after = sidesOf(arcs, (one) => one === cell);
    if (!isStrictlyInside(after, x, y)) return { reason: 'footprint-crossed', at: [x, y] };
    const passed = passedOver(layer, arcs, moved, cell);
    for (const place of places) {
      const plan = footprints(place);
      if (plan === null) continue;
      const crossing = pieces.find(([ax, ay, bx, by]) => runsThrough(plan, ax, ay, bx, by));
      if (crossing !== undefined) return { reason: 'footprint-crossed', at: [crossing[0], crossing[1]] };
      const [fx, fy] = [plan[0]![0]![0]!, plan[0]![0]![1]!];
      if (isStrictlyInside(passed, fx, fy)) return { reason: 'footprint-crossed', at: [fx, fy] };
    }
  }
  return null;
}

/** The pieces of an arc that end at the node: what changes when it moves. */
function piecesAt({ from, to, points }: Arc, node: number): (readonly [number, number, number, number])[] {
  const piece = (i: number) => [points[i]!, points[i + 1]!, points[i + 2]!, points[i + 3]!] as const;
  return [...(from === node ? [piece(0)] : []), ...(to === node ? [piece(points.length - 4)] : [])];
}
