/** To the place of a finding: its shape, or the point of one that is smaller than can be seen. */
import type { Finding } from '../../server/contract/coverage.ts';
import { boundsOf } from './bounds-of.ts';
import { flyTo } from './viewport.ts';

const POINT_ZOOM = 18;
const SHAPE_ZOOM = 18.5;

export function flyToFinding({ geometry, at: [lon = 0, lat = 0] }: Pick<Finding, 'geometry' | 'at'>): void {
  const bounds = geometry === null ? null : boundsOf(geometry);
  if (bounds && (bounds[2] > bounds[0] || bounds[3] > bounds[1])) flyTo({ bounds, maxZoom: SHAPE_ZOOM });
  else flyTo({ lon, lat, zoom: POINT_ZOOM });
}
