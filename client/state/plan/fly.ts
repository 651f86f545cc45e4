/** To the place of a finding of a plan. */
import type { Finding } from '../../../server/contract/coverage.ts';
import { boundsOf } from '../bounds-of.ts';
import { flyTo } from '../viewport.ts';

const ZOOM = 18;

export function flyToFinding({ geometry, at: [lon = 0, lat = 0] }: Pick<Finding, 'geometry' | 'at'>): void {
  const bounds = geometry === null ? null : boundsOf(geometry);
  if (bounds && (bounds[2] > bounds[0] || bounds[3] > bounds[1])) flyTo({ bounds, maxZoom: ZOOM });
  else flyTo({ lon, lat, zoom: ZOOM });
}
