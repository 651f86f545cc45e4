/** Where a border is taken hold of to be dragged: a vertex of an arc, or a place on it that becomes one. */
import { segmentDistanceM } from '../../geometry/distance.ts';
import { lengthM } from '../cells/local-metres.ts';
import type { PlanLayer } from './plan-layer.ts';

export interface ArcGrip {
  /** Of the base layer. */
  readonly arc: number;
  /** Place of the vertex among the arc's points; with `isNew` that of the vertex to be put in. */
  readonly vertex: number;
  readonly isNew: boolean;
}

/** A vertex is taken before a place on a line that is nearer by less than this. */
const VERTEX_BONUS_M = 2;

/** The nearest place within reach on an arc that may be bent; ends of arcs are not taken, they stay. null when none is. */
export function gripAt(
  { base, arcs, metres }: PlanLayer,
  x: number,
  y: number,
  reachM: number,
  isWanted: (arc: number) => boolean = () => true,
): ArcGrip | null {
  const { mx, my } = metres;
  let best: ArcGrip | null = null;
  let least = reachM;
  for (let arc = 0; arc < base.arcs.length; arc++) {
    const { left, right, points } = arcs[arc]!;
    if (left < 0 || right < 0 || !isWanted(arc)) continue;
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
  }
  return best;
}

/** The course of the arc with the grip at another place: what bendArc takes. */
export function draggedCourse({ arcs }: PlanLayer, { arc, vertex, isNew }: ArcGrip, x: number, y: number): number[] {
  const points = [...arcs[arc]!.points];
  points.splice(2 * vertex, isNew ? 0 : 2, x, y);
  return points;
}

/** The course without a vertex. */
export function courseWithout({ arcs }: PlanLayer, { arc, vertex }: ArcGrip): number[] {
  const points = [...arcs[arc]!.points];
  points.splice(2 * vertex, 2);
  return points;
}
