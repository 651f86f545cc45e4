/** The ground that grids are to cover: the parent's area where it is known, never what is excluded. */
import { totalAreaM2 } from './area.ts';
import type { CoverageInput } from './coverage-input.ts';
import { crossings } from './crossings.ts';
import { EdgeUses, openEdges, verticesOf } from './edge-uses.ts';
import { type Cover, walkFaces } from './faces.ts';
import { nodePieces } from './noding.ts';
import { sumOf } from './ordered-sum.ts';
import { measureRegion } from './region-measure.ts';
import { mergeRegions } from './regions.ts';

export interface Ground {
  readonly hasUniverse: boolean;
  /** Whether a place is to be covered, by how often the parent area and the exclusions cover it. */
  readonly isOurs: (parent: number, exclusion: number) => boolean;
  /** Square metres of the parent's area less the exclusions; null without a parent. */
  readonly areaM2: number | null;
}

export function groundOf({ universe, exclusions }: CoverageInput): Ground {
  const hasUniverse = universe !== undefined;
  const isOurs = (parent: number, exclusion: number): boolean => exclusion === 0 && (!hasUniverse || parent > 0);
  const excludedM2 = universe === undefined || exclusions === undefined ? 0 : commonM2(universe, exclusions);
  return { hasUniverse, isOurs, areaM2: universe === undefined ? null : totalAreaM2(universe) - excludedM2 };
}

/** Whether no finding is ever about a place covered like this: one grid where one is wanted, none where none is. */
export function isFaultless(ground: Ground, { depth, parent, exclusion, unjudged }: Cover): boolean {
  if (exclusion !== 0 || unjudged !== 0) return false;
  return ground.hasUniverse ? depth === parent && (depth === 0 || depth === 1) : depth === 1 && parent === 0;
}

function commonM2(universe: NonNullable<CoverageInput['universe']>, exclusions: typeof universe): number {
  const table = new EdgeUses(verticesOf(universe) + verticesOf(exclusions));
  table.add(0, universe, 'parent');
  table.add(0, exclusions, 'exclusion');
  const open = openEdges(table);
  const faces = walkFaces(table, nodePieces(table, open, crossings(table, open)));
  const isCommon = (face: number): boolean => faces.parent[face]! > 0 && faces.exclusion[face] !== 0;
  const regions = mergeRegions(faces, (face) => (isCommon(face) ? 0 : -1));
  return sumOf(regions.map((region) => measureRegion(faces, region).areaM2));
}
