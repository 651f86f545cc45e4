/**
 * What a workspace brings to the map for as long as it is on the screen: sources, layers, images, and what happens on a
 * click. Fetched with the workspace, so that the first screen does not carry it.
 */
import { signal } from '@preact/signals';
import type { GeoJSONSourceSpecification, Map as MapLibreMap } from 'maplibre-gl';
import type { Images } from '../map/draw-images.ts';
import type { Placed } from '../map/layer-order.ts';
import type { MapView } from '../map/view.ts';

export interface MapPart {
  readonly sources: Readonly<Record<string, GeoJSONSourceSpecification>>;
  readonly images: Images;
  /** Pure, like the style: the same layers for every view, with other paint and layout. */
  readonly layers: (view: MapView) => Placed[];
  /** Called when sources and layers are there; the answer ends it. */
  readonly follow: (map: MapLibreMap) => () => void;
  /** True when the click was meant for this part. */
  readonly click: (map: MapLibreMap, x: number, y: number) => boolean;
  /** Enter on the focused map, which means its middle; true when it was meant for this part. */
  readonly enter?: (map: MapLibreMap, event: KeyboardEvent) => boolean;
}

/** The part of the workspace on the screen, if it has one. */
export const mapPart = signal<MapPart | null>(null);
