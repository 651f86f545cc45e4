/** The one overlay of deck on the command's map. Fetched when density or the past is looked at, and not before. */
import type { FilterContext, Layer } from '@deck.gl/core';
import { MapLibreOverlay } from '@deck.gl/maplibre';
import type { Map as MapLibreMap } from 'maplibre-gl';

export {
  fillHexagons,
  fillPast,
  heatLayer,
  hexagonLayer,
  hexagonRoom,
  pastLayer,
  pastRoom,
} from './events-deck-layers.ts';

export interface Overlay {
  show(layers: readonly Layer[]): void;
  /** Which of a layer is at this pixel; null: none. */
  pick(layer: string, x: number, y: number): number | null;
  end(): void;
}

const REACH_PX = 8;

/** As the library names the place of its layers in the map's order: below a layer of the map. */
const placeOf = (below: string): string => `deck-maplibre-layer-group-before:${below}`;

export function addOverlay(map: MapLibreMap): Overlay {
  const hasPlace = ({ props }: Layer): boolean =>
    map.getLayer(placeOf(String((props as { beforeId?: string }).beforeId))) !== undefined;
  // while the map loads, layers have no place yet, and the library would draw them over everything at each of its frames
  const layerFilter = ({ layer, isPicking }: FilterContext): boolean => isPicking || hasPlace(layer);
  const overlay = new MapLibreOverlay({ interleaved: true, layers: [], layerFilter });
  let shown: readonly Layer[] = [];
  // it looks for places when it is given layers; in time for the first frame that is whole
  const place = (): void => {
    if (map.isStyleLoaded() && !shown.every(hasPlace)) overlay.setProps({ layers: [...shown] });
  };
  map.on('sourcedata', place);
  map.addControl(overlay);
  return {
    show: (layers) => {
      shown = layers;
      overlay.setProps({ layers: [...layers] });
    },
    pick: (layer, x, y) => {
      const hit = overlay.pickObject({ x, y, radius: REACH_PX, layerIds: [layer] });
      return hit === null || hit.index < 0 ? null : hit.index;
    },
    end: () => {
      map.off('sourcedata', place);
      map.removeControl(overlay);
    },
  };
}
