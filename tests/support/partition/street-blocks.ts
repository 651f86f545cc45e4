/** A community's ground cut by roads: again and again across the longest side, first by main roads, then by minor ones. */
import { ARC_CLASS, type ArcClass } from '../../../server/partition/cell-graph.ts';
import type { Random } from '../random.ts';
import { areaOf, type ConvexPolygon, clipped, lengthOf } from './convex-polygon.ts';

/** What lies behind a side: the outside, or a road by its number. */
export const OUTSIDE = -1;

export interface StreetBlocks {
  readonly faces: readonly ConvexPolygon[];
  /** Class of each road; sides of faces name roads as −2 − number, so that Voronoi neighbours can be numbers from 0. */
  readonly roads: readonly ArcClass[];
}

const SMALLEST_M2 = 9_000;
const LARGEST_M2 = 25_000;
const MAIN_DEPTH = 2;

/** `barrierShare`: of the minor roads, how many are walls instead. */
export function streetBlocks(ground: ConvexPolygon, random: Random, barrierShare: number): StreetBlocks {
  const faces: ConvexPolygon[] = [];
  const roads: ArcClass[] = [];
  cut(ground, 0);
  return { faces, roads };

  function cut(face: ConvexPolygon, depth: number): void {
    if (areaOf(face) < SMALLEST_M2 + random() * (LARGEST_M2 - SMALLEST_M2)) {
      faces.push(face);
      return;
    }
    const lengths = face.map((corner, i) => lengthOf(corner, face[(i + 1) % face.length]!));
    const longest = lengths.indexOf(Math.max(...lengths));
    const from = face[longest]!;
    const to = face[(longest + 1) % face.length]!;
    const along = 0.38 + 0.24 * random();
    const slant = 0.3 * (random() - 0.5);
    const dx = (to.x - from.x) / lengths[longest]!;
    const dy = (to.y - from.y) / lengths[longest]!;
    const a = dx - slant * dy;
    const b = dy + slant * dx;
    const c = a * (from.x + along * (to.x - from.x)) + b * (from.y + along * (to.y - from.y));
    const behind = -2 - roads.length;
    const isWall = depth >= MAIN_DEPTH && random() < barrierShare;
    roads.push(isWall ? ARC_CLASS.barrier : depth < MAIN_DEPTH ? ARC_CLASS.main : ARC_CLASS.minor);
    for (const part of [clipped(face, a, b, c, behind), clipped(face, -a, -b, -c, behind)]) {
      if (part.length > 0) cut(part, depth + 1);
    }
  }
}
