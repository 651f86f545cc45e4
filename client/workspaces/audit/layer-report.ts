/** The check of a file as the report every part of the screen knows: a file has no county, no people, no edition. Pure. */
import type { CoverageReport } from '../../../server/contract/coverage.ts';
import { SLIVER_M, SNAP_M } from '../../../server/geometry/finding-severity.ts';
import type { LayerCheck } from './layer-check.ts';

const MIN_AREA_M2 = 1;

export function layerReport(check: LayerCheck, name: string, hash: string, at: string): CoverageReport {
  const { kernel, findings } = check;
  return {
    area: { code: '', name },
    edition: null,
    editionNumber: null,
    plan: null,
    checkedAt: at,
    dataHash: hash,
    minAreaM2: MIN_AREA_M2,
    // what concerns people and places is not asked of a file
    thresholds: { minAreaM2: MIN_AREA_M2, sliverM: SLIVER_M, snapM: SNAP_M, maxGridsPerWorker: 0, serviceDistanceM: 0 },
    exclusions: [],
    totals: {
      grids: check.shapes,
      micros: 0,
      places: 0,
      placesUncovered: 0,
      households: 0,
      householdsCovered: 0,
      uncounted: 0,
      areaM2: null,
      coveredM2: kernel.coveredM2,
      gapM2: kernel.gapM2,
      overlapM2: kernel.overlapM2,
      outsideM2: 0,
      coveredShare: null,
    },
    counts: { ...kernel.counts },
    belowThreshold: { ...kernel.belowThreshold },
    notJudged: [...kernel.notJudged],
    clean: findings.every(({ severity }) => severity === 'info'),
    parts: [],
    bands: [],
    findings: [...findings],
  };
}
