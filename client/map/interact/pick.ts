/** From a place on the screen to a code of the domain. Micro grids and labels are looked through. */
import type { Map as MapLibreMap, PointLike } from 'maplibre-gl';

const FILLS = ['grid-fill', 'band-fill'];

/** The grid drawn here, or null. What a click means is asked of the service, not of the drawing. */
export function pickGrid(map: MapLibreMap, point: PointLike): string | null {
  const [first] = map.queryRenderedFeatures(point, { layers: FILLS });
  const code: unknown = first?.properties.code;
  return typeof code === 'string' ? code : null;
}

/** The number of the import problem drawn here, with a margin for fingers; or null. */
export function pickProblem(map: MapLibreMap, x: number, y: number): number | null {
  const box: [PointLike, PointLike] = [
    [x - 6, y - 6],
    [x + 6, y + 6],
  ];
  const [first] = map.queryRenderedFeatures(box, { layers: ['problem', 'problem-shape'] });
  const item: unknown = first?.properties.item;
  return typeof item === 'number' ? item : null;
}
