/** Where a border is taken hold of to be dragged: a node, a vertex of an arc, or a place on an arc that becomes one. */
import type { BodyOf } from '../../contract/plan-operations.ts';
import { segmentDistanceM } from '../../geometry/distance.ts';
import { lengthM } from '../cells/local-metres.ts';
import { bendBody, moveNodeBody } from './bodies.ts';
import type { CommunityPlan } from './community-plan.ts';
import { coursesWith, nodeFault, placeOf } from './move-node.ts';
import type { PlanLayer } from './plan-layer.ts';

export interface ArcGrip {
  /** Of the base layer. */
  readonly arc: number;
  /** Place of the vertex among the arc's points; with `isNew` that of the vertex to be put in. */
  readonly vertex: number;
  readonly isNew: boolean;
}

/** Where arcs meet: all of them follow. */
export interface NodeGrip {
  /** Of the base layer. */
  readonly node: number;
}

export type Grip = ArcGrip | NodeGrip;

/** A vertex is taken before a place on a line that is nearer by less than this. */
const VERTEX_BONUS_M = 2;

/**
 * The nearest place within reach on an arc that may be bent, or at a node that may be moved; null when there is none. A node
 * is wanted when one of its arcs is. Nodes on the edge of the community stay, and so do nodes and arcs of a cell that is cut.
 */
export function gripAt(
  layer: PlanLayer,
  x: number,
  y: number,
  reachM: number,
  isWanted: (arc: number) => boolean = () => true,
): Grip | null {
  const { base, arcs, metres } = layer;
  const { mx, my } = metres;
  const tried = new Set<number>();
  let best: Grip | null = null;
  let least = reachM;
  for (let arc = 0; arc < base.arcs.length; arc++) {
    const { points } = arcs[arc]!;
    if (!mayBend(layer, arc) || !isWanted(arc)) continue;
    for (let i = 0; i + 3 < points.length; i += 2) {
      const [ax, ay, bx, by] = [points[i]!, points[i + 1]!, points[i + 2]!, points[i + 3]!];
      const onLineM = segmentDistanceM(x, y, ax, ay, bx, by, mx, my);
      if (onLineM <= least) {
        least = onLineM;
        best = { arc, vertex: i / 2 + 1, isNew: true };
      }
      const atVertexM = i === 0 ? Infinity : lengthM(metres, x, y, ax, ay) - VERTEX_BONUS_M;
      if (atVertexM > least) continue;
      least = atVertexM;
      best = { arc, vertex: i / 2, isNew: false };
    }
    for (const node of [base.arcs[arc]!.from, base.arcs[arc]!.to]) {
      if (tried.has(node)) continue;
      const atNodeM = lengthM(metres, x, y, ...placeOf(layer, node)) - VERTEX_BONUS_M;
      if (atNodeM > reachM) continue;
      tried.add(node);
      if (nodeFault(layer, node) !== null || atNodeM > least) continue;
      least = atNodeM;
      best = { node };
    }
  }
  return best;
}

/** Whether an arc of the layer as it was built can have another course at all. */
function mayBend({ arcs, overlay }: PlanLayer, arc: number): boolean {
  const sides = [arcs[arc]!.left, arcs[arc]!.right];
  return !sides.some((side) => side < 0 || overlay.cuts.some(({ cell, child }) => side === cell || side === child));
}

/** The course of the arc with the grip at another place: what bendArc takes. */
export function draggedCourse({ arcs }: PlanLayer, { arc, vertex, isNew }: ArcGrip, x: number, y: number): number[] {
  const points = [...arcs[arc]!.points];
  points.splice(2 * vertex, isNew ? 0 : 2, x, y);
  return points;
}

/** The courses, by arc, of all that follows a grip to another place. */
export function draggedCourses(layer: PlanLayer, grip: Grip, x: number, y: number): Map<number, number[]> {
  if ('node' in grip) return coursesWith(layer, grip.node, [x, y]);
  return new Map([[grip.arc, draggedCourse(layer, grip, x, y)]]);
}

/** What is done when a grip is let go at another place. */
export function dragBody(
  community: CommunityPlan,
  grip: Grip,
  x: number,
  y: number,
): BodyOf<'bendArc'> | BodyOf<'moveNode'> {
  if ('node' in grip) return moveNodeBody(community, grip.node, [x, y])!;
  return bendBody(community, grip.arc, draggedCourse(community.layer, grip, x, y));
}

/** The course without a vertex. */
export function courseWithout({ arcs }: PlanLayer, { arc, vertex }: ArcGrip): number[] {
  const points = [...arcs[arc]!.points];
  points.splice(2 * vertex, 2);
  return points;
}
