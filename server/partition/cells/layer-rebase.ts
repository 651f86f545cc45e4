/**
 * From the cells of an old layer to those of a new one of the same community: by place, and by the largest common area where
 * places do not say. Plans and their undo are carried over by this map.
 */
import type { Arc, CellLayer } from './cell-layer.ts';
import { coverLists } from './face-covers.ts';
import type { RingUse } from './line-rows.ts';
import { doubledAreas, walkPieces } from './planar-walk.ts';
import { type Noded, snapNode } from './snap-noding.ts';

export interface LayerMap {
  /** For each new cell the old cell that it takes the place of; −1 when it is on new ground. */
  readonly oldOf: Int32Array;
  /** Old cells that no new cell takes the place of, in order. */
  readonly gone: readonly number[];
}

/** Ties of area go to the lower old cell. */
export function rebaseLayer(old: CellLayer, fresh: CellLayer): LayerMap {
  const oldOf = new Int32Array(fresh.cells.length).fill(-1);
  const byId = new Map(old.cells.map(({ id }, cell) => [id, cell]));
  const byPlace = new Map(old.cells.flatMap(({ places }, cell) => places.map((place) => [place, cell] as const)));
  fresh.cells.forEach(({ id, places, kind }, cell) => {
    const place = places.find((one) => byPlace.has(one));
    if (place !== undefined) oldOf[cell] = byPlace.get(place)!;
    else if (kind !== 'building') oldOf[cell] = byId.get(id) ?? -1;
  });
  if (oldOf.includes(-1)) {
    const common = largestCommon(old, fresh);
    for (let cell = 0; cell < oldOf.length; cell++) if (oldOf[cell]! < 0) oldOf[cell] = common[cell]!;
  }
  const kept = new Set(oldOf);
  return { oldOf, gone: Array.from(old.cells.keys()).filter((cell) => !kept.has(cell)) };
}

/** For each new cell the old one that has most of its ground; −1 for none. */
function largestCommon(old: CellLayer, fresh: CellLayer): Int32Array {
  const segments: number[] = [];
  const uses: RingUse[][] = [];
  const add = (arcs: readonly Arc[], shift: number): void => {
    for (const { left, right, points } of arcs) {
      const own: RingUse[] = [];
      if (left >= 0) own.push({ owner: shift + left, sign: 1 });
      if (right >= 0) own.push({ owner: shift + right, sign: -1 });
      for (let i = 2; i < points.length; i += 2) {
        segments.push(points[i - 2]!, points[i - 1]!, points[i]!, points[i + 1]!);
        uses.push(own);
      }
    }
  };
  add(old.arcs, 0);
  add(fresh.arcs, old.cells.length);
  const at = (offset: number): Int32Array => Int32Array.from(uses, (_, i) => segments[4 * i + offset]!);
  const noded = snapNode({ ax: at(0), ay: at(1), bx: at(2), by: at(3) }, uses.length);
  const walk = walkPieces(noded, new Int32Array(noded.count));
  const covers = coverLists(walk, pieceUses(noded, uses));
  const areas = doubledAreas(walk);
  const common = new Map<number, number>();
  for (let face = 1; face < walk.count; face++) {
    const before = covers[face]!.find((owner) => owner < old.cells.length);
    const after = covers[face]!.find((owner) => owner >= old.cells.length);
    if (before === undefined || after === undefined) continue;
    const key = (after - old.cells.length) * old.cells.length + before;
    common.set(key, (common.get(key) ?? 0) + areas[face]!);
  }
  const best = new Int32Array(fresh.cells.length).fill(-1);
  const most = new Float64Array(fresh.cells.length);
  for (const [key, area] of [...common].sort((a, b) => a[0] - b[0])) {
    const cell = Math.floor(key / old.cells.length);
    if (area <= most[cell]!) continue;
    most[cell] = area;
    best[cell] = key % old.cells.length;
  }
  return best;
}

/** The uses of the segments along each piece, seen in the piece's direction. */
function pieceUses({ count, start, sources }: Noded, uses: readonly (readonly RingUse[])[]): RingUse[][] {
  return Array.from({ length: count }, (_, piece) => {
    const own: RingUse[] = [];
    for (let i = start[piece]!; i < start[piece + 1]!; i++) {
      const isAgainst = (sources[i]! & 1) === 1;
      for (const { owner, sign } of uses[sources[i]! >> 1]!) {
        own.push({ owner, sign: isAgainst ? (sign === 1 ? -1 : 1) : sign });
      }
    }
    return own;
  });
}
