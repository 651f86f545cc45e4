/** Images of the map: drawn when a tile asks for the first of a name, so that nothing is drawn for other grades, themes and workspaces. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Pattern } from './patterns.ts';

/** By name; what is drawn is the same whenever it is asked for. */
export type Images = Readonly<Record<string, () => Pattern>>;

const offered = new Map<string, () => Pattern>();

/** From now on, on any map. */
export function offerImages(images: Images): void {
  for (const [name, draw] of Object.entries(images)) offered.set(name, draw);
}

/** Call once, before a tile is loaded. Two pixels of an image are one of the page. */
export function drawImages(map: MapLibreMap): void {
  map.setMissingStyleImageResolver((name) => {
    const draw = offered.get(name);
    if (draw !== undefined && !map.hasImage(name)) map.addImage(name, draw(), { pixelRatio: 2 });
  });
}
