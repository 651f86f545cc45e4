/**
 * Roads of the base map as a graph: nodes where roads cross, touch, bend and end, and between them every 20 m, so that a part of the
 * graph can be cut out closely. Roads are drawn without common vertices where they meet: they are noded here. Pure.
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
const LONGEST_M = 20;

interface Segment {
  readonly a: Spot;
  readonly b: Spot;
  readonly road: Road;
  readonly cuts: number[];
}

export function roadGraph(roads: readonly Road[]): RoadGraph {
  const segments = roads.flatMap((road) =>
    road.line.slice(1).map((b, i): Segment => ({ a: road.line[i]!, b, road, cuts: [0, 1] })),
  );
  segments.forEach((one, i) => {
    for (let j = i + 1; j < segments.length; j++) if (areNear(one, segments[j]!)) cutEachOther(one, segments[j]!);
  });
  const nodes = new Nodes();
  const edges = new Map<string, RoadEdge>();
  for (const { a, b, road, cuts } of segments) {
    cuts.sort((one, other) => one - other);
    const ends = cuts.flatMap((share, i) => [share, ...stopsBetween(share, cuts[i + 1] ?? share, apart(a, b))]);
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

function areNear(one: Segment, other: Segment): boolean {
  const apartOn = (axis: 'x' | 'y'): boolean =>
    Math.max(one.a[axis], one.b[axis]) + TOUCH_M < Math.min(other.a[axis], other.b[axis]) ||
    Math.max(other.a[axis], other.b[axis]) + TOUCH_M < Math.min(one.a[axis], one.b[axis]);
  return !apartOn('x') && !apartOn('y');
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

function stopsBetween(from: number, to: number, length: number): number[] {
  const parts = Math.ceil(((to - from) * length) / LONGEST_M);
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
