/** Puts a workspace's part on the map and keeps its layers in step with the view; the answer takes it off again. */
import { effect } from '@preact/signals';
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { MapPart } from '../state/map-part.ts';
import { offerImages } from './draw-images.ts';
import { applyChanges } from './style-change.ts';
import type { MapView } from './view.ts';

export function addPart(map: MapLibreMap, part: MapPart, view: () => MapView): () => void {
  offerImages(part.images);
  for (const [name, source] of Object.entries(part.sources)) map.addSource(name, source);
  const placed = part.layers(view());
  for (const { below, layer } of placed) map.addLayer(layer, below);
  let layers = placed.map(({ layer }) => layer);
  const stopView = effect(() => {
    const next = part.layers(view()).map(({ layer }) => layer);
    applyChanges(map, { layers }, { layers: next });
    layers = next;
  });
  const stopFollowing = part.follow(map);
  return () => {
    stopView();
    stopFollowing();
    for (const { id } of layers) map.removeLayer(id);
    for (const name of Object.keys(part.sources)) map.removeSource(name);
  };
}
