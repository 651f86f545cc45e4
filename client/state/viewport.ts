/** Where the map looks, and where it is asked to fly. Degrees, WGS 84. */
import { computed, signal } from '@preact/signals';

/** minLon, minLat, maxLon, maxLat. */
export type Bounds = readonly [number, number, number, number];

export const viewport = signal<{ zoom: number; bounds: Bounds } | null>(null);

/** From here on buildings are drawn. */
export const NEAR_ZOOM = 15.5;
export const isNear = computed(() => (viewport.value?.zoom ?? 0) >= NEAR_ZOOM);

export type Flight = { bounds: Bounds; maxZoom?: number } | { lon: number; lat: number; zoom: number };
/** The last request to fly; a new object is a new request. */
export const flight = signal<Flight | null>(null);
export const flyTo = (to: Flight): void => {
  flight.value = to;
};

/** One step nearer or farther, for buttons. */
export const zoomStep = signal<{ by: 1 | -1 } | null>(null);

export function widen(bounds: Bounds, part: number): Bounds {
  const dx = (bounds[2] - bounds[0]) * part;
  const dy = (bounds[3] - bounds[1]) * part;
  return [bounds[0] - dx, bounds[1] - dy, bounds[2] + dx, bounds[3] + dy];
}

/** How far around the county the map may be moved; wide enough that a sheet over most of a phone leaves room for it. */
export const roam = (county: Bounds): Bounds => widen(county, 3);

export const contains = (outer: Bounds, inner: Bounds): boolean =>
  outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3];

export const isBounds = (value: readonly number[] | null | undefined): value is [number, number, number, number] =>
  value?.length === 4 && value.every(Number.isFinite);
