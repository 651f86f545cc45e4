/**
 * FACES: the ground of the community cut by all lines, before buildings are looked at. Slivers have been given to a neighbour,
 * chains that bound nothing are set aside, and what lies beyond the community is gone.
 */
import { type Faces, startOf } from '../../geometry/faces.ts';
import { facesAt } from '../../geometry/faces-at.ts';
import type { CellFindings } from './cell-findings.ts';
import type { CellsInput } from './cells-input.ts';
import { isDangle, tellDangles } from './dangles.ts';
import { coverLists } from './face-covers.ts';
import { filterPieces, type LinePieces, linePieces } from './line-pieces.ts';
import { LINE, lineRows } from './line-rows.ts';
import { type LocalMetres, lengthM, squareMetres } from './local-metres.ts';
import { type CommonBorder, mergeSmall } from './merge-faces.ts';
import { doubledAreas, walkPieces } from './planar-walk.ts';
import { snapNode } from './snap-noding.ts';
import { tellToday } from './today-report.ts';

/** Faces smaller or narrower than this are no faces. The width of a strip is 2A/P. */
export const SLIVER_M2 = 1;
export const SLIVER_M = 0.2;

export interface FaceMap {
  /** Those between two faces, or between a face and the outside. */
  readonly pieces: LinePieces;
  /** Faces on the two sides of each piece; −1 outside the community. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly count: number;
  /** Twice the area of each face in square units, exact. */
  readonly doubled: Float64Array;
  /** The lowest grid of today that covers the face, −1 for none. */
  readonly today: Int32Array;
  /** The lowest compound that covers the face, −1 for none. */
  readonly compound: Int32Array;
  /** Faces with only borders of today between them have the same block. */
  readonly block: Int32Array;
  /** The faces that a lattice point touches, in rising order; none outside the community. */
  readonly at: (x: number, y: number) => number[];
  /** How many places lines that cross without a common vertex were noded in. */
  readonly crossings: number;
  /** How many rows of lines there were: `pieces.row` is below it. */
  readonly rowCount: number;
  /** Grids of today whose ground is not exactly the faces that they own, by number. */
  readonly inexact: ReadonlySet<number>;
}

/** `input`: a sound parent, mended barriers, today by code. */
export function faceMap(input: CellsInput, metres: LocalMetres, findings: CellFindings): FaceMap {
  const rows = lineRows(input);
  const noded = snapNode(rows, rows.count);
  const everything = linePieces(rows, noded);
  const first = walkPieces(everything, everything.parentNet);
  tellDangles(first, metres, findings);
  const closed = filterPieces(everything, (p) => !isDangle(first, p));
  const faces = walkPieces(closed, closed.parentNet);
  const doubled = doubledAreas(faces);
  const covers = coverLists(faces, closed.uses);
  tellToday(input.today, faces, doubled, covers, metres, findings);
  const todayCount = input.today.length;
  const todayOf = Int32Array.from(covers, (cover) => (cover.length > 0 && cover[0]! < todayCount ? cover[0]! : -1));
  const compoundOf = Int32Array.from(covers, (cover) => {
    const owner = cover.find((one) => one >= todayCount);
    return owner === undefined ? -1 : owner - todayCount;
  });
  const root = withoutSlivers(faces, doubled, todayOf, metres, findings);
  const label = new Int32Array(faces.count).fill(-1);
  let count = 0;
  for (let face = 1; face < faces.count; face++) {
    if (faces.parent[face]! > 0 && root[face] === face) label[face] = count++;
  }
  for (let face = 1; face < faces.count; face++) if (faces.parent[face]! > 0) label[face] = label[root[face]!]!;
  const sums = new Float64Array(count);
  const today = new Int32Array(count);
  const compound = new Int32Array(count);
  const inexact = new Set<number>();
  for (let face = 1; face < faces.count; face++) {
    const own = label[face]!;
    const cover = covers[face]!.filter((owner) => owner < todayCount);
    if (own >= 0) sums[own]! += doubled[face]!;
    if (own >= 0 && root[face] === face) {
      today[own] = todayOf[face]!;
      compound[own] = compoundOf[face]!;
    }
    const owner = own < 0 ? -1 : todayOf[root[face]!]!;
    for (const grid of cover) if (grid !== owner) inexact.add(grid);
    if (owner >= 0 && !cover.includes(owner)) inexact.add(owner);
  }
  const stays = (p: number): boolean => label[faces.faceOf[2 * p]!] !== label[faces.faceOf[2 * p + 1]!];
  const pieces = filterPieces(closed, stays);
  const sides = Array.from(closed.tail.keys()).filter(stays);
  const left = Int32Array.from(sides, (p) => label[faces.faceOf[2 * p]!]!);
  const right = Int32Array.from(sides, (p) => label[faces.faceOf[2 * p + 1]!]!);
  return {
    pieces,
    left,
    right,
    count,
    doubled: sums,
    today,
    compound,
    block: blocksOf(pieces, left, right, count),
    at: (x, y) => {
      const own = facesAt(faces, x, y).map((face) => label[face]!);
      return [...new Set(own)].filter((face) => face >= 0).sort((a, b) => a - b);
    },
    crossings: noded.crossings,
    rowCount: rows.count,
    inexact,
  };
}

/** For each face the one it is given to, itself for most. Never across the community's border. */
function withoutSlivers(
  faces: Faces,
  doubled: Float64Array,
  todayOf: Int32Array,
  metres: LocalMetres,
  findings: CellFindings,
): Int32Array {
  const { pieces, faceOf, parent, count } = faces;
  const { nodes } = pieces;
  const around = new Float64Array(count);
  const borders: CommonBorder[] = [];
  const lowest = new Int32Array(count).fill(-1);
  for (let p = 0; p < pieces.count; p++) {
    const [a, b] = [startOf(pieces, 2 * p), startOf(pieces, 2 * p + 1)];
    const length = lengthM(metres, nodes.x[a]!, nodes.y[a]!, nodes.x[b]!, nodes.y[b]!);
    const [left, right] = [faceOf[2 * p]!, faceOf[2 * p + 1]!];
    for (const face of [left, right]) {
      around[face]! += length;
      if (lowest[face]! < 0 || nodes.compare(a, lowest[face]!) < 0) lowest[face] = a;
    }
    if (parent[left]! > 0 && parent[right]! > 0) borders.push({ left, right, length });
  }
  const isSmall = (face: number): boolean => {
    if (face === 0 || parent[face] === 0) return false;
    const areaM2 = squareMetres(metres, doubled[face]!);
    return areaM2 < SLIVER_M2 || 2 * areaM2 < SLIVER_M * around[face]!;
  };
  const root = mergeSmall(
    count,
    borders,
    isSmall,
    (a, b) => doubled[a]! - doubled[b]! || nodes.compare(lowest[a]!, lowest[b]!),
    (small, neighbour) => todayOf[small] === todayOf[neighbour],
  );
  for (let face = 1; face < count; face++) {
    if (root[face] === face) continue;
    const at = lowest[face]!;
    const areaCm2 = Math.round(squareMetres(metres, doubled[face]!) * 1e4);
    findings.add('sliver-merged', [nodes.x[at]!, nodes.y[at]!], [], { areaCm2 });
  }
  return root;
}

function blocksOf({ bits }: LinePieces, left: Int32Array, right: Int32Array, count: number): Int32Array {
  const block = new Int32Array(count);
  for (let face = 0; face < count; face++) block[face] = face;
  const find = (face: number): number => {
    let at = face;
    while (block[at] !== at) at = block[at]!;
    return at;
  };
  for (let p = 0; p < left.length; p++) {
    if (left[p]! >= 0 && right[p]! >= 0 && (bits[p]! & ~LINE.today) === 0) block[find(left[p]!)] = find(right[p]!);
  }
  for (let face = 0; face < count; face++) block[face] = find(face);
  return block;
}
