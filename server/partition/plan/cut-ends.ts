/** Where the ends of a cut come to lie on the outline of its cell, and the layer with nodes there. */
import { segmentDistanceM } from '../../geometry/distance.ts';
import type { Arc } from '../cells/cell-layer.ts';
import { lengthCm, type PlanLayer } from './plan-layer.ts';

/** Ends are taken to the outline from this far, and to a vertex of it from this near. */
const REACH_M = 5;
const VERTEX_M = 0.3;

/** A vertex of an arc, or a place on the piece after it. */
export interface Landing {
  readonly arc: number;
  readonly vertex: number;
  readonly isVertex: boolean;
  readonly x: number;
  readonly y: number;
}

/** The nearest place of the outline; null when it is too far. Of equal ones that of the lowest arc. */
export function landing({ arcs, metres }: PlanLayer, cell: number, x: number, y: number): Landing | null {
  const { mx, my } = metres;
  let best: Landing | null = null;
  let least = REACH_M;
  arcs.forEach(({ left, right, points }, arc) => {
    if (left !== cell && right !== cell) return;
    for (let vertex = 0; 2 * vertex + 3 < points.length; vertex++) {
      const [ax, ay] = [points[2 * vertex]!, points[2 * vertex + 1]!];
      const [bx, by] = [points[2 * vertex + 2]!, points[2 * vertex + 3]!];
      const distance = segmentDistanceM(x, y, ax, ay, bx, by, mx, my);
      if (distance >= least) continue;
      least = distance;
      const [ux, uy] = [(bx - ax) * mx, (by - ay) * my];
      const square = ux * ux + uy * uy;
      const along = Math.max(0, Math.min(1, ((x - ax) * mx * ux + (y - ay) * my * uy) / square));
      const nearM = VERTEX_M / Math.sqrt(square);
      const [px, py] = [Math.round(ax + along * (bx - ax)), Math.round(ay + along * (by - ay))];
      if (along <= nearM || (px === ax && py === ay)) best = { arc, vertex, isVertex: true, x: ax, y: ay };
      else if (along >= 1 - nearM || (px === bx && py === by)) {
        best = { arc, vertex: vertex + 1, isVertex: true, x: bx, y: by };
      } else best = { arc, vertex, isVertex: false, x: px, y: py };
    }
  });
  return best;
}

export type NodedLayer = Pick<PlanLayer, 'arcs' | 'baseArc' | 'nodes'> & {
  /** Node of each landing. */
  readonly at: readonly number[];
};

/** Arcs with a landing within are two stretches: the first keeps the number, the second gets the next free one. */
export function withNodes(layer: PlanLayer, landings: readonly Landing[]): NodedLayer {
  const arcs = [...layer.arcs];
  const baseArc = [...layer.baseArc];
  const nodes = [...layer.nodes];
  const byArc = new Map<number, Landing[]>();
  for (const one of landings) byArc.set(one.arc, [...(byArc.get(one.arc) ?? []), one]);
  for (const [number, own] of byArc) {
    // From the end of the arc, so that the places before keep their vertices.
    own.sort((a, b) => b.vertex - a.vertex || fromVertex(b) - fromVertex(a));
    for (const one of own) {
      const arc = arcs[number]!;
      if (one.isVertex && (one.vertex === 0 || 2 * one.vertex === arc.points.length - 2)) continue;
      const node = nodes.length / 2;
      nodes.push(one.x, one.y);
      const [first, second] = stretches(layer, arc, one, node);
      arcs[number] = first;
      arcs.push(second);
      baseArc.push(layer.baseArc[number]!);
    }
  }
  const at = landings.map(({ x, y }) => {
    for (let node = 0; 2 * node < nodes.length; node++)
      if (nodes[2 * node] === x && nodes[2 * node + 1] === y) return node;
    throw new Error('a cut ends at no node');
  });
  return { arcs, baseArc: Int32Array.from(baseArc), nodes: Int32Array.from(nodes), at };

  function fromVertex({ arc, vertex, x, y }: Landing): number {
    const { points } = layer.arcs[arc]!;
    return Math.abs(x - points[2 * vertex]!) + Math.abs(y - points[2 * vertex + 1]!);
  }
}

function stretches({ metres }: PlanLayer, arc: Arc, { vertex, isVertex, x, y }: Landing, node: number): [Arc, Arc] {
  const { points, added } = arc;
  const head = [...points.subarray(0, 2 * vertex + (isVertex ? 0 : 2)), x, y];
  const tail = [x, y, ...points.subarray(2 * vertex + 2)];
  // An outline goes straight on through the node when the line does, as at a vertex that noding added.
  const goesOn = !isVertex || added[vertex - 1] === 1;
  const line = goesOn ? lineAt(arc, vertex) : null;
  return [
    {
      ...arc,
      to: node,
      points: Int32Array.from(head),
      added: added.slice(0, head.length / 2 - 2),
      lenCm: lengthCm(metres, head),
      lastLine: line ?? -3 * node - 2,
    },
    {
      ...arc,
      from: node,
      points: Int32Array.from(tail),
      added: added.slice(added.length - (tail.length / 2 - 2)),
      lenCm: lengthCm(metres, tail),
      firstLine: line ?? -3 * node - 3,
    },
  ];
}

/** A name for the line of the piece at a vertex: that of the arc's end where the same line reaches it, else one of its own. */
function lineAt({ added, firstLine, lastLine }: Arc, vertex: number): number {
  if (added.subarray(0, vertex).every((one) => one === 1)) return firstLine;
  if (added.subarray(vertex).every((one) => one === 1)) return lastLine;
  return -(1 << 29) - vertex;
}
