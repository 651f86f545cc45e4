/** A finding of the kernel as it goes over the wire: degrees, two decimals of metres. */
import type { Finding } from '../contract/coverage.ts';
import type { CoverageFinding } from '../geometry/coverage.ts';
import { toGeoJson } from '../geometry/geojson.ts';
import { toDegrees } from '../geometry/lattice.ts';

export function findingView(finding: CoverageFinding): Finding {
  return {
    id: finding.id,
    kind: finding.kind,
    severity: finding.severity,
    sliver: finding.sliver,
    areaM2: finding.areaM2 === null ? null : round(finding.areaM2),
    widthM: finding.widthM === null ? null : round(finding.widthM),
    lengthM: finding.lengthM === null ? null : round(finding.lengthM),
    households: finding.households,
    buildings: finding.buildings,
    uncounted: finding.uncounted,
    grids: [...finding.grids],
    place: finding.place,
    at: [toDegrees(finding.at[0]), toDegrees(finding.at[1])],
    geometry: finding.geometry === null ? null : toGeoJson(finding.geometry),
    detail: Object.fromEntries(Object.entries(finding.detail).map(([key, value]) => [key, plain(value)])),
    repair: finding.repair,
    exception: null,
  };
}

/** Square metres and metres to the centimetre. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function plain(value: number | string | readonly string[]): number | string | string[] {
  if (typeof value === 'number') return round(value);
  return typeof value === 'string' ? value : [...value];
}
