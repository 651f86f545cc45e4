/**
 * CLEAN: small faces of one owner put together, and what is cut off from the owner's main ground given to a neighbour, within the
 * same face where that can be. The main ground of a seed is where its point is.
 */
import { startOf } from '../../geometry/faces.ts';
import { facesAt } from '../../geometry/faces-at.ts';
import type { CellFindings } from './cell-findings.ts';
import type { DividedFaces } from './divided-faces.ts';
import { type LocalMetres, lengthM, squareMetres } from './local-metres.ts';
import { type CommonBorder, mergeSmall } from './merge-faces.ts';
import type { Seed } from './seeds.ts';

/** Smaller pieces that change hands are not told. */
const TOLD_M2 = 1;

export interface CleanCells {
  readonly count: number;
  /** The cell of each small face, −1 outside. */
  readonly cellOf: Int32Array;
  /** Of each cell: its seed, −1 for none, the face of the map, and twice its area. */
  readonly seed: Int32Array;
  readonly face: Int32Array;
  readonly doubled: Float64Array;
  /** Grids of today that lost ground to another or won some: a sliver that noding pinched off its face. */
  readonly inexact: ReadonlySet<number>;
  /** Seeds that have no ground, with the cell that their point is in. */
  readonly homeless: ReadonlyMap<number, number>;
}

/** `today`: the grid of each face of the map. */
export function cleanCells(
  { walk, doubled, faceOf, seedOf }: DividedFaces,
  seeds: readonly Seed[],
  today: Int32Array,
  metres: LocalMetres,
  findings: CellFindings,
): CleanCells {
  const { pieces, count } = walk;
  const { nodes } = pieces;
  const keyOf = (small: number): number =>
    faceOf[small]! < 0 ? -1 : seedOf[small]! >= 0 ? seedOf[small]! : seeds.length + faceOf[small]!;
  const part = new Int32Array(count);
  for (let small = 0; small < count; small++) part[small] = small;
  const find = (small: number): number => {
    let at = small;
    while (part[at] !== at) {
      part[at] = part[part[at]!]!;
      at = part[at]!;
    }
    return at;
  };
  const lowest = new Int32Array(count).fill(-1);
  for (let p = 0; p < pieces.count; p++) {
    const [left, right] = [walk.faceOf[2 * p]!, walk.faceOf[2 * p + 1]!];
    const low = startOf(pieces, 2 * p);
    for (const small of [left, right]) {
      if (lowest[small]! < 0 || nodes.compare(low, lowest[small]!) < 0) lowest[small] = low;
    }
    if (keyOf(left) >= 0 && keyOf(left) === keyOf(right)) part[find(left)] = find(right);
  }
  const area = new Float64Array(count);
  const corner = new Int32Array(count).fill(-1);
  for (let small = 1; small < count; small++) {
    const own = find(small);
    part[small] = own;
    area[own]! += doubled[small]!;
    if (corner[own]! < 0 || nodes.compare(lowest[small]!, corner[own]!) < 0) corner[own] = lowest[small]!;
  }
  const main = mainParts();
  const isMain = new Uint8Array(count);
  for (const own of main.values()) isMain[own] = 1;
  const borders: CommonBorder[] = [];
  for (let p = 0; p < pieces.count; p++) {
    const left = part[walk.faceOf[2 * p]!]!;
    const right = part[walk.faceOf[2 * p + 1]!]!;
    if (left === right || keyOf(left) < 0 || keyOf(right) < 0) continue;
    const [a, b] = [pieces.tail[p]!, pieces.head[p]!];
    borders.push({ left, right, length: lengthM(metres, nodes.x[a]!, nodes.y[a]!, nodes.x[b]!, nodes.y[b]!) });
  }
  const root = mergeSmall(
    count,
    borders,
    (own) => own > 0 && part[own] === own && keyOf(own) >= 0 && isMain[own] === 0,
    (a, b) => area[a]! - area[b]! || nodes.compare(corner[a]!, corner[b]!),
    (small, neighbour) => faceOf[small] === faceOf[neighbour],
  );
  return number();

  /** By key, the part that has the seed's point, else the largest. */
  function mainParts(): Map<number, number> {
    const largest = new Map<number, number>();
    for (let small = 1; small < count; small++) {
      const key = keyOf(small);
      if (part[small] !== small || key < 0) continue;
      const best = largest.get(key);
      const lead = best === undefined ? 1 : area[small]! - area[best]!;
      if (lead > 0 || (lead === 0 && nodes.compare(corner[small]!, corner[best!]!) < 0)) largest.set(key, small);
    }
    seeds.forEach(({ point, kind }, seed) => {
      if (kind === 'part' || !largest.has(seed)) return;
      const here = facesAt(walk, ...point).filter((small) => seedOf[small] === seed);
      if (here.length > 0) largest.set(seed, Math.max(...here.map((small) => part[small]!)));
    });
    return largest;
  }

  function number(): CleanCells {
    const cellOf = new Int32Array(count).fill(-1);
    const owners = [...main].sort((a, b) => a[0] - b[0]);
    owners.forEach(([, own], cell) => {
      cellOf[own] = cell;
    });
    const sums = new Float64Array(owners.length);
    const inexact = new Set<number>();
    for (let small = 1; small < count; small++) {
      if (keyOf(small) < 0) continue;
      const own = part[small]!;
      const home = root[own]!;
      cellOf[small] = cellOf[home]!;
      if (cellOf[small]! < 0) {
        const at = corner[own]!;
        throw new Error(`cells, step CLEAN: ground without a neighbour near ${nodes.x[at]} ${nodes.y[at]}`);
      }
      sums[cellOf[small]!]! += doubled[small]!;
      const [from, to] = [today[faceOf[small]!]!, today[faceOf[home]!]!];
      if (from !== to) inexact.add(from).add(to);
      const areaM2 = squareMetres(metres, area[own]!);
      if (own === small && home !== own && areaM2 >= TOLD_M2) {
        const at = corner[own]!;
        const areaCm2 = Math.round(areaM2 * 1e4);
        const subjects = seedOf[own]! < 0 ? [] : [seeds[seedOf[own]!]!.id];
        findings.add('detached-merged', [nodes.x[at]!, nodes.y[at]!], subjects, { areaCm2 });
      }
    }
    const homeless = new Map<number, number>();
    seeds.forEach(({ point, kind, face }, seed) => {
      if (main.has(seed) || kind === 'part') return;
      const here = facesAt(walk, ...point).filter((small) => faceOf[small] === face);
      const cell = Math.max(-1, ...here.map((small) => cellOf[small]!));
      // A place moved here from beyond the community is in no cell of the face.
      homeless.set(seed, cell >= 0 ? cell : owners.findIndex(([, own]) => faceOf[own] === face));
    });
    return {
      count: owners.length,
      cellOf,
      seed: Int32Array.from(owners, ([key]) => (key < seeds.length ? key : -1)),
      face: Int32Array.from(owners, ([, own]) => faceOf[own]!),
      doubled: sums,
      inexact,
      homeless,
    };
  }
}
