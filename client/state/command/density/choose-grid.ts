/** Chooses a grid from a table of figures, and flies there. */
import { boundsOf } from '../../bounds-of.ts';
import { gridByCode } from '../../grids.ts';
import { selectedGrid } from '../../selection.ts';
import { flyTo } from '../../viewport.ts';

const GRID_ZOOM = 15.5;

export function showGrid(code: string): void {
  selectedGrid.value = code;
  const grid = gridByCode.peek().get(code);
  const bounds = grid && boundsOf(grid.geometry);
  if (bounds) flyTo({ bounds, maxZoom: GRID_ZOOM });
}
