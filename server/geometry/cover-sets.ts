/**
 * Which grids cover each place of depth 2 or more, or outside the parent area. The open edges alone cannot say: borders that
 * match inside an overlap have cancelled. So all edges near those places are walked once more; there the set of grids
 * changes exactly by the users of the edge crossed.
 */
import type { EdgeUses } from './edge-uses.ts';
import { type Faces, startOf, walkFaces } from './faces.ts';
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

/** `open`: the walk over the open edges. `isHot`: the places whose grids are to be named. */
export function coverSets(table: EdgeUses, pairs: Int32Array, open: Faces, isHot: IsHot): CoverSets | null {
  const boxes = hotBoxes(open, isHot);
  if (boxes.length === 0) return null;
  const chosen = edgesNear(table, boxes);
  const pieces = nodePieces(table, chosen, pairs, true);
  const faces = walkFaces(table, pieces);
  const hot = new Uint8Array(faces.count);
  for (let face = 1; face < faces.count; face++) if (isHotFace(faces, face, isHot)) hot[face] = 1;
  return { chosen, faces, ...nameFaces(table, faces, hot) };
}

function nameFaces(table: EdgeUses, faces: Faces, hot: Uint8Array): Pick<CoverSets, 'setOf' | 'sets'> {
  const { half, faceOf, pieces } = faces;
  const setOf = new Int32Array(faces.count).fill(-1);
  const counts: (ReadonlyMap<number, number> | undefined)[] = new Array(faces.count);
  const sets: (readonly number[])[] = [];
  const numbers = new Map<string, number>();
  const bounds: number[][] = Array.from({ length: faces.count }, () => []);
  for (let h = 0; h < half.count; h++) if (hot[faceOf[h]!] === 1) bounds[faceOf[h]!]!.push(h);
  let west: OwnersWest | null = null;
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
    west ??= new OwnersWest(table);
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
function baseSet(table: EdgeUses, faces: Faces, half: number, west: OwnersWest): ReadonlyMap<number, number> {
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

/** The boxes of the hot faces, whole units outwards. */
function hotBoxes(open: Faces, isHot: IsHot): Box[] {
  const { faceOf, half, pieces } = open;
  const boxes = new Map<number, [number, number, number, number]>();
  for (let h = 0; h < half.count; h++) {
    const face = faceOf[h]!;
    if (face === 0 || !isHotFace(open, face, isHot)) continue;
    const node = startOf(pieces, h);
    const x = pieces.nodes.x[node]!;
    const y = pieces.nodes.y[node]!;
    let box = boxes.get(face);
    if (box === undefined) {
      box = [Infinity, Infinity, -Infinity, -Infinity];
      boxes.set(face, box);
    }
    box[0] = Math.min(box[0], Math.floor(x) - 1);
    box[1] = Math.min(box[1], Math.floor(y) - 1);
    box[2] = Math.max(box[2], Math.ceil(x) + 1);
    box[3] = Math.max(box[3], Math.ceil(y) + 1);
  }
  return [...boxes.values()];
}
