/**
 * Regions: faces that belong together merged across the pieces between them, and the rings around each. Touching in a point
 * keeps faces apart. Every region is one connected open set with one shell.
 */

import { type Faces, startOf } from './faces.ts';
import { type HalfEdges, turnOf } from './half-edges.ts';
import { UnionFind } from './union-find.ts';

/** Half-edges in order with the region on the left; they form a simple closed ring. */
export type HalfRing = readonly number[];

export interface Region {
  /** What the key function said of its faces. */
  readonly key: number;
  readonly faces: readonly number[];
  readonly shell: HalfRing;
  readonly holes: readonly HalfRing[];
}

/** Faces with the same key that share a piece become one region; a negative key leaves a face out. Face 0 must be left out. */
export function mergeRegions(faces: Faces, keyOf: (face: number) => number): Region[] {
  const regionOf = numberRegions(faces, keyOf);
  const { half, faceOf } = faces;
  const rings = new Map<number, HalfRing[]>();
  const done = new Uint8Array(half.count);
  for (let h = 0; h < half.count; h++) {
    const region = regionOf[faceOf[h]!]!;
    if (done[h] === 1 || region < 0 || regionOf[faceOf[h ^ 1]!] === region) continue;
    const walk: number[] = [];
    for (let at = h; done[at] === 0; ) {
      done[at] = 1;
      walk.push(at);
      at = half.next[at]!;
      while (regionOf[faceOf[at ^ 1]!] === region) at = half.next[at ^ 1]!;
    }
    const list = rings.get(region) ?? [];
    list.push(...simpleRings(faces, walk));
    rings.set(region, list);
  }
  const members = new Map<number, number[]>();
  for (let face = 0; face < faces.count; face++) {
    const region = regionOf[face]!;
    if (region < 0) continue;
    const list = members.get(region);
    if (list === undefined) members.set(region, [face]);
    else list.push(face);
  }
  return [...members].map(([region, list]) => {
    const own = rings.get(region) ?? [];
    const shell = own.find((ring) => isCounterClockwise(faces, ring));
    if (shell === undefined) throw new Error('coverage contradiction: a region without a shell');
    return { key: keyOf(list[0]!), faces: list, shell, holes: own.filter((ring) => ring !== shell) };
  });
}

/** The half-edges at whose start a ring turns: where it only runs straight on, or a neighbour has a vertex, there is none. */
export function cornersOf(half: HalfEdges, ring: HalfRing): number[] {
  return ring.filter((h, i) => turnOf(half, ring[i === 0 ? ring.length - 1 : i - 1]!, h) !== 0);
}

/**
 * The corners of each ring, the shell first, as nodes. Rings start at their lowest corner and holes come in order of theirs,
 * so that measures do not depend on the order of the input by a single bit.
 */
export function cornerRings(faces: Faces, region: Region): number[][] {
  const { nodes } = faces.pieces;
  const canonical = (ring: HalfRing): number[] => {
    const corners = cornersOf(faces.half, ring).map((h) => startOf(faces.pieces, h));
    let low = 0;
    for (let i = 1; i < corners.length; i++) if (nodes.compare(corners[i]!, corners[low]!) < 0) low = i;
    return [...corners.slice(low), ...corners.slice(0, low)];
  };
  const holes = region.holes.map(canonical).sort((a, b) => nodes.compare(a[0]!, b[0]!) || nodes.compare(a[1]!, b[1]!));
  return [canonical(region.shell), ...holes];
}

/** Order of two regions that have no place in common, by the first corners of their shells. */
export function compareRegions(faces: Faces, a: Region, b: Region): number {
  const { nodes } = faces.pieces;
  const [shellA] = cornerRings(faces, a);
  const [shellB] = cornerRings(faces, b);
  return nodes.compare(shellA![0]!, shellB![0]!) || nodes.compare(shellA![1]!, shellB![1]!);
}

function numberRegions({ count, faceOf, half }: Faces, keyOf: (face: number) => number): Int32Array {
  const key = new Int32Array(count);
  for (let face = 0; face < count; face++) key[face] = keyOf(face);
  const regions = new UnionFind(count);
  for (let h = 0; h < half.count; h += 2) {
    const left = faceOf[h]!;
    const right = faceOf[h + 1]!;
    if (key[left]! >= 0 && key[left] === key[right]) regions.union(left, right);
  }
  return key.map((own, face) => (own < 0 ? -1 : regions.find(face)));
}

/** Cuts a walk that comes through a node more than once into rings that do not. */
function simpleRings(faces: Faces, walk: readonly number[]): HalfRing[] {
  const rings: HalfRing[] = [];
  const path: number[] = [];
  const place = new Map<number, number>();
  for (const h of walk) {
    const node = startOf(faces.pieces, h);
    const before = place.get(node);
    if (before !== undefined) {
      const loop = path.splice(before);
      for (const part of loop) place.delete(startOf(faces.pieces, part));
      rings.push(loop);
    }
    place.set(node, path.length);
    path.push(h);
  }
  rings.push(path);
  return rings;
}

/** By the turn at its lowest node, so exact for rings of any size. */
function isCounterClockwise(faces: Faces, ring: HalfRing): boolean {
  const { nodes } = faces.pieces;
  let low = 0;
  for (let i = 1; i < ring.length; i++) {
    if (nodes.compare(startOf(faces.pieces, ring[i]!), startOf(faces.pieces, ring[low]!)) < 0) low = i;
  }
  return turnOf(faces.half, ring[low === 0 ? ring.length - 1 : low - 1]!, ring[low]!) > 0;
}
