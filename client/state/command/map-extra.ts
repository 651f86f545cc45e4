/** What views that are fetched later bring to the command's part of the map, and what they want to be left out of it. */
import { signal } from '@preact/signals';
import type { Map as MapLibreMap } from 'maplibre-gl';

export interface MapExtra {
  /** The answer ends it. */
  readonly follow: (map: MapLibreMap) => () => void;
  /** True when the click was meant for it. */
  readonly click: (map: MapLibreMap, x: number, y: number) => boolean;
}
export const mapExtra = signal<MapExtra | null>(null);

/** Zones, which lie on the map whatever is looked at; a click is theirs first while one is drawn. */
export const zonesOnMap = signal<MapExtra | null>(null);

/** Workers on duty, while a part of the screen shows them. */
export const peopleOnMap = signal<MapExtra | null>(null);

/** The signs of events would cover what is shown. */
export const signsHidden = signal(false);
