/** A coverage report and a finding as the service answers them, for tests of the client. */
import type { CoverageReport, Finding } from '../../server/contract/coverage.ts';

export function sampleFinding(change: Partial<Finding> = {}): Finding {
  return {
    id: 'gap-enclosed-1',
    kind: 'gap-enclosed',
    severity: 'error',
    sliver: false,
    areaM2: 100,
    widthM: 5,
    lengthM: null,
    households: 0,
    buildings: 0,
    uncounted: 0,
    grids: ['341921001001001'],
    place: null,
    at: [117.005, 30.005],
    geometry: null,
    detail: {},
    repair: null,
    exception: null,
    ...change,
  };
}

export const accepted = (finding: string): Finding['exception'] => ({
  id: 1,
  finding,
  kind: 'gap-enclosed',
  area: '341921',
  reason: '施工围挡',
  author: '审计员',
  acceptedAt: '2026-11-20T00:00:00Z',
  until: '2027-05-20T15:59:59Z',
  envelope: { areaM2: 100, buildings: 0, households: 0 },
  state: 'accepted',
});

export function sampleReport(
  totals: Partial<CoverageReport['totals']> = {},
  change: Partial<CoverageReport> = {},
): CoverageReport {
  return {
    area: { code: '341921', name: '青澜县' },
    edition: 1,
    editionNumber: 1,
    plan: null,
    checkedAt: '2026-11-22T02:05:00Z',
    dataHash: 'a'.repeat(64),
    minAreaM2: 1,
    thresholds: { minAreaM2: 1, sliverM: 1, snapM: 0.05, maxGridsPerWorker: 2, serviceDistanceM: 500 },
    exclusions: [],
    totals: {
      grids: 1204,
      micros: 0,
      places: 3000,
      placesUncovered: 0,
      households: 45_310,
      householdsCovered: 45_310,
      uncounted: 0,
      areaM2: 1e6,
      coveredM2: 1e6,
      gapM2: 0,
      overlapM2: 0,
      outsideM2: 0,
      coveredShare: 1,
      ...totals,
    },
    counts: {},
    belowThreshold: {},
    notJudged: [],
    clean: true,
    parts: [],
    bands: [],
    findings: [],
    ...change,
  };
}
