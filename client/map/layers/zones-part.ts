/** Zones on the command's map: drawn from the list, and made by clicks while one is drawn. */
import { effect, signal } from '@preact/signals';
import type { Position } from 'geojson';
import type { Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl';
import type { Zone } from '../../../server/contract/emergencies.ts';
import type { MapExtra } from '../../state/command/map-extra.ts';
import { chosenZone, zones } from '../../state/command/zones.ts';
import { draftShape, draw, drawingZone, zoneDraft } from '../../state/command/zones-draft.ts';
import { theme } from '../../state/theme.ts';
import { addPart } from '../add-part.ts';
import { feedSource } from '../feed-source.ts';
import { type MapView, PLAIN_VIEW } from '../view.ts';
import { textScale } from './events-density-view.ts';
import { ZONE_IMAGES, ZONE_SOURCES, zoneLayers } from './zones.ts';
import { draftFeatures, zoneAreas, zoneLabels } from './zones-shapes.ts';

const currentView = (): MapView => ({ ...PLAIN_VIEW, theme: theme.value, scale: textScale() });

function followSources(map: MapLibreMap, text: (zone: Zone) => string): () => void {
  const pointer = signal<Position | null>(null);
  const move = (event: MapMouseEvent) => {
    if (drawingZone.peek()) pointer.value = [event.lngLat.lng, event.lngLat.lat];
  };
  const out = () => {
    pointer.value = null;
  };
  map.on('mousemove', move);
  map.on('mouseout', out);
  const stops = [
    feedSource(map, 'zones', () => zoneAreas(zones.value ?? [], chosenZone.value)),
    feedSource(map, 'zone-labels', () => zoneLabels(zones.value ?? [], chosenZone.value, text)),
    feedSource(map, 'zone-draft', () => draftFeatures(zoneDraft.value, draftShape.value, pointer.value)),
  ];
  return () => {
    for (const stop of stops) stop();
    map.off('mousemove', move);
    map.off('mouseout', out);
  };
}

/** A double click ends the drawing instead of coming nearer. */
function followDrawing(map: MapLibreMap): () => void {
  const end = (event: MapMouseEvent) => {
    if (!drawingZone.peek()) return;
    event.preventDefault();
    draw('close');
  };
  map.on('dblclick', end);
  const stop = effect(() => {
    const drawing = drawingZone.value;
    map.doubleClickZoom[drawing ? 'disable' : 'enable']();
    map.getCanvas().style.cursor = drawing ? 'crosshair' : '';
  });
  return () => {
    map.off('dblclick', end);
    stop();
    map.doubleClickZoom.enable();
    map.getCanvas().style.cursor = '';
  };
}

function click(map: MapLibreMap, x: number, y: number): boolean {
  if (drawingZone.peek()) {
    const { lng, lat } = map.unproject([x, y]);
    draw([lng, lat]);
    return true;
  }
  return false;
}

/** `text`: of the label of a zone. */
export const zonesExtra = (text: (zone: Zone) => string): MapExtra => ({
  follow: (map) => {
    const stop = addPart(
      map,
      {
        ...{ sources: ZONE_SOURCES, images: ZONE_IMAGES, layers: zoneLayers },
        ...{ follow: (on: MapLibreMap) => followSources(on, text), click: () => false },
      },
      currentView,
    );
    const stopDrawing = followDrawing(map);
    return () => {
      stopDrawing();
      stop();
    };
  },
  click,
});
