/** Departments' layers over the map: their outlines, each in a stroke of its own, and a disc where two of them disagree. */
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import type { ExpressionSpecification, Map as MapLibreMap } from 'maplibre-gl';
import type { MapPart } from '../../state/map-part.ts';
import { chosenPlace, type DifferencePlace, places, sourceOrder, sourceShapes } from '../../state/plan/sources.ts';
import { setParams } from '../../state/route.ts';
import { feedSource } from '../feed-source.ts';
import { BOLD } from '../fonts.ts';
import type { Placed } from '../layer-order.ts';
import { ground } from '../palette.ts';
import type { MapView } from '../view.ts';

const EMPTY: FeatureCollection = { type: 'FeatureCollection', features: [] };

/** By the place of a layer in the order; told apart by the dashes as well. */
export const SOURCE_STROKES: readonly {
  readonly light: string;
  readonly dark: string;
  readonly dash: readonly number[];
}[] = [
  { light: '#7a2318', dark: '#ff9c86', dash: [1, 0] },
  { light: '#0b5394', dark: '#8cc8f0', dash: [3, 1.5] },
  { light: '#2f6b3c', dark: '#9fd3a8', dash: [1, 1.2] },
  { light: '#6a3d8f', dark: '#d3b4f0', dash: [5, 1.5, 1, 1.5] },
];

export function sourceOutlines(): FeatureCollection {
  const features = sourceOrder.value.flatMap((name, place): Feature[] =>
    (sourceShapes.value.get(name) ?? []).map(({ geometry }) => ({
      type: 'Feature',
      properties: { stroke: place % SOURCE_STROKES.length },
      geometry: geometry as Geometry,
    })),
  );
  return { type: 'FeatureCollection', features };
}

/** The label is the number of the row. */
export function differencePoints(all: readonly DifferencePlace[], chosen: number | null): FeatureCollection {
  const features = all.map(
    ({ at, households }, item): Feature => ({
      type: 'Feature',
      properties: { item, label: String(item + 1), households, chosen: item === chosen },
      geometry: { type: 'Point', coordinates: [...at] },
    }),
  );
  return { type: 'FeatureCollection', features };
}

export function planSourcesLayers(view: MapView): Placed[] {
  const { ink, halo, accent } = ground(view.theme);
  const s = view.scale;
  const chosen: ExpressionSpecification = ['get', 'chosen'];
  return [
    ...SOURCE_STROKES.map(
      ({ light, dark, dash }, stroke): Placed => ({
        below: 'a-finding',
        layer: {
          id: `source-outline-${stroke}`,
          type: 'line',
          source: 'source-outlines',
          filter: ['==', ['get', 'stroke'], stroke],
          layout: { 'line-join': 'round' },
          paint: {
            'line-color': view.theme === 'dark' ? dark : light,
            'line-width': 2.4 * s,
            'line-dasharray': [...dash],
            'line-offset': stroke * 0.8,
          },
        },
      }),
    ),
    {
      below: 'a-select',
      layer: {
        id: 'source-difference',
        type: 'circle',
        source: 'source-differences',
        layout: { 'circle-sort-key': ['get', 'households'] },
        paint: {
          'circle-radius': ['interpolate', ['linear'], ['sqrt', ['get', 'households']], 0, 9 * s, 30, 20 * s],
          'circle-color': ['case', chosen, accent, halo],
          'circle-stroke-color': ['case', chosen, halo, accent],
          'circle-stroke-width': 2.5 * s,
        },
      },
    },
    {
      below: 'a-draw',
      layer: {
        id: 'source-difference-number',
        type: 'symbol',
        source: 'source-differences',
        layout: {
          'text-field': ['get', 'label'],
          'text-font': BOLD,
          'text-size': 11 * s,
          'text-allow-overlap': true,
          'text-ignore-placement': true,
        },
        paint: { 'text-color': ['case', chosen, halo, ink] },
      },
    },
  ];
}

function follow(map: MapLibreMap): () => void {
  const stops = [
    feedSource(map, 'source-outlines', sourceOutlines),
    feedSource(map, 'source-differences', () => differencePoints(places.value, chosenPlace.value)),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function click(map: MapLibreMap, x: number, y: number): boolean {
  const [hit] = map.queryRenderedFeatures([x, y], { layers: ['source-difference'] });
  const item: unknown = hit?.properties.item;
  setParams({ place: typeof item === 'number' ? String(item) : null });
  return true;
}

export const planSourcesPart: MapPart = {
  sources: {
    'source-outlines': { type: 'geojson', data: EMPTY, tolerance: 0.2 },
    'source-differences': { type: 'geojson', data: EMPTY },
  },
  images: {},
  layers: planSourcesLayers,
  follow,
  click,
};
