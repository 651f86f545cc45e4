/** To what a plan speaks of: a finding, cells. */
import type { Finding } from '../../../server/contract/coverage.ts';
import type { PlanLayer } from '../../../server/partition/plan/plan-layer.ts';
import { boundsOf } from '../bounds-of.ts';
import { flyTo } from '../viewport.ts';
import { boundsOfCells } from './cell-bounds.ts';

const POINT_ZOOM = 18;
/** Cells are judged with what lies around them. */
const CELLS_ZOOM = 17.5;

export function flyToFinding({ geometry, at: [lon = 0, lat = 0] }: Pick<Finding, 'geometry' | 'at'>): void {
  const bounds = geometry === null ? null : boundsOf(geometry);
  if (bounds && (bounds[2] > bounds[0] || bounds[3] > bounds[1])) flyTo({ bounds, maxZoom: POINT_ZOOM });
  else flyTo({ lon, lat, zoom: POINT_ZOOM });
}

/** False when there are none. */
export function flyToCells(layer: Pick<PlanLayer, 'arcs'>, cells: Iterable<number>): boolean {
  const bounds = boundsOfCells(layer, cells);
  if (bounds !== null) flyTo({ bounds, maxZoom: CELLS_ZOOM });
  return bounds !== null;
}
