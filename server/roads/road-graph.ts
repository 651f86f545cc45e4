/**
 * Roads of the base map as a graph: nodes where roads cross, touch, bend and end, and between them as closely as is asked for.
 * Roads are drawn without common vertices where they meet: they are noded here. A bridge is a crossing too: the base map does
 * not tell levels. Pure.
 */
import { apart, between, nearestAlong, type Spot } from './plane.ts';

export interface Road {
  readonly name: string | null;
  readonly class: string | null;
  readonly line: readonly Spot[];
}
export interface RoadEdge {
  readonly a: number;
  readonly b: number;
  readonly length: number;
  readonly road: Road;
}
export interface RoadGraph {
  readonly nodes: readonly Spot[];
  readonly edges: readonly RoadEdge[];
  /** Edges of each node. */
  readonly at: readonly (readonly RoadEdge[])[];
}

/** The end of a road so near to another one meets it. */
const TOUCH_M = 1.5;

interface Segment {
  readonly a: Spot;
  readonly b: Spot;
  readonly road: Road;
  readonly cuts: number[];
}

/** `longestM`: of an edge, in metres; Infinity for the fewest edges. */
export function roadGraph(roads: readonly Road[], longestM: number): RoadGraph {
  const segments = roads.flatMap((road) =>
    road.line.slice(1).map((b, i): Segment => ({ a: road.line[i]!, b, road, cuts: [0, 1] })),
  );
  cutWhereTheyMeet(segments);
  const nodes = new Nodes();
  const edges = new Map<string, RoadEdge>();
  for (const { a, b, road, cuts } of segments) {
    cuts.sort((one, other) => one - other);
    const ends = cuts.flatMap((share, i) => [
      share,
      ...stopsBetween(share, cuts[i + 1] ?? share, apart(a, b) / longestM),
    ]);
    const ids = ends.map((share) => nodes.idOf(between(a, b, share)));
    ids.slice(1).forEach((id, i) => {
      const from = ids[i]!;
      const key = from < id ? `${from} ${id}` : `${id} ${from}`;
      if (from === id || edges.has(key)) return;
      edges.set(key, { a: from, b: id, length: apart(nodes.spots[from]!, nodes.spots[id]!), road });
    });
  }
  return graphOf(nodes.spots, [...edges.values()]);
}

export function graphOf(nodes: readonly Spot[], edges: readonly RoadEdge[]): RoadGraph {
  const at: RoadEdge[][] = nodes.map(() => []);
  for (const edge of edges) {
    at[edge.a]!.push(edge);
    at[edge.b]!.push(edge);
  }
  return { nodes, edges, at };
}

/** From west to east, so that each is held against those only whose stretch of x it shares. */
function cutWhereTheyMeet(segments: readonly Segment[]): void {
  const row = segments
    .map((segment) => {
      const { a, b } = segment;
      return {
        segment,
        west: Math.min(a.x, b.x),
        east: Math.max(a.x, b.x),
        south: Math.min(a.y, b.y),
        north: Math.max(a.y, b.y),
      };
    })
    .sort((one, other) => one.west - other.west);
  row.forEach((one, i) => {
    for (let j = i + 1; j < row.length; j++) {
      const other = row[j]!;
      if (other.west > one.east + TOUCH_M) break;
      if (other.south > one.north + TOUCH_M || one.south > other.north + TOUCH_M) continue;
      cutEachOther(one.segment, other.segment);
    }
  });
}

function cutEachOther(one: Segment, other: Segment): void {
  for (const [end, line] of [
    ...[one.a, one.b].map((end) => [end, other] as const),
    ...[other.a, other.b].map((end) => [end, one] as const),
  ]) {
    const share = nearestAlong(end, line.a, line.b);
    if (apart(end, between(line.a, line.b, share)) <= TOUCH_M) line.cuts.push(share);
  }
  const [ux, uy] = [one.b.x - one.a.x, one.b.y - one.a.y];
  const [vx, vy] = [other.b.x - other.a.x, other.b.y - other.a.y];
  const cross = ux * vy - uy * vx;
  if (cross === 0) return;
  const [wx, wy] = [other.a.x - one.a.x, other.a.y - one.a.y];
  const [s, t] = [(wx * vy - wy * vx) / cross, (wx * uy - wy * ux) / cross];
  if (s <= 0 || s >= 1 || t <= 0 || t >= 1) return;
  one.cuts.push(s);
  other.cuts.push(t);
}

function stopsBetween(from: number, to: number, longest: number): number[] {
  const parts = Math.ceil((to - from) * longest);
  return Array.from({ length: Math.max(0, parts - 1) }, (_, i) => from + ((to - from) * (i + 1)) / parts);
}

/** Points that touch are one node. */
class Nodes {
  readonly spots: Spot[] = [];
  readonly #cells = new Map<string, number[]>();

  idOf(spot: Spot): number {
    const [column, row] = [Math.floor(spot.x / TOUCH_M), Math.floor(spot.y / TOUCH_M)];
    for (let dx = -1; dx <= 1; dx++)
      for (let dy = -1; dy <= 1; dy++) {
        const known = this.#cells
          .get(`${column + dx} ${row + dy}`)
          ?.find((id) => apart(this.spots[id]!, spot) <= TOUCH_M);
        if (known !== undefined) return known;
      }
    const id = this.spots.push(spot) - 1;
    const key = `${column} ${row}`;
    this.#cells.set(key, [...(this.#cells.get(key) ?? []), id]);
    return id;
  }
}
