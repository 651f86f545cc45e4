/** To cells of a plan. */
import type { PlanLayer } from '../../../server/partition/plan/plan-layer.ts';
import { flyTo } from '../viewport.ts';
import { boundsOfCells } from './cell-bounds.ts';

/** Cells are judged with what lies around them. */
const CELLS_ZOOM = 17.5;

/** False when there are none. */
export function flyToCells(layer: Pick<PlanLayer, 'arcs'>, cells: Iterable<number>): boolean {
  const bounds = boundsOfCells(layer, cells);
  if (bounds !== null) flyTo({ bounds, maxZoom: CELLS_ZOOM });
  return bounds !== null;
}
