/**
 * The comparison's part of the map. The grids that change are taken out of the map's own layers and drawn as the side that is
 * shown has them; a click on a moved building chooses it, a click beside one lets go.
 */
import { computed, effect } from '@preact/signals';
import type { FeatureCollection } from 'geojson';
import type { FilterSpecification, Map as MapLibreMap, MapMouseEvent, PointLike } from 'maplibre-gl';
import { grids } from '../../state/grids.ts';
import type { MapPart } from '../../state/map-part.ts';
import { nearPlaces } from '../../state/near.ts';
import {
  chooseBuilding,
  chosenBuilding,
  chosenGrid,
  chosenPair,
  compared,
  letGoOne,
  pointedBuilding,
  pointedPlace,
  shownSides,
} from '../../state/plan/compare.ts';
import { comparedColours } from '../../state/plan/compare-colours.ts';
import { moveText } from '../../state/plan/compare-words.ts';
import { feedSource } from '../feed-source.ts';
import { GRID_TILES } from '../layer-source.ts';
import { COMPARE_SOURCES, compareLayers, SIDE_FILTERS } from './compare.ts';
import {
  borderLines,
  chosenGrids,
  featuresOf,
  groundShapes,
  labelled,
  movedShapes,
  replacedCodes,
} from './compare-shapes.ts';

const CLICKABLE = ['compare-dot', 'compare-footprint'];
const MARGIN_PX = 8;
/** The map's own layers of grids. */
const OWN_SOURCES: ReadonlySet<string> = new Set(['grids', 'grid-names', GRID_TILES]);

function placeAt(map: MapLibreMap, x: number, y: number, margin: number): string | null {
  const box: [PointLike, PointLike] = [
    [x - margin, y - margin],
    [x + margin, y + margin],
  ];
  const [hit] = map.queryRenderedFeatures(box, { layers: CLICKABLE });
  const place: unknown = hit?.properties.place;
  return typeof place === 'string' ? place : null;
}

function click(map: MapLibreMap, x: number, y: number): boolean {
  const place = placeAt(map, x, y, MARGIN_PX);
  const building = compared.peek()?.buildings.find((one) => one.place === place);
  if (building) chooseBuilding(building);
  else letGoOne();
  return true;
}

/** Takes these grids out of the map's own layers; the answer puts them back. */
function withoutGrids(map: MapLibreMap, codes: readonly string[]): () => void {
  if (codes.length === 0) return () => {};
  const others = ['match', ['get', 'code'], [...codes], false, true];
  const before = map.getStyle().layers.flatMap((layer) => {
    if (!('source' in layer) || !OWN_SOURCES.has(layer.source)) return [];
    return [{ id: layer.id, filter: layer.filter as FilterSpecification | undefined }];
  });
  for (const { id, filter } of before) {
    map.setFilter(id, (filter === undefined ? others : ['all', filter, others]) as FilterSpecification);
  }
  return () => {
    for (const { id, filter } of before) if (map.getLayer(id)) map.setFilter(id, filter ?? null);
  };
}

const colourOf = computed((): ((code: string) => number) => {
  const found = compared.value;
  const inForce = grids.value.features.map(({ properties: { code, parentCode, colour } }) => ({
    code,
    parentCode,
    colour,
  }));
  const colours = found === null ? new Map<string, number>() : comparedColours(found, inForce);
  return (code) => colours.get(code) ?? 0;
});
const groundNow = computed(() => groundShapes(compared.value, colourOf.value));

function labels(): FeatureCollection {
  const chosen = chosenBuilding.value;
  const pointed = pointedBuilding.value;
  return featuresOf([
    ...labelled(chosen, chosen === null ? '' : moveText(chosen), true),
    ...(pointed === null || pointed === chosen ? [] : labelled(pointed, moveText(pointed), false)),
  ]);
}

function follow(map: MapLibreMap): () => void {
  const point = (event: MapMouseEvent) => {
    const place = placeAt(map, event.point.x, event.point.y, 2);
    map.getCanvas().style.cursor = place === null ? '' : 'pointer';
    pointedPlace.value = place;
  };
  map.on('mousemove', point);
  const stops = [
    feedSource(map, 'compare-ground', () => groundNow.value.shapes),
    feedSource(map, 'compare-names', () => groundNow.value.names),
    feedSource(map, 'compare-borders', () => borderLines(compared.value)),
    feedSource(map, 'compare-moved', () =>
      movedShapes(compared.value?.buildings ?? [], nearPlaces.value, chosenPair.value, colourOf.value),
    ),
    feedSource(map, 'compare-chosen', () =>
      chosenGrids(compared.value, chosenPair.value, chosenGrid.value, shownSides.value),
    ),
    feedSource(map, 'compare-label', labels),
    effect(() => withoutGrids(map, replacedCodes(compared.value))),
    // paint and layout follow by themselves, filters do not
    effect(() => {
      for (const [layer, filter] of Object.entries(SIDE_FILTERS)) map.setFilter(layer, filter(shownSides.value));
    }),
  ];
  return () => {
    map.off('mousemove', point);
    map.getCanvas().style.cursor = '';
    for (const stop of stops) stop();
  };
}

export const comparePart: MapPart = {
  sources: COMPARE_SOURCES,
  images: {},
  layers: (view) => compareLayers(view, shownSides.value),
  follow,
  click,
};
