/**
 * Children against their parents: micro grids in their grid, grids in their community. Each parent is walked with its own
 * children only, so the whole costs about as much as one check of all of them.
 *   child-outside  a connected place where a child reaches beyond its parent. `grids`: the child; `detail.parent`: the code of
 *                  the parent. A child that is named no known parent is no finding here: its code is in `withoutParent`.
 *   overlap        (with `siblings`) a place that two children of one parent share; `detail.parent` too. Children that have
 *                  different parents meet in the check of their own layer.
 * A ring of a child that crosses itself is an invalid-ring, and the child is not judged.
 */

import { type CoverSets, coverSets } from './cover-sets.ts';
import { type CoverageGrid, type CoverageLimits, NO_POINTS } from './coverage-input.ts';
import type { CoverageFinding, FindingKind } from './coverage-report.ts';
import { listed } from './coverage-totals.ts';
import { crossings } from './crossings.ts';
import { EdgeUses, openEdges, verticesOf } from './edge-uses.ts';
import { walkFaces } from './faces.ts';
import { FindingList } from './finding-list.ts';
import { compareFindings } from './finding-order.ts';
import { setAsideInvalid } from './invalid-grids.ts';
import { nodePieces } from './noding.ts';
import { measureRegion } from './region-measure.ts';
import { mergeRegions } from './regions.ts';

export interface Child extends CoverageGrid {
  /** Code of its parent. */
  readonly parent: string;
}

export interface ChildInput extends CoverageLimits {
  readonly children: readonly Child[];
  /** Valid shapes; codes are different. */
  readonly parents: readonly CoverageGrid[];
  /** Whether children of one parent are checked for overlaps too. Not when left out. */
  readonly siblings?: boolean;
}

export interface ChildReport {
  readonly findings: readonly CoverageFinding[];
  readonly counts: Readonly<Record<FindingKind, number>>;
  readonly belowThreshold: Readonly<Record<FindingKind, number>>;
  readonly notJudged: readonly string[];
  /** Codes of children whose parent is not among the parents. */
  readonly withoutParent: readonly string[];
}

/** O(vertices of the children + vertices of their parents) expected on clean data. Throws an Error as checkCoverage does. */
export function checkChildren(input: ChildInput): ChildReport {
  const parents = new Map(input.parents.map(({ code, polygons }) => [code, polygons]));
  const children = [...input.children].sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
  const list = new FindingList(children, NO_POINTS, input);
  const families = new Map<string, number[]>();
  const withoutParent: string[] = [];
  children.forEach(({ code, parent }, number) => {
    if (!parents.has(parent)) withoutParent.push(code);
    else if (!families.has(parent)) families.set(parent, [number]);
    else families.get(parent)!.push(number);
  });
  const notJudged: number[] = [];
  for (const [parent, family] of families) {
    const table = new EdgeUses(
      family.reduce((sum, number) => sum + verticesOf(children[number]!.polygons), verticesOf(parents.get(parent)!)),
    );
    for (const number of family) table.add(number, children[number]!.polygons);
    table.add(children.length, parents.get(parent)!, 'parent');
    notJudged.push(...checkFamily(table, parent, input.siblings === true, list));
  }
  const { findings, below } = list.done();
  const told = listed([...findings].sort(compareFindings), [below]);
  return { ...told, notJudged: list.codes(notJudged.sort((a, b) => a - b)), withoutParent };
}

/** Returns the children that could not be judged. */
function checkFamily(table: EdgeUses, parent: string, siblings: boolean, list: FindingList): number[] {
  const pairs = crossings(table);
  const notJudged = setAsideInvalid(table, pairs, list);
  const open = walkFaces(table, nodePieces(table, openEdges(table), pairs));
  const isOutside = (depth: number, inParent: number): boolean => depth > 0 && inParent <= 0;
  const cover = coverSets(
    table,
    pairs,
    open,
    (depth, inParent) => isOutside(depth, inParent) || (siblings && depth > 1),
  );
  if (cover === null) return notJudged;
  const { faces, setOf } = cover;
  const { depth, parent: inParent } = faces;
  addRegions('child-outside', cover, (face) => isOutside(depth[face]!, inParent[face]!), parent, list);
  if (siblings) addRegions('overlap', cover, (face) => setOf[face]! >= 0 && depth[face]! > 1, parent, list);
  return notJudged;
}

function addRegions(
  kind: 'child-outside' | 'overlap',
  { faces, sets, setOf }: CoverSets,
  isPart: (face: number) => boolean,
  parent: string,
  list: FindingList,
): void {
  for (const region of mergeRegions(faces, (face) => (isPart(face) ? setOf[face]! : -1))) {
    const owners = sets[region.key]!;
    const place = { region, measure: measureRegion(faces, region), inside: [] };
    const repair = kind === 'child-outside' ? 'cut-at-parent' : owners.length === 2 ? 'split-overlap' : null;
    list.addPlace(kind, faces, place, owners, { detail: { parent }, repair });
  }
}
