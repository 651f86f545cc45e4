/** A coverage report as GeoJSON: findings as features, the counts beside them as foreign members (RFC 7946 section 6.1). */
import type { CoverageReport } from '../contract/coverage.ts';

export function coverageFeatures({ findings, ...summary }: CoverageReport): object {
  return {
    type: 'FeatureCollection',
    ...summary,
    features: findings.map(({ geometry, ...properties }) => ({
      type: 'Feature',
      id: properties.id,
      properties,
      geometry: geometry ?? { type: 'Point', coordinates: properties.at },
    })),
  };
}
