/**
 * How grave a finding is: `error` blocks publishing, `warning` needs a named person, `info` never blocks. One table from
 * kind, buildings and measures; a place with a building is never below `error`.
 */
import type { FindingKind, FindingSeverity } from './coverage-report.ts';

/** A place narrower than this is a sliver. */
export const SLIVER_M = 1;
/** Borders nearer than this to each other agree but for rounding. */
export const SNAP_M = 0.05;
/** A gap of this size is grave even without a building. */
const LARGE_GAP_M2 = 1000;

export interface Gravity {
  readonly buildings: number;
  readonly areaM2: number;
  readonly widthM: number;
  /** The graver of two cases that no measure tells apart; the row of the kind says which. */
  readonly grave?: boolean;
}

export function severityOf(kind: FindingKind, { buildings, areaM2, widthM, grave = true }: Gravity): FindingSeverity {
  switch (kind) {
    case 'invalid-ring':
      // Not grave: repeated points only, the shape is judged without them.
      return grave ? 'error' : 'info';
    case 'duplicate':
    case 'contained':
    case 'building-uncovered':
    case 'building-double':
      return 'error';
    case 'place-override':
      // Grave: no grid has the code that was named.
      return grave ? 'error' : 'info';
    case 'building-ambiguous':
      // Grave: the place is not known well enough to say on which side it is.
      return grave ? 'warning' : 'info';
    case 'footprint-astride':
      // Grave: nobody has decided by hand which grid it belongs to.
      return grave ? 'warning' : 'info';
    case 'service-far':
    case 'code-duplicate':
    case 'multipart':
      return 'warning';
    case 'enclave':
    case 't-junction':
    case 'ring-mended':
      return 'info';
    case 'overlap':
      if (buildings > 0 || widthM >= SLIVER_M) return 'error';
      return widthM <= SNAP_M ? 'info' : 'warning';
    case 'missing-cell':
    case 'gap-enclosed':
    case 'gap-parent':
      if (buildings > 0 || areaM2 >= LARGE_GAP_M2) return 'error';
      return widthM <= SNAP_M ? 'info' : 'warning';
    case 'gap-open':
      // Without a parent nobody knows whether the ground is ours, so it is never an error by its size.
      return buildings > 0 ? 'error' : 'warning';
    case 'outside-parent':
    case 'child-outside':
      if (buildings > 0) return 'error';
      return widthM <= SNAP_M ? 'info' : 'warning';
  }
}
