/** What a coverage check is asked. Lattice units for places (lattice.ts), metres and square metres on WGS 84 for limits. */
import type { MultiPolygon } from './polygon.ts';

export interface CoverageGrid {
  readonly code: string;
  /** Valid on its own, shells counter-clockwise and holes clockwise (validity.ts). */
  readonly polygons: MultiPolygon;
}

/** Buildings or units as points. Lists that are left out say nothing about any point. */
export interface CoveragePoints {
  /** x0, y0, x1, y1, … */
  readonly xy: Int32Array;
  /** Households of each point, −1 where not known. */
  readonly households: Int32Array;
  readonly codes: readonly string[];
  /** How many metres each point may be off; NaN where not known. */
  readonly accuracyM?: Float64Array;
  /** The ground plan of each, null where not known. Valid shapes, as of grids. */
  readonly footprints?: readonly (MultiPolygon | null)[];
  /**
   * Code of the grid that was named by hand for each point, null for none. A point whose named grid exists is answered for
   * wherever it stands: it is covered, and not counted among the people of a gap or an overlap.
   */
  readonly overrides?: readonly (string | null)[];
}

export const NO_POINTS: CoveragePoints = { xy: new Int32Array(0), households: new Int32Array(0), codes: [] };

/** Two-sided limits of what is listed. What is outside them is counted; a place with a building is always listed. */
export interface CoverageLimits {
  /** 1 m² when left out. */
  readonly minAreaM2?: number;
  readonly maxAreaM2?: number;
  /** Widths of thin strips are taken by their bound and may be up to twice as large (region-width.ts). */
  readonly minWidthM?: number;
  readonly maxWidthM?: number;
  /** Without a universe: the widest mouth of a pocket that is open to the outside (gap-open). 5 m when left out, 0 = do not look. */
  readonly mouthM?: number;
  /** A building nearer than this to another grid is ambiguous, or nearer than its accuracy. 5 m when left out. */
  readonly ambiguousM?: number;
}

export interface CoverageInput extends CoverageLimits {
  /** Grids of one layer. Entries with the same code are parts of one grid. */
  readonly grids: readonly CoverageGrid[];
  /** Shapes that are no valid grid: their footprint is neither covered nor a gap. Their fault is for the caller to report. */
  readonly unjudged?: readonly CoverageGrid[];
  /** The parent's boundary. Without it the outer perimeter is never a finding. */
  readonly universe?: MultiPolygon;
  /** Ground that is not to be covered: lakes, enclaves of others. It may overlap itself and reach beyond the universe. */
  readonly exclusions?: MultiPolygon;
  readonly points?: CoveragePoints;
}
