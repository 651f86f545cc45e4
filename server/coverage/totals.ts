/** The numbers of a check: grids, places and households of the area, and its ground. */
import type { CoverageTotals } from '../contract/coverage.ts';
import type { CoverageReport } from '../geometry/coverage.ts';
import type { CountedPoint } from './counted-points.ts';
import { round } from './finding-view.ts';
import type { SubjectShapes } from './shapes.ts';

export function totalsOf(
  report: CoverageReport,
  shapes: SubjectShapes,
  points: readonly CountedPoint[],
  isCovered: (point: CountedPoint) => boolean,
): CoverageTotals {
  const own = points.filter((point) => point.own);
  const covered = own.filter(isCovered);
  const sum = (of: readonly CountedPoint[]) => of.reduce((total, { households }) => total + (households ?? 0), 0);
  return {
    grids: shapes.grids.length,
    micros: shapes.micros.length,
    places: own.length,
    placesUncovered: own.length - covered.length,
    households: sum(own),
    householdsCovered: sum(covered),
    uncounted: own.filter(({ households }) => households === null).length,
    ...groundOf(report),
  };
}

/** Square metres, and the share of the area that is covered. */
export function groundOf(
  report: CoverageReport,
): Pick<CoverageTotals, 'areaM2' | 'coveredM2' | 'gapM2' | 'overlapM2' | 'outsideM2' | 'coveredShare'> {
  const { universeM2, coveredM2, outsideM2, gapM2, overlapM2 } = report;
  return {
    areaM2: universeM2 === null ? null : round(universeM2),
    coveredM2: round(coveredM2),
    gapM2: round(gapM2),
    overlapM2: round(overlapM2),
    outsideM2: round(outsideM2),
    coveredShare:
      universeM2 === null || !(universeM2 > 0) ? null : shareOf((coveredM2 - outsideM2) / universeM2, gapM2),
  };
}

/** Cut, not rounded: never more than is covered. */
function shareOf(share: number, gapM2: number): number {
  if (gapM2 === 0) return 1;
  return Math.min(0.999999, Math.max(0, Math.floor(share * 1e6) / 1e6));
}
