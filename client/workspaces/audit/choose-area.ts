/** What choosing an area or a grid means in the audit: the address names it, the map flies there. */
import type { Area } from '../../../server/contract/areas.ts';
import { areaByCode } from '../../state/areas.ts';
import { boundsOf } from '../../state/bounds-of.ts';
import { gridByCode } from '../../state/grids.ts';
import { setParams } from '../../state/route.ts';
import { flyTo, isBounds } from '../../state/viewport.ts';

export function chooseArea(area: Area): void {
  setParams({ area: area.level === 'county' ? null : area.code, grid: null, finding: null });
  if (isBounds(area.bbox)) flyTo({ bounds: area.bbox, maxZoom: 16 });
}

export function chooseAreaCode(code: string): void {
  const area = areaByCode.peek().get(code);
  if (area) chooseArea(area);
}

/** To a grid, or to an area that a finding is about. */
export function flyToGridCode(code: string): void {
  const grid = gridByCode.peek().get(code);
  const box = areaByCode.peek().get(code)?.bbox;
  const bounds = grid ? boundsOf(grid.geometry) : isBounds(box) ? box : null;
  if (bounds) flyTo({ bounds, maxZoom: 17 });
}

/** Narrows the list to the findings of a grid. */
export function chooseGrid(code: string): void {
  setParams({ grid: code, finding: null });
  flyToGridCode(code);
}
