/** The one overlay of deck on the command's map. Fetched when density or the past is looked at, and not before. */
import type { Layer } from '@deck.gl/core';
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

export function addOverlay(map: MapLibreMap): Overlay {
  const overlay = new MapLibreOverlay({ interleaved: true, layers: [] });
  map.addControl(overlay);
  return {
    show: (layers) => overlay.setProps({ layers: [...layers] }),
    pick: (layer, x, y) => {
      const hit = overlay.pickObject({ x, y, radius: REACH_PX, layerIds: [layer] });
      return hit === null || hit.index < 0 ? null : hit.index;
    },
    end: () => {
      map.removeControl(overlay);
    },
  };
}
