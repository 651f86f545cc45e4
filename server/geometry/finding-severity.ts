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
}

export function severityOf(kind: FindingKind, { buildings, areaM2, widthM }: Gravity): FindingSeverity {
  switch (kind) {
    case 'invalid-ring':
    case 'duplicate':
    case 'contained':
    case 'building-uncovered':
    case 'building-double':
      return 'error';
    case 't-junction':
      return 'info';
    case 'overlap':
      if (buildings > 0 || widthM >= SLIVER_M) return 'error';
      return widthM <= SNAP_M ? 'info' : 'warning';
    case 'missing-cell':
    case 'gap-enclosed':
    case 'gap-parent':
      if (buildings > 0 || areaM2 >= LARGE_GAP_M2) return 'error';
      return widthM <= SNAP_M ? 'info' : 'warning';
    case 'outside-parent':
      if (buildings > 0) return 'error';
      return widthM <= SNAP_M ? 'info' : 'warning';
  }
}
