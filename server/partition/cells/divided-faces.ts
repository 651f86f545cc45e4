/**
 * RE-NODE: the pieces of the face map and the lines that divide its faces, noded together once more and walked. Each small
 * face is named by the face of the map that it is in and by the seed that its ground belongs to.
 */
import { type Faces, startOf } from '../../geometry/faces.ts';
import type { FaceMap } from './face-map.ts';
import type { FaceSeams } from './face-seams.ts';
import { groundOwners } from './ground-owners.ts';
import type { LocalMetres } from './local-metres.ts';
import { bridgesOf, doubledAreas, walkPieces } from './planar-walk.ts';
import type { FaceSamples } from './samples.ts';
import type { Seed } from './seeds.ts';
import { snapNode } from './snap-noding.ts';

/** What runs along a piece of the second noding. */
export interface DividedPieces {
  /** Bits of LINE. */
  readonly bits: Uint8Array;
  /** 1 along a seam, 2 along a plan's outline, 3 along both. */
  readonly seam: Uint8Array;
  /** Pieces with the same line are one straight line of input. */
  readonly line: Int32Array;
}

export interface DividedFaces {
  readonly walk: Faces;
  readonly pieces: DividedPieces;
  /** Twice the area of each small face. */
  readonly doubled: Float64Array;
  /** The face of the map that each small face is in, −1 outside the community. */
  readonly faceOf: Int32Array;
  /** The seed that each small face belongs to, −1 in a face without seeds and outside. */
  readonly seedOf: Int32Array;
}

export function divideFaces(
  map: FaceMap,
  seams: FaceSeams,
  seeds: readonly Seed[],
  seedsOfFace: readonly (readonly number[])[],
  samples: ReadonlyMap<number, FaceSamples>,
  metres: LocalMetres,
): DividedFaces {
  const ringCount = map.left.length;
  const noded = nodeAll(map, seams);
  // A seam's end may stick out by a rounding.
  const isBridge = bridgesOf(noded);
  const kept: number[] = [];
  for (let p = 0; p < noded.count; p++) if (isBridge[p] === 0) kept.push(p);
  const pick = (array: Int32Array): Int32Array => Int32Array.from(kept, (p) => array[p]!);
  const ends = { nodes: noded.nodes, tail: pick(noded.tail), head: pick(noded.head) };
  const walk = walkPieces(ends, Int32Array.from(kept, parentNetOf));
  const faceOf = nameFaces(map, walk, kept, sidesOf);
  const owners = groundOwners(walk, faceOf, kept, { noded, ringCount }, seams, seeds, seedsOfFace, samples, metres);
  return {
    walk,
    pieces: describe(),
    doubled: doubledAreas(walk),
    faceOf,
    seedOf: owners,
  };

  function parentNetOf(piece: number): number {
    let net = 0;
    for (let i = noded.start[piece]!; i < noded.start[piece + 1]!; i++) {
      const ring = noded.sources[i]! >> 1;
      if (ring >= ringCount) continue;
      const sign = (noded.sources[i]! & 1) === 0 ? 1 : -1;
      net += sign * (Number(map.left[ring]! >= 0) - Number(map.right[ring]! >= 0));
    }
    return net;
  }

  /** The faces of the map on the two sides of a piece; null when no ring runs along it. */
  function sidesOf(piece: number): readonly [left: number, right: number] | null {
    const left: number[] = [];
    const right: number[] = [];
    for (let i = noded.start[piece]!; i < noded.start[piece + 1]!; i++) {
      const ring = noded.sources[i]! >> 1;
      if (ring >= ringCount) continue;
      const forth = (noded.sources[i]! & 1) === 0;
      left.push(forth ? map.left[ring]! : map.right[ring]!);
      right.push(forth ? map.right[ring]! : map.left[ring]!);
    }
    // Rings that fell together: what is between them is gone.
    for (let i = left.length - 1; i >= 0 && left.length > 1; i--) {
      const at = right.indexOf(left[i]!);
      if (at < 0) continue;
      left.splice(i, 1);
      right.splice(at, 1);
    }
    return left.length === 0 ? null : [left[0]!, right[0]!];
  }

  function describe(): DividedPieces {
    const bits = new Uint8Array(kept.length);
    const seam = new Uint8Array(kept.length);
    const line = new Int32Array(kept.length).fill(-1);
    kept.forEach((piece, k) => {
      let leading = -1;
      for (let i = noded.start[piece]!; i < noded.start[piece + 1]!; i++) {
        const source = noded.sources[i]! >> 1;
        if (source < ringCount) bits[k]! |= map.pieces.bits[source]!;
        else seam[k]! |= seams.left[source - ringCount]! < 0 ? 2 : 1;
        if (leading < 0 || source < leading) leading = source;
      }
      line[k] = leading < ringCount ? map.pieces.row[leading]! : map.rowCount + leading - ringCount;
    });
    return { bits, seam, line };
  }
}

function nodeAll({ pieces: { nodes, tail, head } }: FaceMap, seams: FaceSeams): ReturnType<typeof snapNode> {
  const rings = tail.length;
  const count = rings + seams.face.length;
  const [ax, ay, bx, by] = [new Int32Array(count), new Int32Array(count), new Int32Array(count), new Int32Array(count)];
  for (let p = 0; p < rings; p++) {
    ax[p] = nodes.x[tail[p]!]!;
    ay[p] = nodes.y[tail[p]!]!;
    bx[p] = nodes.x[head[p]!]!;
    by[p] = nodes.y[head[p]!]!;
  }
  for (let i = 0; i < seams.face.length; i++) {
    ax[rings + i] = seams.ends[4 * i]!;
    ay[rings + i] = seams.ends[4 * i + 1]!;
    bx[rings + i] = seams.ends[4 * i + 2]!;
    by[rings + i] = seams.ends[4 * i + 3]!;
  }
  return snapNode({ ax, ay, bx, by }, count, seams.cuts);
}

/** From the pieces of rings, then across those of seams. Throws an Error that names a place when two ways disagree. */
function nameFaces(
  map: FaceMap,
  { faceOf, pieces, half, count, parent }: Faces,
  kept: readonly number[],
  sidesOf: (piece: number) => readonly [number, number] | null,
): Int32Array {
  const UNKNOWN = -2;
  const name = new Int32Array(count).fill(UNKNOWN);
  name[0] = -1;
  const across: number[][] = Array.from({ length: count }, () => []);
  const set = (h: number, face: number): void => {
    const at = faceOf[h]!;
    if (name[at] === UNKNOWN) name[at] = face;
    else if (name[at] !== face) {
      const node = startOf(pieces, h);
      const place = `${pieces.nodes.x[node]} ${pieces.nodes.y[node]}`;
      throw new Error(`cells, step RE-NODE: a face lies on both sides of a line near ${place}`);
    }
  };
  for (let h = 0; h < half.count; h += 2) {
    const sides = sidesOf(kept[h >> 1]!);
    if (sides === null) {
      across[faceOf[h]!]!.push(faceOf[h + 1]!);
      across[faceOf[h + 1]!]!.push(faceOf[h]!);
      continue;
    }
    set(h, sides[0]);
    set(h + 1, sides[1]);
  }
  const queue = Array.from(name.keys()).filter((face) => name[face] !== UNKNOWN);
  for (let face = queue.pop(); face !== undefined; face = queue.pop()) {
    for (const other of across[face]!) {
      if (name[other] !== UNKNOWN) continue;
      name[other] = name[face]!;
      queue.push(other);
    }
  }
  const left = name.indexOf(UNKNOWN);
  if (left >= 0 || name.some((face, i) => face >= 0 !== parent[i]! > 0) || map.count === 0) {
    throw new Error('cells, step RE-NODE: a face is neither in the community nor outside');
  }
  return name;
}
