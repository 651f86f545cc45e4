/**
 * WALK: the faces that noded pieces cut the plane into, with the depth of grids, of the parent area and of grids not judged
 * in each. Face 0 is the unbounded one. Depths come from the walk, never from a probe point: a face thinner than a unit may
 * hold no lattice point.
 */

import { type HalfEdges, halfEdges, pointsUp } from './half-edges.ts';
import type { Pieces } from './noding.ts';
import type { Ends } from './segment-cells.ts';
import { UnionFind } from './union-find.ts';
import { WestSearch } from './west-search.ts';

export interface Faces {
  readonly pieces: Pieces;
  readonly half: HalfEdges;
  readonly count: number;
  /** The face on the left of each half-edge. */
  readonly faceOf: Int32Array;
  /** How many grids cover the face. */
  readonly depth: Int32Array;
  /** How many times the parent area covers the face: 1 inside it, 0 outside. */
  readonly parent: Int32Array;
  /** How many exclusions cover the face, and how many grids not judged (their rings may have any sense). */
  readonly exclusion: Int32Array;
  readonly unjudged: Int32Array;
  /** Finds what lies west of a point, and on it. */
  readonly west: WestSearch;
}

/** How often a place is covered, by the layers of edge-uses.ts. */
export interface Cover {
  readonly depth: number;
  readonly parent: number;
  readonly exclusion: number;
  readonly unjudged: number;
}

export const NOWHERE: Cover = { depth: 0, parent: 0, exclusion: 0, unjudged: 0 };

/**
 * `around`: what covers the unbounded face, when the edges are only some of all. Throws an Error when the counts contradict
 * each other or, unless `lenient`, when a depth of grids is negative.
 */
export function walkFaces(table: Ends, pieces: Pieces, lenient = false, around = NOWHERE): Faces {
  const half = halfEdges(table, pieces);
  const west = new WestSearch(table, pieces);
  const cycleOf = new Int32Array(half.count).fill(-1);
  const firstOf: number[] = [];
  for (let h = 0; h < half.count; h++) {
    if (cycleOf[h]! >= 0) continue;
    for (let at = h; cycleOf[at]! < 0; at = half.next[at]!) cycleOf[at] = firstOf.length;
    firstOf.push(h);
  }
  const faceOfCycle = new Int32Array(firstOf.length).fill(-1);
  const outer = outerHalfEdges(pieces, half);
  const isOuter = new Uint8Array(firstOf.length);
  for (const h of outer) isOuter[cycleOf[h]!] = 1;
  let count = 1;
  for (let cycle = 0; cycle < firstOf.length; cycle++) if (isOuter[cycle] === 0) faceOfCycle[cycle] = count++;
  // From west to east, so that the piece found west of a component already has its face.
  for (const h of outer) {
    const node = startOf(pieces, h);
    const found = west.pieceWestOf(pieces.nodes.x[node]!, pieces.nodes.y[node]!);
    const facing = found < 0 ? -1 : west.eastSide(found);
    faceOfCycle[cycleOf[h]!] = facing < 0 ? 0 : faceOfCycle[cycleOf[facing]!]!;
  }
  const faceOf = new Int32Array(half.count);
  for (let h = 0; h < half.count; h++) faceOf[h] = faceOfCycle[cycleOf[h]!]!;
  const bounds = boundsOf(faceOf, count);
  const depth = carry(faceOf, bounds, pieces.net, around.depth);
  if (!lenient) {
    for (let face = 0; face < count; face++) {
      if (depth[face]! < 0) throw new Error('coverage contradiction: a place has a negative depth; a ring is invalid');
    }
  }
  const parent = carry(faceOf, bounds, pieces.parentNet, around.parent);
  const exclusion = carry(faceOf, bounds, pieces.exclusionNet, around.exclusion);
  const unjudged = carry(faceOf, bounds, pieces.unjudgedNet, around.unjudged);
  return { pieces, half, count, faceOf, depth, parent, exclusion, unjudged, west };
}

/** What covers a face. */
export function coverOf({ depth, parent, exclusion, unjudged }: Faces, face: number): Cover {
  return {
    depth: depth[face]!,
    parent: parent[face]!,
    exclusion: exclusion[face]!,
    unjudged: unjudged[face]!,
  };
}

export function isSameCover(a: Cover, b: Cover): boolean {
  return a.depth === b.depth && a.parent === b.parent && a.exclusion === b.exclusion && a.unjudged === b.unjudged;
}

/** The node a half-edge starts from. */
export function startOf(pieces: Pieces, half: number): number {
  return (half & 1) === 0 ? pieces.tail[half >> 1]! : pieces.head[half >> 1]!;
}

/** For each connected component a half-edge with its outside on the left, by its lowest node, west to east. */
function outerHalfEdges(pieces: Pieces, half: HalfEdges): number[] {
  const { nodes, tail, head } = pieces;
  const components = new UnionFind(nodes.count);
  for (let p = 0; p < pieces.count; p++) components.union(tail[p]!, head[p]!);
  const lowest = new Map<number, number>();
  for (let p = 0; p < pieces.count; p++) {
    const component = components.find(tail[p]!);
    const known = lowest.get(component);
    if (known === undefined || nodes.compare(tail[p]!, known) < 0) lowest.set(component, tail[p]!);
  }
  return [...lowest.values()]
    .sort((i, j) => nodes.compare(i, j))
    .map((node) => {
      // Nothing leaves to the west, so the greatest angle up to 90° has the outside on its left.
      const to = half.start[node + 1]!;
      let best = half.leaving[to - 1]!;
      for (let i = half.start[node]!; i < to; i++) if (pointsUp(half, half.leaving[i]!)) best = half.leaving[i]!;
      return best;
    });
}

/** The half-edges around each face: `list[start[face] … start[face + 1] − 1]`. */
interface Bounds {
  readonly start: Int32Array;
  readonly list: Int32Array;
}

function boundsOf(faceOf: Int32Array, count: number): Bounds {
  const start = new Int32Array(count + 1);
  for (let h = 0; h < faceOf.length; h++) start[faceOf[h]! + 1]! += 1;
  for (let face = 0; face < count; face++) start[face + 1]! += start[face]!;
  const free = start.slice();
  const list = new Int32Array(faceOf.length);
  for (let h = 0; h < faceOf.length; h++) list[free[faceOf[h]!]!++] = h;
  return { start, list };
}

/** Carries a count from the unbounded face across every piece; throws when two ways disagree. */
function carry(faceOf: Int32Array, { start, list }: Bounds, net: Int32Array, around: number): Int32Array {
  const count = start.length - 1;
  const value = new Int32Array(count);
  const known = new Uint8Array(count);
  known[0] = 1;
  value[0] = around;
  const queue = [0];
  for (let face = queue.pop(); face !== undefined; face = queue.pop()) {
    for (let i = start[face]!; i < start[face + 1]!; i++) {
      const h = list[i]!;
      const across = faceOf[h ^ 1]!;
      const there = value[face]! + ((h & 1) === 0 ? -net[h >> 1]! : net[h >> 1]!);
      if (known[across] === 0) {
        known[across] = 1;
        value[across] = there;
        queue.push(across);
      } else if (value[across] !== there) {
        throw new Error('coverage contradiction: two ways round give different depths; a ring is not closed');
      }
    }
  }
  return value;
}
