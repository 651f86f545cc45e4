/**
 * What a coverage check is asked and what it answers. Lattice units for places (lattice.ts), square metres and metres on
 * WGS 84 for sizes. Depth of a place: how many grids cover it.
 */
import type { MultiPolygon } from './polygon.ts';

export interface CoverageGrid {
  readonly code: string;
  /** Valid on its own, shells counter-clockwise and holes clockwise (validity.ts). */
  readonly polygons: MultiPolygon;
}

/** Buildings or units as points. */
export interface CoveragePoints {
  /** x0, y0, x1, y1, … */
  readonly xy: Int32Array;
  /** Households of each point, −1 where not known. */
  readonly households: Int32Array;
  readonly codes: readonly string[];
}

export interface CoverageInput {
  /** Grids of one layer. Entries with the same code are parts of one grid. */
  readonly grids: readonly CoverageGrid[];
  /** The parent's boundary less exclusions. Without it the outer perimeter is never a finding. */
  readonly universe?: MultiPolygon;
  readonly points?: CoveragePoints;
  /** Smaller places without a building are counted, not listed. 1 m² when left out. */
  readonly minAreaM2?: number;
}

/** In the order they are listed. Definitions: each where it is found. */
export const FINDING_KINDS = [
  'invalid-ring',
  'missing-cell',
  'gap-enclosed',
  'gap-parent',
  'duplicate',
  'contained',
  'overlap',
  'outside-parent',
  'building-uncovered',
  'building-double',
  't-junction',
] as const;

export type FindingKind = (typeof FINDING_KINDS)[number];

export type FindingSeverity = 'error' | 'warning' | 'info';

export interface CoverageFinding {
  /** Stable: kind and a hash of the codes and of the canonical ring, or of the building's code. */
  readonly id: string;
  readonly kind: FindingKind;
  readonly severity: FindingSeverity;
  /** From the exact shape; null for a building or an invalid ring. */
  readonly areaM2: number | null;
  /** Diameter of the largest inscribed circle; null where there is no area. */
  readonly widthM: number | null;
  /** How the width was taken: a circle searched to 5 % (20 % for a strip), or the bound 2A/P of a thin strip. */
  readonly widthBy: 'circle' | 'bound' | null;
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
  /** Places of grids outside the universe; 0 without one. */
  readonly outsideM2: number;
  readonly universeM2: number | null;
  readonly points: number;
  /** Points outside the universe and outside every grid: another area's. */
  readonly pointsOutside: number;
  /** Points in the footprint of a grid that could not be judged, and in no other. */
  readonly pointsNotJudged: number;
  readonly households: number;
  /** Of points in a grid or on its border. */
  readonly householdsCovered: number;
  /** Points without a household count. */
  readonly uncounted: number;
}

export interface CoverageReport extends CoverageTotals {
  readonly findings: readonly CoverageFinding[];
  /** Findings listed, per kind. */
  readonly counts: Readonly<Record<FindingKind, number>>;
  /** Places too small to be listed, per kind. */
  readonly belowThreshold: Readonly<Record<FindingKind, number>>;
  /** Codes of grids left out because a ring crosses itself; their footprint is neither covered nor a gap. */
  readonly notJudged: readonly string[];
}

export function zeroCounts(): Record<FindingKind, number> {
  return Object.fromEntries(FINDING_KINDS.map((kind) => [kind, 0])) as Record<FindingKind, number>;
}
