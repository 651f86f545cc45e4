/**
 * ARCS: pieces between two cells strung together from node to node. A node is where three pieces or more meet, or where what
 * runs along changes. Every arc runs from its lower end (a closed one from its lowest point, to the lower of the two next).
 */
import { NodeTable } from '../../geometry/node-table.ts';
import { ARC_CLASS } from '../cell-graph.ts';
import { ARC_FLAG, type Arc } from './cell-layer.ts';
import type { DividedFaces } from './divided-faces.ts';
import { classOfBits, LINE } from './line-rows.ts';
import { type LocalMetres, lengthM } from './local-metres.ts';

export interface ArcChains {
  readonly arcs: readonly Arc[];
  /** x0, y0, … by x, then y. */
  readonly nodes: Int32Array;
}

/** `cellOf`: the cell of each small face, −1 outside. */
export function arcChains({ walk, pieces: along }: DividedFaces, cellOf: Int32Array, metres: LocalMetres): ArcChains {
  const { pieces, faceOf } = walk;
  const { nodes } = pieces;
  const borders: number[] = [];
  const degree = new Int32Array(nodes.count);
  /** The first two border pieces at each node. */
  const firstAt = new Int32Array(nodes.count);
  const secondAt = new Int32Array(nodes.count);
  for (let p = 0; p < pieces.count; p++) {
    if (cellOf[faceOf[2 * p]!] === cellOf[faceOf[2 * p + 1]!]) continue;
    borders.push(p);
    for (const node of [pieces.tail[p]!, pieces.head[p]!]) {
      if (degree[node] === 0) firstAt[node] = p;
      else if (degree[node] === 1) secondAt[node] = p;
      degree[node]! += 1;
    }
  }
  const isNode = (node: number): boolean => {
    if (degree[node] !== 2) return true;
    const [p, q] = [firstAt[node]!, secondAt[node]!];
    // Both seen on the way through the node.
    const into = pieces.head[p] === node ? 2 * p : 2 * p + 1;
    const out = pieces.tail[q] === node ? 2 * q : 2 * q + 1;
    return leftOf(into) !== leftOf(out) || leftOf(into ^ 1) !== leftOf(out ^ 1) || kindOf(p) !== kindOf(q);
  };
  const done = new Uint8Array(pieces.count);
  const drafts: number[][] = [];
  for (const p of borders) {
    for (const half of [2 * p, 2 * p + 1]) if (done[p] === 0 && isNode(startOf(half))) drafts.push(follow(half));
  }
  for (const p of borders) if (done[p] === 0) drafts.push(fromLowest(follow(2 * p)));
  const built = drafts.map((halves) => assemble(halves));
  built.sort(compareDrafts);
  const places = new NodeTable();
  const ends = built.flatMap(({ points }) => [
    places.lattice(points[0]!, points[1]!),
    places.lattice(points[points.length - 2]!, points[points.length - 1]!),
  ]);
  const order = [...new Set(ends)].sort((i, j) => places.compare(i, j));
  const rank = new Int32Array(places.count);
  order.forEach((place, i) => {
    rank[place] = i;
  });
  return {
    arcs: built.map((arc, i) => ({ ...arc, from: rank[ends[2 * i]!]!, to: rank[ends[2 * i + 1]!]! })),
    nodes: Int32Array.from(order.flatMap((place) => [places.x[place]!, places.y[place]!])),
  };

  function startOf(half: number): number {
    return (half & 1) === 0 ? pieces.tail[half >> 1]! : pieces.head[half >> 1]!;
  }

  function leftOf(half: number): number {
    return cellOf[faceOf[half]!]!;
  }

  /** What an arc says of all its pieces. */
  function kindOf(p: number): number {
    return along.bits[p]! + 256 * along.seam[p]!;
  }

  /** Halves in order until a node, or back at the first. */
  function follow(first: number): number[] {
    const halves: number[] = [];
    for (let half = first; done[half >> 1] === 0; ) {
      done[half >> 1] = 1;
      halves.push(half);
      const node = startOf(half ^ 1);
      if (isNode(node)) break;
      const next = firstAt[node] === half >> 1 ? secondAt[node]! : firstAt[node]!;
      half = pieces.tail[next] === node ? 2 * next : 2 * next + 1;
    }
    return halves;
  }

  function fromLowest(halves: readonly number[]): number[] {
    let low = 0;
    for (let i = 1; i < halves.length; i++) {
      if (nodes.compare(startOf(halves[i]!), startOf(halves[low]!)) < 0) low = i;
    }
    return [...halves.slice(low), ...halves.slice(0, low)];
  }

  function assemble(found: readonly number[]): Omit<Arc, 'from' | 'to'> {
    const last = startOf(found[found.length - 1]! ^ 1);
    const order = nodes.compare(startOf(found[0]!), last);
    const second = startOf(found[0]! ^ 1);
    const isForth = order < 0 || (order === 0 && nodes.compare(second, startOf(found[found.length - 1]!)) <= 0);
    const halves = isForth ? found : found.map((half) => half ^ 1).reverse();
    const points = new Int32Array(2 * halves.length + 2);
    const added = new Uint8Array(halves.length - 1);
    let length = 0;
    halves.forEach((half, i) => {
      const [a, b] = [startOf(half), startOf(half ^ 1)];
      points[2 * i] = nodes.x[a]!;
      points[2 * i + 1] = nodes.y[a]!;
      points[2 * i + 2] = nodes.x[b]!;
      points[2 * i + 3] = nodes.y[b]!;
      length += lengthM(metres, nodes.x[a]!, nodes.y[a]!, nodes.x[b]!, nodes.y[b]!);
      if (i > 0 && along.line[half >> 1] === along.line[halves[i - 1]! >> 1]) added[i - 1] = 1;
    });
    const p = halves[0]! >> 1;
    const bits = along.bits[p]!;
    const left = leftOf(halves[0]!);
    const right = leftOf(halves[0]! ^ 1);
    return {
      left,
      right,
      lenCm: Math.round(100 * length),
      class: left < 0 || right < 0 ? ARC_CLASS.barrier : classOfBits(bits),
      connects: left >= 0 && right >= 0 && (bits & LINE.hard) === 0,
      flags: flagsOf(bits, along.seam[p]!),
      points,
      added,
      firstLine: along.line[p]!,
      lastLine: along.line[halves[halves.length - 1]! >> 1]!,
    };
  }
}

function flagsOf(bits: number, seam: number): number {
  let flags = 0;
  if ((bits & LINE.parent) !== 0) flags |= ARC_FLAG.parent;
  if ((bits & LINE.today) !== 0) flags |= ARC_FLAG.today;
  if ((bits & LINE.compound) !== 0) flags |= ARC_FLAG.compound;
  if ((bits & LINE.barrier) !== 0) flags |= ARC_FLAG.barrier;
  if ((seam & 1) !== 0) flags |= ARC_FLAG.seam;
  if ((seam & 2) !== 0) flags |= ARC_FLAG.footprint;
  return flags;
}

function compareDrafts({ points: p }: Pick<Arc, 'points'>, { points: q }: Pick<Arc, 'points'>): number {
  const shorter = Math.min(p.length, q.length);
  for (let i = 0; i < shorter; i++) if (p[i] !== q[i]) return p[i]! - q[i]!;
  return p.length - q.length;
}
