/** Deck on the command's map: fetched when density or the past is first looked at, and given what to draw a few times a second. */
import { computed, effect, signal, untracked } from '@preact/signals';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { heatTop, hexagonBreaks, hexagons, piece, points, seesFew, sums } from '../../state/command/density/density.ts';
import { densityChoice } from '../../state/command/density/density-choice.ts';
import { keepEnough, keptRoom } from '../../state/command/density/without-few.ts';
import { past } from '../../state/command/time/past.ts';
import { noteProblem } from '../../state/service.ts';
import { theme } from '../../state/theme.ts';
import type { Overlay } from './events-deck.ts';
import { densityView, textScale } from './events-density-view.ts';

type Deck = typeof import('./events-deck.ts');
const zoom = signal(12);
let overlay: Overlay | null = null;
/** Of each drawn one of the past, its index in the columns. */
let drawnPast: Uint32Array = new Uint32Array(0);

function deckLayers(deck: Deck) {
  const keptOf = computed(() => (points.value === null ? null : keptRoom(points.value)));
  const hexagonsOf = computed(() => (hexagons.value === null ? null : deck.hexagonRoom(hexagons.value)));
  let pastSize = 0;
  let pastRoom = deck.pastRoom(0);

  const heat = () => {
    const all = points.value;
    const cells = hexagons.value;
    const kept = keptOf.value;
    if (all === null || cells === null || kept === null) return [];
    const at = piece.value;
    again.value;
    const { reachM } = densityChoice.value;
    const common = {
      ...{ reachM, top: heatTop.value, zoom: zoom.value, latitude: all.positions[1] ?? 0, theme: theme.value },
    };
    if (!seesFew.value && sums.value !== null) {
      const count = keepEnough(all, cells, sums.value.of.counts, { piece: at, room: kept });
      return [deck.heatLayer({ ...common, count, positions: kept.positions, weights: kept.weights })];
    }
    return [
      deck.heatLayer({
        ...common,
        count: at.end - at.first,
        positions: all.positions.subarray(at.first * 2),
        weights: all.weights.subarray(at.first),
      }),
    ];
  };
  const cells = () => {
    const all = hexagons.value;
    const found = sums.value;
    const into = hexagonsOf.value;
    if (all === null || found === null || into === null) return [];
    const drawn = deck.fillHexagons(into, {
      ...{ hexagons: all, sums: found.of, breaks: hexagonBreaks.value },
      ...{ seesFew: seesFew.value, theme: theme.value },
    });
    return [deck.hexagonLayer(into, drawn, all.radiusM)];
  };
  const dots = () => {
    const now = past.value;
    // over density they would hide it
    if (now === null || densityView.value !== null) return [];
    if (now.played.count !== pastSize) {
      pastSize = now.played.count;
      pastRoom = deck.pastRoom(pastSize);
    }
    const drawn = deck.fillPast(pastRoom, now, theme.value);
    drawnPast = pastRoom.index;
    return [deck.pastLayer(pastRoom, drawn, { theme: theme.value, scale: textScale() })];
  };
  return () => [
    ...(densityView.value === 'heat' ? heat() : densityView.value === 'hexagons' ? cells() : []),
    ...dots(),
  ];
}

/**
 * A shader that is still being compiled draws nothing, and the heat map sums its points up only when they change: it is told
 * to do so again a little later.
 */
const AGAIN_MS = [400, 1500, 4000] as const;
const again = signal(0);
function sumAgain(): () => void {
  return effect(() => {
    if (densityView.value !== 'heat') return;
    const timers = AGAIN_MS.map((ms) =>
      setTimeout(() => {
        again.value++;
      }, ms),
    );
    return () => timers.forEach(clearTimeout);
  });
}

/** Deck is fetched when there is something for it to draw for the first time. */
export function followDeck(map: MapLibreMap): () => void {
  const deck = signal<Deck | null>(null);
  let isAsked = false;
  const isNeeded = computed(
    () => past.value !== null || densityView.value === 'heat' || densityView.value === 'hexagons',
  );
  const look = () => {
    zoom.value = map.getZoom();
  };
  look();
  map.on('zoomend', look);
  const stopFetch = effect(() => {
    if (!isNeeded.value || isAsked) return;
    isAsked = true;
    import('./events-deck.ts').then(
      (found) => {
        deck.value = found;
      },
      (error: unknown) => {
        isAsked = false;
        noteProblem(error);
      },
    );
  });
  const stopDraw = effect(() => {
    const found = deck.value;
    if (found === null) return;
    const made = untracked(() => addAndMake(found, map));
    const stops = [effect(() => made.overlay.show(made.layers())), sumAgain()];
    return () => {
      for (const stop of stops) stop();
    };
  });
  return () => {
    stopFetch();
    stopDraw();
    map.off('zoomend', look);
    overlay?.end();
    overlay = null;
  };
}

function addAndMake(deck: Deck, map: MapLibreMap) {
  overlay = deck.addOverlay(map);
  return { overlay, layers: deckLayers(deck) };
}

/** The event of the past at this pixel, as its index in the columns; null: none. */
export function pickPast(x: number, y: number): number | null {
  const hit = overlay?.pick('past-events', x, y) ?? null;
  return hit === null ? null : (drawnPast[hit] ?? null);
}
