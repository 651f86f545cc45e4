/** Puts the sources and layers of a base map on a map, below their anchors, and keeps them in step; the answer takes them off. */
import { effect } from '@preact/signals';
import type { Map as MapLibreMap, SourceSpecification } from 'maplibre-gl';
import type { Placed } from '../layer-order.ts';
import { applyChanges } from '../style-change.ts';
import type { BaseMapView } from './raster.ts';
import { type Arrival, watchArrivals } from './watch.ts';

export interface Ground {
  readonly sources: Readonly<Record<string, SourceSpecification>>;
  /** Farther away it has nothing to show. */
  readonly minZoom: number;
  layers(view: BaseMapView): Placed[];
  stop(): void;
}

interface Following {
  /** Follows signals. */
  view(): BaseMapView;
  tell(arrival: Arrival): void;
}

export function addBaseMap(map: MapLibreMap, ground: Ground, { view, tell }: Following): () => void {
  const names = Object.keys(ground.sources);
  // a zoom of the map is one less than that of tiles of 256 pixels
  const isWanted = () => view().isOn && map.getZoom() + 1 >= ground.minZoom;
  const stopWatching = watchArrivals(map, names, isWanted, tell);
  for (const [name, source] of Object.entries(ground.sources)) map.addSource(name, source);
  let placed = ground.layers(view());
  for (const { below, layer } of placed) map.addLayer(layer, below);
  const stopView = effect(() => {
    const next = ground.layers(view());
    const layers = (of: readonly Placed[]) => ({ layers: of.map(({ layer }) => layer) });
    applyChanges(map, layers(placed), layers(next));
    placed = next;
  });
  return () => {
    stopView();
    stopWatching();
    for (const { layer } of placed) map.removeLayer(layer.id);
    for (const name of names) map.removeSource(name);
    ground.stop();
  };
}
