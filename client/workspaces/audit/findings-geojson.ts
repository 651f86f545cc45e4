/** Findings as a GeoJSON collection; what they are findings of stands beside them as foreign members (RFC 7946, 6.1). */
import type { CoverageReport, Finding } from '../../../server/contract/coverage.ts';

export function findingsGeoJson(report: CoverageReport, findings: readonly Finding[]): string {
  const { area, edition, editionNumber, checkedAt, dataHash, minAreaM2, totals, counts } = report;
  return JSON.stringify({
    type: 'FeatureCollection',
    area,
    edition,
    editionNumber,
    checkedAt,
    dataHash,
    minAreaM2,
    totals,
    counts,
    features: findings.map(({ geometry, ...properties }) => ({
      type: 'Feature',
      id: properties.id,
      properties,
      geometry: geometry ?? { type: 'Point', coordinates: properties.at },
    })),
  });
}
