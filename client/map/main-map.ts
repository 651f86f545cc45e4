/**
 * The map of the page: created once, repainted when the view changes, following the signals for as long as it lives. It
 * is fetched apart from the rest, because the map library is most of what the page weighs.
 */
import { effect, untracked } from '@preact/signals';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { county } from '../state/areas.ts';
import { baseMap, followBaseMap } from '../state/base-map.ts';
import { parseHash } from '../state/hash.ts';
import { mapPart } from '../state/map-part.ts';
import { selectedGrid } from '../state/selection.ts';
import { noteProblem } from '../state/service.ts';
import { theme } from '../state/theme.ts';
import { canDraw, gridsCovered, mode, opacity, shown } from '../state/view.ts';
import { isBounds } from '../state/viewport.ts';
import { addPart } from './add-part.ts';
import { createMap } from './create-map.ts';
import { follow } from './follow.ts';
import { mapStyle } from './style.ts';
import { applyChanges, applySources } from './style-change.ts';
import { followTileNews } from './tile-news.ts';
import { tiledView, tilesOnMap } from './tiled-view.ts';
import type { MapView } from './view.ts';

/** Text on the map grows with the text of the page. */
const textScale = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;

const currentView = (): MapView => ({
  theme: theme.value,
  mode: mode.value,
  opacity: opacity.value,
  shown: shown.value,
  covered: gridsCovered.value,
  chosen: selectedGrid.value !== null,
  scale: textScale(),
  tiles: tiledView.value,
});

/** What draws a base map is fetched where the site has one. */
function followConfigured(map: MapLibreMap): () => void {
  return effect(() => {
    const base = baseMap.value;
    if (base === null) return;
    let isWanted = true;
    let stop = () => {};
    import('./base-map/show.ts').then(({ showBaseMap }) => {
      if (isWanted) stop = showBaseMap(map, base);
    }, noteProblem);
    return () => {
      isWanted = false;
      stop();
    };
  });
}

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
      effect(() => {
        const view = currentView();
        const next = mapStyle(view);
        applySources(map, next);
        applyChanges(map, style, next);
        style = next;
        tilesOnMap.value = view.tiles;
      }),
      follow(map, hasCamera),
      followTileNews(map),
      followBaseMap(),
      followConfigured(map),
      effect(() => {
        const part = mapPart.value;
        return part === null ? undefined : untracked(() => addPart(map, part, currentView));
      }),
    ];
  });
  return () => {
    for (const stop of stops) stop();
    tilesOnMap.value = null;
    map.remove();
  };
}
