/**
 * The coverage check: every gap, every overlap, every building in no grid or in two, exact on the lattice and the same
 * whatever the order of the input. Valid: depth is 1 everywhere in the universe and 0 outside, every building has one grid,
 * neighbours share their vertices. Steps: match edges, find crossings, node, walk the faces, name the grids, place people.
 */
import { totalAreaM2 } from './area.ts';
import { borderMismatches } from './border-vertices.ts';
import { containments } from './containment.ts';
import { type CoverSets, coverSets } from './cover-sets.ts';
import type { CoverageGrid, CoverageInput } from './coverage-input.ts';
import type { CoverageReport } from './coverage-report.ts';
import { crossings } from './crossings.ts';
import { EdgeUses, openEdges, verticesOf } from './edge-uses.ts';
import { type Faces, walkFaces } from './faces.ts';
import { FindingList } from './finding-list.ts';
import { findAstride } from './footprint-findings.ts';
import { findGaps } from './gap-findings.ts';
import { GridIndex } from './grid-index.ts';
import { setAsideInvalid } from './invalid-grids.ts';
import { nodePieces } from './noding.ts';
import { findOpenGaps } from './open-gap-findings.ts';
import { findOverlaps } from './overlap-findings.ts';
import { findOverrides, namedGrids } from './override-findings.ts';
import { findParts } from './part-findings.ts';
import { placePoints } from './people.ts';
import { findAmbiguous, findPlaces } from './place-findings.ts';
import type { MultiPolygon } from './polygon.ts';
import { measureRegion } from './region-measure.ts';
import { mergeRegions } from './regions.ts';

export type { CoverageGrid, CoverageInput, CoverageLimits, CoveragePoints } from './coverage-input.ts';
export type { CoverageFinding, CoverageReport, FindingDetail, FindingKind } from './coverage-report.ts';

/** Throws an Error when the rings contradict each other (a shell clockwise, say): a report would be wrong. */
export function checkCoverage(input: CoverageInput): CoverageReport {
  return checkCoverageWith(input, () => {});
}

/** The same with findings that were known before: `before` puts them on the list. */
export function checkCoverageWith(input: CoverageInput, before: (list: FindingList) => void): CoverageReport {
  const grids = byCode(input.grids);
  const { universe, exclusions, unjudged = [] } = input;
  const points = input.points ?? { xy: new Int32Array(0), households: new Int32Array(0), codes: [] };
  const table = tableOf(grids, input);
  const pairs = crossings(table);
  const list = new FindingList(grids, points, input);
  before(list);
  const notJudged = new Set(setAsideInvalid(table, pairs, grids.length, list));

  const pieces = nodePieces(table, openEdges(table), pairs);
  const open = walkFaces(table, pieces);
  const hasUniverse = universe !== undefined;
  const isOurs = (parent: number, exclusion: number): boolean => exclusion === 0 && (!hasUniverse || parent > 0);
  const isOurFace = (face: number): boolean => isOurs(open.parent[face]!, open.exclusion[face]!);
  const cover = coverSets(
    table,
    pairs,
    open,
    (depth, parent, exclusion) => depth > 1 || (depth > 0 && !isOurs(parent, exclusion)),
  );
  const named = namedGrids(list);
  const isNamed = (point: number): boolean => named[point]! >= 0;
  const places = placePoints(points, open, cover, isOurFace, isNamed);

  const gapM2 = findGaps(table, open, hasUniverse, isOurFace, places, list);
  if (!hasUniverse) findOpenGaps(table, open, places, list, input.mouthM);
  const contained = cover === null ? [] : containments(table, cover, (owner) => sidesOf(grids[owner]!.polygons));
  if (cover !== null) findOverlaps(cover, contained, isOurs, places, list);
  const isJudged = (grid: number): boolean => !notJudged.has(grid);
  findParts(list, isJudged);
  if (points.codes.length > 0) {
    const index = GridIndex.build(grids.map(({ polygons }) => polygons));
    findPlaces(index, places, list);
    const graver = new Set([...places.uncovered, ...places.doubled.map(({ point }) => point)]);
    findAmbiguous(index, list, (point) => isNamed(point) || graver.has(point), input.ambiguousM);
    findAstride(index, list, isJudged, isNamed);
    findOverrides(index, list, named);
  }
  for (const { owners, vertices } of borderMismatches(table, pieces)) list.addMismatch(owners, vertices);

  const gridsM2 = sum(grids.filter((_, i) => !notJudged.has(i)).map((grid) => totalAreaM2(grid.polygons)));
  const { overlapM2, extraM2 } = overlapSizes(open, cover);
  const excludedM2 = exclusions === undefined ? 0 : sizeOf(open, (face) => (isExcluded(open, face) ? 0 : -1));
  return {
    ...list.done(),
    notJudged: [...list.codes([...notJudged]), ...unjudged.map(({ code }) => code)].sort(),
    grids: grids.length,
    gridsM2,
    coveredM2: gridsM2 - extraM2,
    overlapM2,
    gapM2,
    outsideM2: sizeOf(open, (face) => (open.depth[face]! > 0 && !isOurFace(face) ? 0 : -1)),
    universeM2: universe === undefined ? null : totalAreaM2(universe) - excludedM2,
    points: places.all.buildings,
    pointsOutside: places.outside,
    pointsNotJudged: places.notJudged,
    households: places.all.households,
    householdsCovered: places.covered.households,
    uncounted: places.all.uncounted,
  };
}

/** In order of their codes as text; entries with one code are parts of one grid. */
function byCode(grids: readonly CoverageGrid[]): CoverageGrid[] {
  const parts = new Map<string, MultiPolygon>();
  for (const { code, polygons } of grids) parts.set(code, [...(parts.get(code) ?? []), ...polygons]);
  return [...parts]
    .map(([code, polygons]) => ({ code, polygons }))
    .sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}

/** Owners below `grids.length` are the grids. */
function tableOf(grids: readonly CoverageGrid[], input: CoverageInput): EdgeUses {
  const { universe = [], exclusions = [], unjudged = [] } = input;
  let vertices = verticesOf(universe) + verticesOf(exclusions);
  for (const { polygons } of [...grids, ...unjudged]) vertices += verticesOf(polygons);
  const table = new EdgeUses(vertices);
  for (let i = 0; i < grids.length; i++) table.add(i, grids[i]!.polygons);
  table.add(grids.length, universe, 'parent');
  table.add(grids.length + 1, exclusions, 'exclusion');
  for (const { polygons } of unjudged) table.add(grids.length + 2, polygons, 'unjudged');
  return table;
}

function isExcluded({ parent, exclusion }: Faces, face: number): boolean {
  return parent[face]! > 0 && exclusion[face] !== 0;
}

/** Sides of some length. */
function sidesOf(shape: MultiPolygon): number {
  let sides = 0;
  for (const ring of shape.flat()) {
    for (let i = 0; i < ring.length; i += 2) {
      const j = (i + 2) % ring.length;
      if (ring[i] !== ring[j] || ring[i + 1] !== ring[j + 1]) sides += 1;
    }
  }
  return sides;
}

/** Square metres of depth 2 or more, and those that the sum of the grids counts too often. */
function overlapSizes(open: Faces, cover: CoverSets | null): { overlapM2: number; extraM2: number } {
  if (cover === null) return { overlapM2: 0, extraM2: 0 };
  let overlapM2 = 0;
  let extraM2 = 0;
  const keyOf = (face: number): number => (open.depth[face]! > 1 ? open.depth[face]! : -1);
  for (const region of mergeRegions(open, keyOf)) {
    const { areaM2 } = measureRegion(open, region);
    overlapM2 += areaM2;
    extraM2 += areaM2 * (region.key - 1);
  }
  return { overlapM2, extraM2 };
}

function sizeOf(open: Faces, keyOf: (face: number) => number): number {
  return sum(mergeRegions(open, keyOf).map((region) => measureRegion(open, region).areaM2));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
