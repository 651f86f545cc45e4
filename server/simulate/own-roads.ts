/** The roads of one grid: what of the graph lies in it or on its border, in one piece. Pure. */
import { apart, between, nearestAlong, type Spot } from '../roads/plane.ts';
import { graphOf, type RoadEdge, type RoadGraph } from '../roads/road-graph.ts';

/** Grids end in the middle of roads: who walks along the border is in the own grid still. */
export const BORDER_M = 6;
/** Nearer to the border than this one walks beside the middle of the road, by the second number. */
const CLEAR_M = 3;
export const ASIDE_M = 5;
const DIRECTIONS = 16;

/** Shell and holes in any order: the closed rings of a shape. */
export type Rings = readonly (readonly Spot[])[];

export interface OwnRoads {
  readonly graph: RoadGraph;
  readonly length: number;
  /** Nodes inside, off the border, where there are any. */
  readonly inner: readonly number[];
  /** Where one walks who is there on the road: on the side of the own grid. */
  readonly side: (spot: Spot) => Spot;
}

export function ownRoads(whole: RoadGraph, rings: Rings): OwnRoads {
  const box = boxOf(rings);
  const isNear = ({ x, y }: Spot): boolean => x >= box[0] && y >= box[1] && x <= box[2] && y <= box[3];
  const known = new Map<number, boolean>();
  const isOwn = (node: number): boolean => {
    const found = known.get(node) ?? (isNear(whole.nodes[node]!) && isWithin(rings, whole.nodes[node]!));
    known.set(node, found);
    return found;
  };
  const kept = whole.edges.filter(
    ({ a, b }) => isOwn(a) && isOwn(b) && isWithin(rings, between(whole.nodes[a]!, whole.nodes[b]!, 0.5)),
  );
  const graph = largestPart(whole, kept);
  const inside = graph.nodes.flatMap((spot, node) => (isInside(rings, spot) ? [node] : []));
  return {
    graph,
    length: graph.edges.reduce((sum, { length }) => sum + length, 0),
    inner: inside.length > 0 ? inside : graph.nodes.map((_, node) => node),
    side: (spot) => ownSide(rings, spot),
  };
}

/** Off the border, where there is room beside the road. */
function ownSide(rings: Rings, spot: Spot): Spot {
  const room = (at: Spot): number =>
    isInside(rings, at) ? Math.min(...rings.map((ring) => distanceTo(ring, at))) : -1;
  let best = { at: spot, room: room(spot) };
  if (best.room >= CLEAR_M) return spot;
  for (let turn = 0; turn < DIRECTIONS; turn++) {
    const angle = (turn * 2 * Math.PI) / DIRECTIONS;
    const at = { x: spot.x + ASIDE_M * Math.sin(angle), y: spot.y + ASIDE_M * Math.cos(angle) };
    if (room(at) > best.room) best = { at, room: room(at) };
  }
  return best.at;
}

export function isWithin(rings: Rings, spot: Spot): boolean {
  return isInside(rings, spot) || rings.some((ring) => distanceTo(ring, spot) <= BORDER_M);
}

function isInside(rings: Rings, { x, y }: Spot): boolean {
  let inside = false;
  for (const ring of rings)
    for (let i = 1; i < ring.length; i++) {
      const [a, b] = [ring[i - 1]!, ring[i]!];
      if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
    }
  return inside;
}

function distanceTo(ring: readonly Spot[], spot: Spot): number {
  let least = Infinity;
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1]!, ring[i]!];
    least = Math.min(least, apart(spot, between(a, b, nearestAlong(spot, a, b))));
  }
  return least;
}

function boxOf(rings: Rings): readonly [number, number, number, number] {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings)
    for (const { x, y } of ring) {
      [minX, maxX] = [Math.min(minX, x), Math.max(maxX, x)];
      [minY, maxY] = [Math.min(minY, y), Math.max(maxY, y)];
    }
  return [minX - BORDER_M, minY - BORDER_M, maxX + BORDER_M, maxY + BORDER_M];
}

/** With nodes numbered anew. */
function largestPart(whole: RoadGraph, kept: readonly RoadEdge[]): RoadGraph {
  const { at } = graphOf(whole.nodes, kept);
  const partOf = new Map<number, number>();
  const lengths: number[] = [];
  for (const { a } of kept) {
    if (partOf.has(a)) continue;
    const part = lengths.push(0) - 1;
    const open = [a];
    partOf.set(a, part);
    for (let node = open.pop(); node !== undefined; node = open.pop())
      for (const edge of at[node]!) {
        lengths[part]! += edge.length;
        const other = edge.a === node ? edge.b : edge.a;
        if (!partOf.has(other)) open.push(other);
        partOf.set(other, part);
      }
  }
  const largest = lengths.indexOf(Math.max(...lengths));
  const ids = new Map<number, number>();
  for (const [node, part] of partOf) if (part === largest) ids.set(node, ids.size);
  const edges = kept
    .filter(({ a }) => ids.has(a))
    .map((edge) => ({ ...edge, a: ids.get(edge.a)!, b: ids.get(edge.b)! }));
  return graphOf(
    [...ids.keys()].map((node) => whole.nodes[node]!),
    edges,
  );
}
