/**
 * How far it is on foot along roads from one spot to others: from the spot straight to the nearest road, along roads by the
 * shortest way (Dijkstra 1959), and straight to the other spot. Pure.
 */
import TinyQueue from 'tinyqueue';
import { apart, between, nearestAlong, type Spot } from './plane.ts';
import { graphOf, type RoadEdge, type RoadGraph } from './road-graph.ts';

/** Farther from every road one stands in a field, and no way along roads says how far that is. */
export const OFF_ROAD_M = 250;
/** Motorways and national roads are one class: one walks along them only where nothing else leads. */
const HIGHWAY = 'trunk';

/** Where one steps on the road. */
interface Step {
  readonly edge: RoadEdge;
  /** Metres from node `a` of the edge. */
  readonly along: number;
  /** Metres from the spot to there. */
  readonly off: number;
}

/** Metres, one for each of `to`; null where no road leads. */
export function walkingDistances(graph: RoadGraph, from: Spot, to: readonly Spot[]): (number | null)[] {
  const streets = graphOf(
    graph.nodes,
    graph.edges.filter(({ road }) => road.class !== HIGHWAY),
  );
  const found = distancesAlong(streets, from, to);
  if (streets.edges.length === graph.edges.length || !found.includes(null)) return found;
  const byHighway = distancesAlong(graph, from, to);
  return found.map((metres, i) => metres ?? byHighway[i]!);
}

function distancesAlong(graph: RoadGraph, from: Spot, to: readonly Spot[]): (number | null)[] {
  const start = stepOn(graph, from);
  if (start === null) return to.map(() => null);
  const far = distancesFrom(graph, start);
  return to.map((spot) => {
    const end = stepOn(graph, spot);
    if (end === null) return null;
    const { edge } = end;
    const ways = [far[edge.a]! + end.along, far[edge.b]! + edge.length - end.along];
    if (edge === start.edge) ways.push(start.off + Math.abs(end.along - start.along));
    const metres = Math.min(...ways) + end.off;
    if (!Number.isFinite(metres)) return null;
    // in the open between the same roads one need not go to the road and back
    const straight = apart(from, spot);
    return straight <= start.off + end.off ? straight : metres;
  });
}

function stepOn({ nodes, edges }: RoadGraph, spot: Spot): Step | null {
  let best: Step | null = null;
  for (const edge of edges) {
    const [a, b] = [nodes[edge.a]!, nodes[edge.b]!];
    const share = nearestAlong(spot, a, b);
    const off = apart(spot, between(a, b, share));
    if (off <= OFF_ROAD_M && (best === null || off < best.off)) best = { edge, along: share * edge.length, off };
  }
  return best;
}

/** Metres to each node; Infinity where no road leads. */
function distancesFrom({ nodes, at }: RoadGraph, { edge, along, off }: Step): Float64Array {
  const far = new Float64Array(nodes.length).fill(Infinity);
  const open = new TinyQueue<readonly [metres: number, node: number]>([], (one, other) => one[0] - other[0]);
  const reach = (node: number, metres: number): void => {
    if (metres >= far[node]!) return;
    far[node] = metres;
    open.push([metres, node]);
  };
  reach(edge.a, off + along);
  reach(edge.b, off + edge.length - along);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [metres, node] = next;
    if (metres > far[node]!) continue;
    for (const { a, b, length } of at[node]!) reach(a === node ? b : a, metres + length);
  }
  return far;
}
