/**
 * One MapLibre map in a container, with our style and no control of its own. North is up and the ground is flat. The
 * container's `data-map` is `idle` when nothing is left to load or draw, else `busy`.
 */
import {
  GPUInitializationError,
  type LngLatBoundsLike,
  Map as MapLibreMap,
  type StyleSpecification,
  setWorkerUrl,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { drawImages, offerImages } from './draw-images.ts';
import { holdFrames } from './hold-frames.ts';
import { MAP_WORDS } from './locale.ts';
import { PATTERNS } from './patterns.ts';

let workerNamed = false;

/** A finer map costs four times as much and looks the same from where people stand. */
const MOST_PIXELS = 2;

export interface MapStart {
  readonly style: StyleSpecification;
  readonly bounds: LngLatBoundsLike | null;
  /** Whether the camera lives in the address (the main map only). */
  readonly hash: boolean;
}

/** Before the first map. */
export function nameWorker(): void {
  if (!workerNamed) setWorkerUrl(workerUrl);
  workerNamed = true;
}

/** Null when the browser has no WebGL2. Anything else that goes wrong is thrown. */
export function createMap(container: HTMLElement, start: MapStart): MapLibreMap | null {
  nameWorker();
  container.dataset.map = 'busy';
  const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  let map: MapLibreMap;
  try {
    map = new MapLibreMap({
      container,
      // fading draws everything again for each step of it
      style: isStill ? { ...start.style, transition: { duration: 0, delay: 0 } } : start.style,
      ...(start.bounds === null ? {} : { bounds: start.bounds, fitBoundsOptions: { padding: 28 } }),
      ...(start.hash ? { hash: 'map' } : {}),
      locale: MAP_WORDS,
      attributionControl: false,
      maplibreLogo: false,
      maxPitch: 0,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      renderWorldCopies: false,
      maxZoom: 20,
      pixelRatio: Math.min(MOST_PIXELS, window.devicePixelRatio || 1),
      fadeDuration: isStill ? 0 : 120,
      clickTolerance: 6,
    });
  } catch (error) {
    if (error instanceof GPUInitializationError) return null;
    throw error;
  }
  holdFrames(map);
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  offerImages(PATTERNS);
  drawImages(map);
  const busy = () => {
    container.dataset.map = 'busy';
  };
  map.on('dataloading', busy);
  map.on('movestart', busy);
  map.on('idle', () => {
    container.dataset.map = 'idle';
  });
  return map;
}
