/**
 * What a coverage check answers. Lattice units for places (lattice.ts), square metres and metres on WGS 84 for sizes. Depth
 * of a place: how many grids cover it.
 */
import type { RepairKind } from '../contract/coverage.ts';
import type { MultiPolygon } from './polygon.ts';

/** In the order they are listed. Definitions: each where it is found. */
export const FINDING_KINDS = [
  'invalid-ring',
  'missing-cell',
  'gap-enclosed',
  'gap-parent',
  'gap-open',
  'duplicate',
  'contained',
  'overlap',
  'outside-parent',
  'child-outside',
  'building-uncovered',
  'building-double',
  'place-override',
  'building-ambiguous',
  'footprint-astride',
  'service-far',
  'code-duplicate',
  'multipart',
  'enclave',
  't-junction',
  'ring-mended',
] as const;

export type FindingKind = (typeof FINDING_KINDS)[number];

export type FindingSeverity = 'error' | 'warning' | 'info';

export type FindingDetail = Readonly<Record<string, number | string | readonly string[]>>;

export interface CoverageFinding {
  /** Stable: kind and a hash of the codes and of the canonical ring, or of the building's code. */
  readonly id: string;
  readonly kind: FindingKind;
  readonly severity: FindingSeverity;
  /** Narrower than the sliver width: kept beside the kind. */
  readonly sliver: boolean;
  /** From the exact shape; null for a building or an invalid ring. */
  readonly areaM2: number | null;
  /** Diameter of the largest inscribed circle; null where there is no area. */
  readonly widthM: number | null;
  /** How the width was taken: a circle searched to 5 % (20 % for a strip), or the bound 2A/P of a thin strip. */
  readonly widthBy: 'circle' | 'bound' | null;
  /** Of a sliver: half its perimeter less its width. Null for others. */
  readonly lengthM: number | null;
  /** Sum over the buildings whose count is known. */
  readonly households: number;
  /** Buildings in the place, its border included. */
  readonly buildings: number;
  /** Those of them without a household count. */
  readonly uncounted: number;
  /** Codes in rising order: neighbours of a gap, grids that overlap, grids involved. */
  readonly grids: readonly string[];
  /** Code of the building, for the kinds about one. */
  readonly place: string | null;
  /** Corners that are no lattice points are rounded. Null where there is no area. */
  readonly geometry: MultiPolygon | null;
  /** A point of the finding to put a mark on. */
  readonly at: readonly [x: number, y: number];
  /** For a T-junction: the vertices one side lacks, x0, y0, x1, y1, … */
  readonly vertices: Int32Array;
  /** What the kind says besides; each is described where the kind is found. */
  readonly detail: FindingDetail;
  /** The way of mending it, where one is clear. */
  readonly repair: RepairKind | null;
}

export interface CoverageTotals {
  readonly grids: number;
  /** All grids together, overlaps counted as often as they are covered. */
  readonly gridsM2: number;
  /** Places of depth 1 or more. */
  readonly coveredM2: number;
  /** Places of depth 2 or more. */
  readonly overlapM2: number;
  /** All gaps, those below the threshold too. */
  readonly gapM2: number;
  /** Places of grids outside the universe or inside an exclusion. */
  readonly outsideM2: number;
  /** The universe less the exclusions; null without a universe. */
  readonly universeM2: number | null;
  readonly points: number;
  /** Points outside the universe or in an exclusion, and outside every grid: not ours. */
  readonly pointsOutside: number;
  /** Points in the footprint of a grid that could not be judged, and in no other. */
  readonly pointsNotJudged: number;
  readonly households: number;
  /** Of points in a grid or on its border, and of those assigned by hand. */
  readonly householdsCovered: number;
  /** Points without a household count. */
  readonly uncounted: number;
}

export interface CoverageReport extends CoverageTotals {
  readonly findings: readonly CoverageFinding[];
  /** Findings listed, per kind. */
  readonly counts: Readonly<Record<FindingKind, number>>;
  /** Places outside the limits of what is listed, per kind. */
  readonly belowThreshold: Readonly<Record<FindingKind, number>>;
  /** Codes of grids left out because they are no valid shape; their footprint is neither covered nor a gap. */
  readonly notJudged: readonly string[];
}

export function zeroCounts(): Record<FindingKind, number> {
  return Object.fromEntries(FINDING_KINDS.map((kind) => [kind, 0])) as Record<FindingKind, number>;
}
