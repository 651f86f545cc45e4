/** What density and the past add to the command's map: native layers of grids, deck's overlay, and what a click on them means. */
import { effect, untracked } from '@preact/signals';
import type { Feature, Geometry } from 'geojson';
import type { Map as MapLibreMap, PointLike } from 'maplibre-gl';
import { rateBreaks, rates } from '../../state/command/density/density.ts';
import { densityShown } from '../../state/command/density/density-shown.ts';
import { hotspots } from '../../state/command/density/hotspots.ts';
import { rateClassOf } from '../../state/command/density/rates.ts';
import type { MapExtra } from '../../state/command/map-extra.ts';
import { commandArea } from '../../state/command/roles.ts';
import { past } from '../../state/command/time/past.ts';
import { choosePast } from '../../state/command/time/past-choice.ts';
import { gridByCode, grids } from '../../state/grids.ts';
import { selectedGrid } from '../../state/selection.ts';
import { theme } from '../../state/theme.ts';
import { opacity } from '../../state/view.ts';
import { addPart } from '../add-part.ts';
import { feedSource } from '../feed-source.ts';
import { tilesOnMap } from '../tiled-view.ts';
import { type MapView, PLAIN_VIEW } from '../view.ts';
import { followDeck, pickPast } from './events-deck-follow.ts';
import { DENSITY_SOURCES, densityLayers, LEVELS, rateTarget } from './events-density.ts';
import { densityView, textScale } from './events-density-view.ts';

const currentView = (): MapView => ({
  ...PLAIN_VIEW,
  theme: theme.value,
  opacity: opacity.value,
  chosen: selectedGrid.value !== null,
  scale: textScale(),
  tiles: tilesOnMap.value,
});

/** The level of every grid as the layers know it. */
function levels(): Map<string, number> {
  const breaks = rateBreaks.value;
  return new Map(
    rates.value.rows.map((row) => {
      const found = rateClassOf(row, breaks);
      return [row.code, typeof found === 'number' ? found : LEVELS[found]];
    }),
  );
}

/** Only what has changed is told. The tiles of grids outlive the view of density, so that in the end all levels go. */
function followLevels(map: MapLibreMap): () => void {
  let before = new Map<string, number>();
  let target = rateTarget(tilesOnMap.peek());
  const tell = (now: ReadonlyMap<string, number>) => {
    for (const [code, level] of now)
      if (before.get(code) !== level) map.setFeatureState({ ...target, id: code }, { level });
    for (const code of before.keys()) if (!now.has(code)) map.setFeatureState({ ...target, id: code }, { level: -1 });
    before = new Map(now);
  };
  const stop = effect(() => {
    const now = densityView.value === 'rate' ? levels() : new Map<string, number>();
    const next = rateTarget(tilesOnMap.value);
    if (next.source !== target.source) tell(new Map());
    target = next;
    tell(now);
  });
  return () => {
    stop();
    tell(new Map());
  };
}

const feature = (geometry: unknown, properties: Record<string, unknown>): Feature => ({
  ...{ type: 'Feature', properties },
  geometry: geometry as Geometry,
});

function followGrids(map: MapLibreMap): () => void {
  const stops = [
    feedSource(map, 'rates', () =>
      (tilesOnMap.value === null ? grids.value.features : [])
        .filter(({ properties: p }) => p.kind !== 'micro' && p.code.startsWith(commandArea.value ?? ''))
        .map(({ properties, geometry }) => feature(geometry, { code: properties.code })),
    ),
    feedSource(map, 'hotspots', () =>
      (densityView.value === 'hotspots' ? (hotspots.value?.hotspots ?? []) : []).flatMap(({ grid, count }) => {
        const label = gridByCode.value.get(grid)?.properties.label;
        return label ? [feature(label, { grid, count })] : [];
      }),
    ),
    followLevels(map),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Sources and layers are there while the view of density is. */
function followNative(map: MapLibreMap): () => void {
  return effect(() => {
    if (!densityShown.value) return;
    return untracked(() =>
      addPart(
        map,
        {
          sources: DENSITY_SOURCES,
          images: {},
          layers: (view) => densityLayers(view, commandArea.value ?? '', densityView.value),
          follow: followGrids,
          click: () => false,
        },
        currentView,
      ),
    );
  });
}

const MARGIN_PX = 4;
const CLICKABLE: Readonly<Record<string, readonly string[]>> = {
  rate: ['rate-fill', 'rate-uncounted'],
  hotspots: ['hotspot-ring'],
};

function click(map: MapLibreMap, x: number, y: number): boolean {
  const view = densityView.peek();
  if (view === null) {
    const index = past.peek() === null ? null : pickPast(x, y);
    if (index !== null) void choosePast(index);
    return index !== null;
  }
  const layers = CLICKABLE[view];
  if (layers === undefined) return false;
  const box: [PointLike, PointLike] = [
    [x - MARGIN_PX, y - MARGIN_PX],
    [x + MARGIN_PX, y + MARGIN_PX],
  ];
  const [hit] = map.queryRenderedFeatures(box, { layers: [...layers] });
  const code = hit?.properties.grid ?? hit?.properties.code;
  if (typeof code === 'string') selectedGrid.value = code;
  return typeof code === 'string';
}

export const densityExtra: MapExtra = {
  follow: (map) => {
    const stops = [followNative(map), followDeck(map)];
    return () => {
      for (const stop of stops) stop();
    };
  },
  click,
};
