/** Borders that one map has and another has not, as lines. Pure; lattice units. */

import { toDegrees } from '../geometry/lattice.ts';
import type { MultiPolygon } from '../geometry/polygon.ts';
import { eachSide } from '../geometry/sides.ts';

type Edge = readonly [ax: number, ay: number, bx: number, by: number];

export interface BorderChange {
  /** Chains of lon, lat. */
  readonly old: [number, number][][];
  readonly new: [number, number][][];
}

/** A vertex that one map has on a straight border of the other makes no change, when it is exactly on it. */
export function borderChange(before: readonly MultiPolygon[], after: readonly MultiPolygon[]): BorderChange {
  const vertices = [...before, ...after].flatMap((shape) => verticesOf(shape));
  const index = new VertexIndex(vertices);
  const old = edgesOf(before, index);
  const fresh = edgesOf(after, index);
  const only = (own: ReadonlyMap<string, Edge>, other: ReadonlyMap<string, Edge>): [number, number][][] =>
    chains([...own].flatMap(([key, edge]) => (other.has(key) ? [] : [edge])));
  return { old: only(old, fresh), new: only(fresh, old) };
}

function verticesOf(shape: MultiPolygon): (readonly [number, number])[] {
  return shape.flat().flatMap((ring) => {
    const points: (readonly [number, number])[] = [];
    for (let i = 0; i < ring.length; i += 2) points.push([ring[i]!, ring[i + 1]!]);
    return points;
  });
}

/** Each once, cut at the vertices that lie on it. */
function edgesOf(shapes: readonly MultiPolygon[], index: VertexIndex): Map<string, Edge> {
  const edges = new Map<string, Edge>();
  for (const shape of shapes) {
    eachSide(shape, (ax, ay, bx, by) => {
      const stops: (readonly [number, number])[] = [[ax, ay], ...index.on(ax, ay, bx, by), [bx, by]];
      for (let i = 1; i < stops.length; i++) {
        const [p, q] = [stops[i - 1]!, stops[i]!];
        const isForward = p[0] < q[0] || (p[0] === q[0] && p[1] < q[1]);
        const edge: Edge = isForward ? [...p, ...q] : [...q, ...p];
        edges.set(edge.join(' '), edge);
      }
    });
  }
  return edges;
}

/** Vertices by uniform cells about as long as a usual side. */
class VertexIndex {
  static readonly #SIDE = 4096;
  readonly #cells = new Map<string, (readonly [number, number])[]>();

  constructor(vertices: readonly (readonly [number, number])[]) {
    const seen = new Set<string>();
    for (const vertex of vertices) {
      if (seen.has(vertex.join(' '))) continue;
      seen.add(vertex.join(' '));
      const key = this.#key(vertex[0], vertex[1]);
      const cell = this.#cells.get(key);
      if (cell === undefined) this.#cells.set(key, [vertex]);
      else cell.push(vertex);
    }
  }

  /** Strictly between the ends, in order from a to b. */
  on(ax: number, ay: number, bx: number, by: number): (readonly [number, number])[] {
    const side = VertexIndex.#SIDE;
    const found: (readonly [number, number])[] = [];
    for (let cx = Math.floor(Math.min(ax, bx) / side); cx <= Math.floor(Math.max(ax, bx) / side); cx++) {
      for (let cy = Math.floor(Math.min(ay, by) / side); cy <= Math.floor(Math.max(ay, by) / side); cy++) {
        for (const vertex of this.#cells.get(`${cx} ${cy}`) ?? []) {
          const [x, y] = vertex;
          const isEnd = (x === ax && y === ay) || (x === bx && y === by);
          if (!isEnd && isOn(x, y, ax, ay, bx, by)) found.push(vertex);
        }
      }
    }
    const along = ([x, y]: readonly [number, number]): number => Math.abs(x - ax) + Math.abs(y - ay);
    return found.sort((p, q) => along(p) - along(q));
  }

  #key(x: number, y: number): string {
    return `${Math.floor(x / VertexIndex.#SIDE)} ${Math.floor(y / VertexIndex.#SIDE)}`;
  }
}

/** Differences of the lattice stay below 2²⁶ within a county, so that their products are exact. */
function isOn(x: number, y: number, ax: number, ay: number, bx: number, by: number): boolean {
  const isWithin = x >= Math.min(ax, bx) && x <= Math.max(ax, bx) && y >= Math.min(ay, by) && y <= Math.max(ay, by);
  return isWithin && (bx - ax) * (y - ay) === (by - ay) * (x - ax);
}

/** Edges strung together where just two of them meet. */
function chains(edges: readonly Edge[]): [number, number][][] {
  const at = new Map<string, number[]>();
  edges.forEach(([ax, ay, bx, by], edge) => {
    for (const key of [`${ax} ${ay}`, `${bx} ${by}`]) at.set(key, [...(at.get(key) ?? []), edge]);
  });
  const used = new Uint8Array(edges.length);
  const lines: [number, number][][] = [];
  const grow = (first: number, from: string): (readonly [number, number])[] => {
    const points: (readonly [number, number])[] = [];
    let key = from;
    for (let edge: number | undefined = first; edge !== undefined; ) {
      used[edge] = 1;
      const [ax, ay, bx, by]: Edge = edges[edge]!;
      const next: readonly [number, number] = `${ax} ${ay}` === key ? [bx, by] : [ax, ay];
      points.push(next);
      key = next.join(' ');
      const here: readonly number[] = at.get(key)!;
      edge = here.length === 2 ? here.find((other) => used[other] === 0) : undefined;
    }
    return points;
  };
  for (let edge = 0; edge < edges.length; edge++) {
    if (used[edge] === 1) continue;
    const [ax, ay] = edges[edge]!;
    const forward = grow(edge, `${ax} ${ay}`);
    const back = (at.get(`${ax} ${ay}`) ?? []).filter((other) => used[other] === 0);
    const backward = at.get(`${ax} ${ay}`)!.length === 2 && back.length === 1 ? grow(back[0]!, `${ax} ${ay}`) : [];
    const line = [...backward.reverse(), [ax, ay] as const, ...forward];
    lines.push(line.map(([x, y]) => [toDegrees(x), toDegrees(y)]));
  }
  return lines;
}
