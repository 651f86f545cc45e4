/** The shortest way along roads from one node to another. Pure. */
import type { RoadEdge, RoadGraph } from './road-graph.ts';

export interface Step {
  readonly edge: RoadEdge;
  /** The node it leads to. */
  readonly to: number;
}

/** Null where no road leads; nothing where it is the same node. Graphs of one grid are small: no heap is worth it. */
export function routeOf(graph: RoadGraph, from: number, goal: number): Step[] | null {
  const far = new Map<number, number>([[from, 0]]);
  const came = new Map<number, Step & { from: number }>();
  const done = new Set<number>();
  for (;;) {
    const node = nearest(far, done);
    if (node === null) return null;
    if (node === goal) break;
    done.add(node);
    for (const edge of graph.at[node]!) {
      const to = edge.a === node ? edge.b : edge.a;
      const distance = far.get(node)! + edge.length;
      if (distance >= (far.get(to) ?? Infinity)) continue;
      far.set(to, distance);
      came.set(to, { edge, to, from: node });
    }
  }
  const way: Step[] = [];
  for (let step = came.get(goal); step !== undefined; step = came.get(step.from)) {
    way.push({ edge: step.edge, to: step.to });
    if (step.from === from) break;
  }
  return way.reverse();
}

function nearest(far: ReadonlyMap<number, number>, done: ReadonlySet<number>): number | null {
  let best: number | null = null;
  for (const [node, distance] of far) if (!done.has(node) && (best === null || distance < far.get(best)!)) best = node;
  return best;
}
