/**
 * Places of depth 2 or more, one finding for each connected place with the same grids, and places of grids outside the
 * ground to be covered: beyond the parent's boundary, or in an exclusion (`detail.exclusion` = 1). A grid that lies wholly in another, or is there twice, is one finding about the grid instead. Overlaps too small
 * to be listed are told with the largest of the same grids, or together when they reach the threshold together.
 */
import type { Containment } from './containment.ts';
import type { CoverSets } from './cover-sets.ts';
import type { Faces } from './faces.ts';
import type { FindingList, Place, Saying } from './finding-list.ts';
import { sumOf } from './ordered-sum.ts';
import { type PointPlaces, peopleOf } from './people.ts';
import { measureRegion } from './region-measure.ts';
import { compareRegions, mergeRegions, type Region } from './regions.ts';

export function findOverlaps(
  cover: CoverSets,
  contained: readonly Containment[],
  isOurs: (parent: number, exclusion: number) => boolean,
  places: PointPlaces,
  list: FindingList,
): void {
  const { faces, sets, setOf } = cover;
  const explained = new Set(contained.flatMap(({ inner, outer }) => [`${inner} ${outer}`, `${outer} ${inner}`]));
  findWholeGrids(cover, contained, places, list);
  const overlaps = mergeRegions(faces, (face) => (faces.depth[face]! > 1 ? setOf[face]! : -1));
  for (const [set, together] of grouped(overlaps.map(placeOf))) {
    const owners = sets[set]!;
    list.relate(owners);
    const isNew =
      owners.length === 1 || owners.some((a, i) => owners.some((b, j) => i < j && !explained.has(`${a} ${b}`)));
    if (isNew) listOverlaps(faces, together, owners, list);
  }
  // Twice the set, plus 1 where the ground is excluded.
  const outside = mergeRegions(faces, (face) => {
    const excluded = faces.exclusion[face] === 0 ? 0 : 1;
    return setOf[face]! < 0 || isOurs(faces.parent[face]!, excluded) ? -1 : 2 * setOf[face]! + excluded;
  });
  for (const region of outside) {
    const saying: Saying = { repair: 'cut-at-parent', ...((region.key & 1) === 1 ? { detail: { exclusion: 1 } } : {}) };
    list.addPlace('outside-parent', faces, placeOf(region), sets[region.key >> 1]!, saying);
  }

  function placeOf(region: Region): Place {
    const inside = region.faces.flatMap((face) => places.byCoverFace.get(face) ?? []);
    return { region, measure: measureRegion(faces, region), inside };
  }
}

function listOverlaps(faces: Faces, places: readonly Place[], owners: readonly number[], list: FindingList): void {
  const bySize = [...places].sort(
    (a, b) => b.measure.areaM2 - a.measure.areaM2 || compareRegions(faces, a.region, b.region),
  );
  const large = bySize.filter(({ measure, inside }) => list.isLarge(measure.areaM2, inside));
  const small = bySize.filter((place) => !large.includes(place));
  const together = sumOf(small.map(({ measure }) => measure.areaM2));
  if (large.length === 0 && !list.isLarge(together, [])) {
    for (const place of small) list.countPlace('overlap', faces, place, owners);
    return;
  }
  const saying: Saying = { repair: owners.length === 2 ? 'split-overlap' : null };
  list.listPlaces('overlap', faces, [...large.slice(0, 1), ...small], owners, saying);
  for (const place of large.slice(1)) list.listPlaces('overlap', faces, [place], owners, saying);
}

function grouped(places: readonly Place[]): Map<number, Place[]> {
  const groups = new Map<number, Place[]>();
  for (const place of places) {
    const group = groups.get(place.region.key);
    if (group === undefined) groups.set(place.region.key, [place]);
    else group.push(place);
  }
  return groups;
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
  for (const [owner, others] of same) addGrid('duplicate', owner, [owner, ...others]);
  for (const { inner, outer } of contained) {
    // Of grids that are there several times the first stands for all.
    if (pairs.has(`${outer} ${inner}`) || repeated.has(inner) || repeated.has(outer)) continue;
    addGrid('contained', inner, ascending([inner, outer]));
  }

  function addGrid(kind: 'contained' | 'duplicate', owner: number, owners: readonly number[]): void {
    const repair = kind === 'duplicate' ? 'drop-duplicate' : null;
    const people = peopleOf(list.points, inside(owners));
    list.addShape({ kind, grids: list.codes(owners), people, repair }, list.grids[owner]!.polygons);
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
