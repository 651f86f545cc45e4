/**
 * The places around the reader when near: buildings with footprints, service points, organizations. Asked by box, a
 * moment after the map has come to rest; a question that is out of date is dropped.
 */
import { effect, signal } from '@preact/signals';
import type { PlaceFeature } from '../../server/contract/places.ts';
import { placePages } from '../api/atlas.ts';
import { asOf } from './editions.ts';
import { noteProblem } from './service.ts';
import { buildingTiles } from './tiling.ts';
import { type Bounds, contains, NEAR_ZOOM, viewport, widen } from './viewport.ts';

export const nearPlaces = signal<readonly PlaceFeature[]>([]);

const KINDS = ['building', 'service-point', 'organization'] as const;
/** Where the map has buildings from tiles. */
const OTHER_KINDS = KINDS.filter((kind) => kind !== 'building');
const REST_MS = 250;

async function collect(
  box: Bounds,
  moment: string | null,
  kinds: readonly string[],
  signal: AbortSignal,
): Promise<PlaceFeature[]> {
  const text = box.map((value) => value.toFixed(6)).join(',');
  const lists = await Promise.all(
    kinds.map(async (kind) => {
      const found: PlaceFeature[] = [];
      for await (const page of placePages(text, kind, moment, signal)) found.push(...page);
      return found;
    }),
  );
  return lists.flat();
}

/** Starts following the map; the answer ends it. */
export function followNear(): () => void {
  let loaded: { box: Bounds; moment: string | null; kinds: readonly string[] } | null = null;
  let running: AbortController | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = effect(() => {
    const view = viewport.value;
    const moment = asOf.value;
    const kinds = buildingTiles.value === null ? KINDS : OTHER_KINDS;
    clearTimeout(timer);
    if (!view || view.zoom < NEAR_ZOOM) return;
    if (loaded && loaded.moment === moment && loaded.kinds === kinds && contains(loaded.box, view.bounds)) return;
    timer = setTimeout(() => {
      running?.abort();
      running = new AbortController();
      const box = widen(view.bounds, 0.3);
      collect(box, moment, kinds, running.signal).then((places) => {
        loaded = { box, moment, kinds };
        nearPlaces.value = places;
      }, noteProblem);
    }, REST_MS);
  });
  return () => {
    stop();
    clearTimeout(timer);
    running?.abort();
  };
}
