/**
 * Places of depth 2 or more, one finding for each connected place with the same grids, and places of grids outside the
 * parent. A grid that lies wholly in another, or is there twice, is one finding about the grid instead.
 */
import type { Containment } from './containment.ts';
import type { CoverSets } from './cover-sets.ts';
import type { FindingList } from './finding-list.ts';
import type { PointPlaces } from './people.ts';
import { mergeRegions } from './regions.ts';

export function findOverlaps(
  cover: CoverSets,
  contained: readonly Containment[],
  isOutside: (parent: number) => boolean,
  places: PointPlaces,
  list: FindingList,
): void {
  const { faces, sets, setOf } = cover;
  const explained = new Set(contained.flatMap(({ inner, outer }) => [`${inner} ${outer}`, `${outer} ${inner}`]));
  findWholeGrids(cover, contained, places, list);
  const overlaps = mergeRegions(faces, (face) => (faces.depth[face]! > 1 ? setOf[face]! : -1));
  for (const region of overlaps) {
    const owners = sets[region.key]!;
    const isNew =
      owners.length === 1 || owners.some((a, i) => owners.some((b, j) => i < j && !explained.has(`${a} ${b}`)));
    if (isNew) list.addRegion('overlap', faces, region, owners, inside(region.faces));
  }
  const outside = mergeRegions(faces, (face) => (isOutside(faces.parent[face]!) ? setOf[face]! : -1));
  for (const region of outside) {
    list.addRegion('outside-parent', faces, region, sets[region.key]!, inside(region.faces));
  }

  function inside(members: readonly number[]): number[] {
    return members.flatMap((face) => places.byCoverFace.get(face) ?? []);
  }
}

function findWholeGrids(
  { setOf, sets }: CoverSets,
  contained: readonly Containment[],
  places: PointPlaces,
  list: FindingList,
): void {
  const pairs = new Set(contained.map(({ inner, outer }) => `${inner} ${outer}`));
  const same = new Map<number, number[]>();
  const repeated = new Set<number>();
  for (const { inner, outer } of contained) {
    if (inner > outer || !pairs.has(`${outer} ${inner}`)) continue;
    if (!repeated.has(inner)) same.set(inner, [...(same.get(inner) ?? []), outer]);
    repeated.add(outer);
  }
  for (const [owner, others] of same) list.addGrid('duplicate', owner, [owner, ...others], inside([owner, ...others]));
  for (const { inner, outer } of contained) {
    // Of grids that are there several times the first stands for all.
    if (pairs.has(`${outer} ${inner}`) || repeated.has(inner) || repeated.has(outer)) continue;
    list.addGrid('contained', inner, ascending([inner, outer]), inside([inner, outer]));
  }

  /** Points where all of these grids are. */
  function inside(owners: readonly number[]): number[] {
    const points: number[] = [];
    for (const [face, here] of places.byCoverFace) {
      const set = sets[setOf[face]!]!;
      if (owners.every((owner) => set.includes(owner))) points.push(...here);
    }
    return points;
  }
}

function ascending(owners: readonly number[]): number[] {
  return [...owners].sort((a, b) => a - b);
}
