/**
 * Where every building of a coverage check is: how often it is covered, in which places that a finding may be about, and the
 * households that go with it. A building on a border is in the places on both sides. One that was assigned by hand to a grid
 * that exists is answered for wherever it stands, so it is covered and in no place of a finding.
 */
import type { CoverSets } from './cover-sets.ts';
import type { CoveragePoints } from './coverage-input.ts';
import type { Faces } from './faces.ts';
import { facesAt } from './faces-at.ts';

export interface People {
  buildings: number;
  households: number;
  /** Buildings without a household count. */
  uncounted: number;
}

export interface PointPlaces {
  /** Points in a place of depth 0 that is to be covered, and touching no grid. */
  readonly uncovered: readonly number[];
  /** Points strictly inside two grids or more, with those grids' owners. */
  readonly doubled: readonly { readonly point: number; readonly owners: readonly number[] }[];
  /** Points of each face of the open walk, and of the walk over covers, where there are any. */
  readonly byOpenFace: ReadonlyMap<number, readonly number[]>;
  readonly byCoverFace: ReadonlyMap<number, readonly number[]>;
  readonly outside: number;
  readonly notJudged: number;
  readonly covered: People;
  readonly all: People;
}

/** How a point stands to the grids. `outside`: in none, and not where one is wanted. */
export type Standing = 'covered' | 'not-judged' | 'uncovered' | 'outside';

/** `faces`: those that the point touches. */
export function standingOf(open: Faces, faces: readonly number[], isOurs: (face: number) => boolean): Standing {
  if (faces.some((face) => open.depth[face]! > 0)) return 'covered';
  if (faces.some((face) => open.unjudged[face] !== 0)) return 'not-judged';
  return faces.some(isOurs) ? 'uncovered' : 'outside';
}

/** `isOurs`: whether a face of the open walk is ground to be covered. `isNamed`: assigned by hand to a grid there is. */
export function placePoints(
  points: CoveragePoints,
  open: Faces,
  cover: CoverSets | null,
  isOurs: (face: number) => boolean,
  isNamed: (point: number) => boolean,
): PointPlaces {
  const uncovered: number[] = [];
  const doubled: { point: number; owners: number[] }[] = [];
  const byOpenFace = new Map<number, number[]>();
  const byCoverFace = new Map<number, number[]>();
  const covered = nobody();
  const all = nobody();
  let outside = 0;
  let notJudged = 0;
  for (const point of northwards(points)) {
    const x = points.xy[2 * point]!;
    const y = points.xy[2 * point + 1]!;
    count(all, points, point);
    if (isNamed(point)) {
      count(covered, points, point);
      continue;
    }
    const faces = facesAt(open, x, y);
    for (const face of faces) if (face !== 0) append(byOpenFace, face, point);
    const standing = standingOf(open, faces, isOurs);
    if (standing === 'covered') count(covered, points, point);
    else if (standing === 'not-judged') notJudged += 1;
    else if (standing === 'uncovered') uncovered.push(point);
    else outside += 1;
    if (cover === null || !faces.some((face) => open.depth[face]! > 1 || !isOurs(face))) continue;
    const near = facesAt(cover.faces, x, y);
    for (const face of near) if (cover.setOf[face]! >= 0) append(byCoverFace, face, point);
    const owners = ownersInside(cover, near);
    if (owners.length > 1) doubled.push({ point, owners });
  }
  return { uncovered, doubled, byOpenFace, byCoverFace, outside, notJudged, covered, all };
}

/** Numbers of the points from south to north, so that neighbours in the search are neighbours in memory. */
function northwards({ xy, codes }: CoveragePoints): Int32Array {
  const count = codes.length;
  const coarse = Math.max(1, (2 ** 32 * count) / 2 ** 53);
  const keys = new Float64Array(count);
  for (let i = 0; i < count; i++) keys[i] = Math.floor((xy[2 * i + 1]! + 2 ** 31) / coarse) * count + i;
  return Int32Array.from(keys.sort(), (key) => key % count);
}

/** The people of some points, each point once. */
export function peopleOf(points: CoveragePoints | undefined, numbers: Iterable<number>): People {
  const people = nobody();
  if (points !== undefined) for (const point of new Set(numbers)) count(people, points, point);
  return people;
}

/** The grids on every side of a point: those it is strictly inside of. */
function ownersInside({ setOf, sets }: CoverSets, faces: readonly number[]): number[] {
  const first = sets[setOf[faces[0]!]!] ?? [];
  return first.filter((owner) => faces.every((face) => sets[setOf[face]!]?.includes(owner)));
}

function count(people: People, { households }: CoveragePoints, point: number): void {
  people.buildings += 1;
  if (households[point]! < 0) people.uncounted += 1;
  else people.households += households[point]!;
}

function nobody(): People {
  return { buildings: 0, households: 0, uncounted: 0 };
}

function append(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
