/**
 * Which grids cover each place of depth 2 or more, or outside the parent area. The open edges alone cannot say: borders that
 * match inside an overlap have cancelled. So all edges near those places are walked once more; there the set of grids
 * changes exactly by the users of the edge crossed.
 */
import type { EdgeUses } from './edge-uses.ts';
import { boxesOf } from './face-boxes.ts';
import { coverOf, type Faces, walkFaces } from './faces.ts';
import { edgesNear } from './nearby-edges.ts';
import { nodePieces, type Pieces } from './noding.ts';
import { OwnersWest } from './owners-west.ts';
import type { Box } from './polygon.ts';

export interface CoverSets {
  /** The edges walked: all near the hot places, and every open one. */
  readonly chosen: Int32Array;
  /** The walk over them; depths as in the walk over open edges. */
  readonly faces: Faces;
  /** Number of the set of each hot face, −1 for others. */
  readonly setOf: Int32Array;
  /** Owners of each set in rising order; an owner that covers a place twice is there once. */
  readonly sets: readonly (readonly number[])[];
}

/** By the depth of grids, of the parent area and of exclusions. */
export type IsHot = (depth: number, parent: number, exclusion: number) => boolean;

/** What lies around the open edges of a table. */
export interface Surroundings {
  /** All open edges and all whose box meets one of the boxes, with the meetings among them (crossings.ts). */
  near(boxes: readonly Box[]): { readonly edges: Int32Array; readonly pairs: Int32Array };
  /** Which grids cover a place. */
  owners(): Pick<OwnersWest, 'at'>;
}

/** A table that holds every edge there is. */
export function allOf(table: EdgeUses, pairs: Int32Array): Surroundings {
  return { near: (boxes) => ({ edges: edgesNear(table, boxes), pairs }), owners: () => new OwnersWest(table) };
}

/**
 * `open`: the walk over the open edges. `isHot`: the places whose grids are to be named. `pairs` and `surroundings`: the
 * meetings of edges, and what there is besides, where the table does not hold all.
 */
export function coverSets(
  table: EdgeUses,
  pairs: Int32Array,
  open: Faces,
  isHot: IsHot,
  { near, owners }: Surroundings = allOf(table, pairs),
): CoverSets | null {
  const boxes = boxesOf(open, (face) => isHotFace(open, face, isHot));
  if (boxes.length === 0) return null;
  const { edges: chosen, pairs: meetings } = near(boxes);
  const pieces = nodePieces(table, chosen, meetings, true);
  const faces = walkFaces(table, pieces, false, coverOf(open, 0));
  const hot = new Uint8Array(faces.count);
  for (let face = 1; face < faces.count; face++) if (isHotFace(faces, face, isHot)) hot[face] = 1;
  return { chosen, faces, ...nameFaces(table, faces, hot, owners) };
}

function nameFaces(
  table: EdgeUses,
  faces: Faces,
  hot: Uint8Array,
  ownersOf: Surroundings['owners'],
): Pick<CoverSets, 'setOf' | 'sets'> {
  const { half, faceOf, pieces } = faces;
  const setOf = new Int32Array(faces.count).fill(-1);
  const counts: (ReadonlyMap<number, number> | undefined)[] = new Array(faces.count);
  const sets: (readonly number[])[] = [];
  const numbers = new Map<string, number>();
  const bounds: number[][] = Array.from({ length: faces.count }, () => []);
  for (let h = 0; h < half.count; h++) if (hot[faceOf[h]!] === 1) bounds[faceOf[h]!]!.push(h);
  let west: Pick<OwnersWest, 'at'> | null = null;
  const settle = (face: number, owners: ReadonlyMap<number, number>): void => {
    let depth = 0;
    for (const times of owners.values()) depth += times;
    if (depth !== faces.depth[face]) throw new Error('coverage contradiction: grids named do not add up to the depth');
    const set = [...owners.keys()].sort((a, b) => a - b);
    const text = set.join(' ');
    let number = numbers.get(text);
    if (number === undefined) {
      number = sets.length;
      numbers.set(text, number);
      sets.push(set);
    }
    counts[face] = owners;
    setOf[face] = number;
  };
  for (let first = 1; first < faces.count; first++) {
    if (hot[first] === 0 || setOf[first]! >= 0) continue;
    west ??= ownersOf();
    settle(first, baseSet(table, faces, bounds[first]![0]!, west));
    const queue = [first];
    for (let face = queue.pop(); face !== undefined; face = queue.pop()) {
      for (const h of bounds[face]!) {
        const across = faceOf[h ^ 1]!;
        if (hot[across] === 0 || setOf[across]! >= 0) continue;
        settle(across, crossed(table, pieces, counts[face]!, h >> 1, (h & 1) === 0 ? -1 : 1));
        queue.push(across);
      }
    }
  }
  return { setOf, sets };
}

/** The grids on the left of a half-edge, from scratch. */
function baseSet(
  table: EdgeUses,
  faces: Faces,
  half: number,
  west: Pick<OwnersWest, 'at'>,
): ReadonlyMap<number, number> {
  const { pieces } = faces;
  const piece = half >> 1;
  const owners = west.at(pieces.nodes, pieces.tail[piece]!, pieces.head[piece]!);
  // The answer holds west of the piece, or north of a level one: left when the half-edge runs north, or east.
  const edge = pieces.edges[pieces.edgeStart[piece]!]!;
  const rises = table.by[edge]! > table.ay[edge]! || table.by[edge] === table.ay[edge];
  const leftIsThere = rises === ((half & 1) === 0);
  return leftIsThere ? owners : crossed(table, pieces, owners, piece, rises ? -1 : 1);
}

/** `sign`: −1 from the left of the piece to its right, 1 the other way. */
function crossed(
  table: EdgeUses,
  pieces: Pieces,
  owners: ReadonlyMap<number, number>,
  piece: number,
  sign: number,
): ReadonlyMap<number, number> {
  const there = new Map(owners);
  for (let i = pieces.edgeStart[piece]!; i < pieces.edgeStart[piece + 1]!; i++) {
    table.eachGridUse(pieces.edges[i]!, (owner, use) => {
      const times = (there.get(owner) ?? 0) + sign * use;
      if (times === 0) there.delete(owner);
      else there.set(owner, times);
    });
  }
  return there;
}

function isHotFace({ depth, parent, exclusion }: Faces, face: number, isHot: IsHot): boolean {
  return isHot(depth[face]!, parent[face]!, exclusion[face]!);
}
