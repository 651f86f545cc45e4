/**
 * What a walk over open edges says: gaps, overlaps, places outside the ground to be covered, borders whose vertices differ,
 * and the buildings in them. The walk may be over all open edges of a check or over a part that stands for itself.
 */
import { borderMismatches } from './border-vertices.ts';
import { containments } from './containment.ts';
import { type CoverSets, coverSets, type Surroundings } from './cover-sets.ts';
import type { EdgeUses } from './edge-uses.ts';
import type { Faces } from './faces.ts';
import type { FindingList } from './finding-list.ts';
import { findGaps } from './gap-findings.ts';
import type { Ground } from './ground.ts';
import { findOverlaps } from './overlap-findings.ts';
import { type PointPlaces, placePoints } from './people.ts';
import { addDoubled } from './place-findings.ts';
import { measureRegion } from './region-measure.ts';
import { mergeRegions, type Region } from './regions.ts';
import { countSides } from './sides.ts';

export interface OpenWalk {
  readonly table: EdgeUses;
  /** Meetings of the edges (crossings.ts). */
  readonly pairs: Int32Array;
  readonly open: Faces;
  /** Where the table does not hold all edges there are. */
  readonly surroundings?: Surroundings;
}

/** Square metres of single places, in no order. */
export interface PlaceSizes {
  readonly gapsM2: readonly number[];
  /** Of depth 2 or more. */
  readonly overlapsM2: readonly number[];
  /** What the sum of the grids counts too often there. */
  readonly extrasM2: readonly number[];
  /** Of grids where nothing is to be covered. */
  readonly outsideM2: readonly number[];
}

/** Owners of grids in the table are their numbers in the list. `isNamed`: points assigned by hand to a grid that exists. */
export function findOnWalk(
  walk: OpenWalk,
  ground: Ground,
  isNamed: (point: number) => boolean,
  list: FindingList,
): { sizes: PlaceSizes; places: PointPlaces } {
  const { table, pairs, open, surroundings } = walk;
  const { isOurs, hasUniverse } = ground;
  const isOurFace = (face: number): boolean => isOurs(open.parent[face]!, open.exclusion[face]!);
  const isHot = (depth: number, parent: number, exclusion: number): boolean =>
    depth > 1 || (depth > 0 && !isOurs(parent, exclusion));
  const cover = coverSets(table, pairs, open, isHot, surroundings);
  const places = placePoints(list.points, open, cover, isOurFace, isNamed);
  const gapsM2 = findGaps(table, open, hasUniverse, isOurFace, places, list);
  const contained =
    cover === null ? [] : containments(table, cover, (owner) => countSides(list.grids[owner]!.polygons));
  if (cover !== null) findOverlaps(cover, contained, isOurs, places, list);
  addDoubled(places, list);
  for (const { owners, vertices } of borderMismatches(table, open.pieces)) list.addMismatch(owners, vertices);
  const outside = mergeRegions(open, (face) => (face > 0 && open.depth[face]! > 0 && !isOurFace(face) ? 0 : -1));
  const sizes = { gapsM2, ...overlapSizes(open, cover), outsideM2: outside.map((region) => sizeOf(open, region)) };
  return { sizes, places };
}

function overlapSizes(open: Faces, cover: CoverSets | null): Pick<PlaceSizes, 'overlapsM2' | 'extrasM2'> {
  if (cover === null) return { overlapsM2: [], extrasM2: [] };
  const regions = mergeRegions(open, (face) => (open.depth[face]! > 1 ? open.depth[face]! : -1));
  const overlapsM2 = regions.map((region) => sizeOf(open, region));
  return { overlapsM2, extrasM2: overlapsM2.map((areaM2, i) => areaM2 * (regions[i]!.key - 1)) };
}

function sizeOf(faces: Faces, region: Region): number {
  return measureRegion(faces, region).areaM2;
}
