/** FACES: noded pieces of the lattice as the kernel's faces (faces.ts of geometry), and their exact doubled areas. */
import { type Faces, startOf, walkFaces } from '../../geometry/faces.ts';
import { halfEdges } from '../../geometry/half-edges.ts';
import type { NodeTable } from '../../geometry/node-table.ts';
import type { Pieces } from '../../geometry/noding.ts';
import type { Ends } from '../../geometry/segment-cells.ts';

export interface LatticePieces {
  readonly nodes: NodeTable;
  /** The lower and the higher end of each, by x, then y. */
  readonly tail: Int32Array;
  readonly head: Int32Array;
}

/**
 * `parentNet`: for each piece how often the ground is covered on its left less on its right. Face 0 is the unbounded one;
 * `parent` of the result says how often a face is covered. Throws an Error when the counts contradict each other.
 */
export function walkPieces({ nodes, tail, head }: LatticePieces, parentNet: Int32Array): Faces {
  const { ends, pieces } = asKernelPieces({ nodes, tail, head }, parentNet);
  return walkFaces(ends, pieces);
}

/** 1 for each piece that bounds nothing: the same walk comes along both of its sides. */
export function bridgesOf(pieces: LatticePieces): Uint8Array {
  const { ends, pieces: all } = asKernelPieces(pieces, new Int32Array(pieces.tail.length));
  const { next, count } = halfEdges(ends, all);
  const walkOf = new Int32Array(count).fill(-1);
  for (let first = 0; first < count; first++) {
    for (let at = first; walkOf[at]! < 0; at = next[at]!) walkOf[at] = first;
  }
  return Uint8Array.from(pieces.tail, (_, p) => (walkOf[2 * p] === walkOf[2 * p + 1] ? 1 : 0));
}

function asKernelPieces({ nodes, tail, head }: LatticePieces, parentNet: Int32Array): { ends: Ends; pieces: Pieces } {
  const count = tail.length;
  const ends = {
    ax: Int32Array.from(tail, (node) => nodes.x[node]!),
    ay: Int32Array.from(tail, (node) => nodes.y[node]!),
    bx: Int32Array.from(head, (node) => nodes.x[node]!),
    by: Int32Array.from(head, (node) => nodes.y[node]!),
  };
  const none = new Int32Array(count);
  const each = new Int32Array(count + 1);
  for (let p = 0; p <= count; p++) each[p] = p;
  const pieces = {
    nodes,
    count,
    tail,
    head,
    net: none,
    parentNet,
    exclusionNet: none,
    unjudgedNet: none,
    edgeStart: each,
    edges: each.subarray(0, count),
    agreed: [],
  };
  return { ends, pieces };
}

const EXACT = 2 ** 53;

/** Twice the area of each face in square units, exact; that of face 0 is negative. Throws a RangeError beyond 2⁵³. */
export function doubledAreas({ pieces, half, faceOf, count }: Faces): Float64Array {
  const { nodes } = pieces;
  const sums = new Float64Array(count);
  const origin = new Int32Array(count).fill(-1);
  const wide: Map<number, bigint> = new Map();
  for (let h = 0; h < half.count; h++) {
    const face = faceOf[h]!;
    const from = startOf(pieces, h);
    const to = startOf(pieces, h ^ 1);
    if (origin[face]! < 0) origin[face] = from;
    const x0 = nodes.x[origin[face]!]!;
    const y0 = nodes.y[origin[face]!]!;
    const ax = nodes.x[from]! - x0;
    const ay = nodes.y[from]! - y0;
    const bx = nodes.x[to]! - x0;
    const by = nodes.y[to]! - y0;
    const p = ax * by;
    const q = bx * ay;
    const isExact = Math.abs(sums[face]!) + Math.abs(p) + Math.abs(q) < EXACT;
    if (isExact) sums[face]! += p - q;
    else wide.set(face, (wide.get(face) ?? 0n) + BigInt(ax) * BigInt(by) - BigInt(bx) * BigInt(ay));
  }
  for (const [face, rest] of wide) {
    const whole = rest + BigInt(sums[face]!);
    if (whole > BigInt(EXACT) || whole < -BigInt(EXACT))
      throw new RangeError('cells: a face larger than can be held exactly');
    sums[face] = Number(whole);
  }
  return sums;
}
