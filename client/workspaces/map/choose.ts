/** What choosing something means: ask, select, fly there. */
import type { Area } from '../../../server/contract/areas.ts';
import type { GridFeature } from '../../../server/contract/grids.ts';
import { askGrid, askPlace, askPoint } from '../../state/answer.ts';
import { boundsOf } from '../../state/bounds-of.ts';
import { gridByCode } from '../../state/grids.ts';
import { setParams } from '../../state/route.ts';
import { sheetOpen } from '../../state/view.ts';
import { flyTo, isBounds } from '../../state/viewport.ts';
import type { Result } from './search-results.ts';

const HOUSE_ZOOM = 17.2;
const GRID_ZOOM = 17;

export function chooseArea(area: Area): void {
  setParams({ area: area.level === 'county' ? null : area.code });
  if (isBounds(area.bbox)) flyTo({ bounds: area.bbox, maxZoom: 16 });
}

export function flyToGrid(grid: GridFeature): void {
  const bounds = boundsOf(grid.geometry);
  if (bounds) flyTo({ bounds, maxZoom: GRID_ZOOM });
}

export async function chooseGrid(code: string, shape?: GridFeature): Promise<void> {
  sheetOpen.value = false;
  // asked first: the map then knows that the card will take its room
  const asked = askGrid(code);
  const grid = shape ?? gridByCode.peek().get(code);
  if (grid) flyToGrid(grid);
  await asked;
}

export async function chooseResult(result: Result): Promise<void> {
  switch (result.kind) {
    case 'area':
      chooseArea(result.area);
      return;
    case 'grid':
      return chooseGrid(result.grid.properties.code, result.grid);
    case 'place': {
      const [lon = 0, lat = 0] = result.place.geometry.coordinates;
      const asked = askPlace(result.place);
      flyTo({ lon, lat, zoom: HOUSE_ZOOM });
      await asked;
      return;
    }
    case 'point': {
      const asked = askPoint(result.point.lon, result.point.lat);
      flyTo({ lon: result.point.lon, lat: result.point.lat, zoom: 16 });
      await asked;
    }
  }
}
