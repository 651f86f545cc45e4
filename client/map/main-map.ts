/**
 * The map of the page: created once, repainted when the view changes, following the signals for as long as it lives. It
 * is fetched apart from the rest, because the map library is most of what the page weighs.
 */
import { effect } from '@preact/signals';
import { county } from '../state/areas.ts';
import { parseHash } from '../state/hash.ts';
import { theme } from '../state/theme.ts';
import { canDraw, mode, opacity, shown } from '../state/view.ts';
import { isBounds } from '../state/viewport.ts';
import { createMap } from './create-map.ts';
import { follow } from './follow.ts';
import { mapStyle } from './style.ts';
import { changes } from './style-change.ts';
import type { MapView } from './view.ts';

/** Text on the map grows with the text of the page. */
const textScale = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;

const currentView = (): MapView => ({
  theme: theme.value,
  mode: mode.value,
  opacity: opacity.value,
  shown: shown.value,
  scale: textScale(),
});

/** The answer takes the map down. Without WebGL2 nothing is drawn and `canDraw` says so. */
export function startMainMap(container: HTMLElement): () => void {
  let style = mapStyle(currentView());
  const hasCamera = 'map' in parseHash(window.location.hash).params;
  const box = county.peek()?.bbox;
  const map = createMap(container, { style, bounds: isBounds(box) ? box : null, hash: true });
  canDraw.value = map !== null;
  if (map === null) return () => {};
  let stops: (() => void)[] = [];
  map.once('style.load', () => {
    stops = [
      follow(map, hasCamera),
      effect(() => {
        const next = mapStyle(currentView());
        for (const change of changes(style, next)) {
          if (change.part === 'paint') map.setPaintProperty(change.layer, change.name as never, change.value as never);
          else map.setLayoutProperty(change.layer, change.name as never, change.value as never);
        }
        style = next;
      }),
    ];
  });
  return () => {
    for (const stop of stops) stop();
    map.remove();
  };
}
