/**
 * Two maps compared: the grids that change, filled as they are on the side that is shown, old borders dashed and new ones
 * solid, moved buildings in the colour of their new grid, and above all the building that is looked at with its two grids.
 */
import type { ExpressionSpecification, FilterSpecification, GeoJSONSourceSpecification } from 'maplibre-gl';
import type { ShownSides } from '../../state/plan/compare.ts';
import { BOLD } from '../fonts.ts';
import type { Placed } from '../layer-order.ts';
import { GRID_COLOURS, ground } from '../palette.ts';
import type { MapView } from '../view.ts';
import { wash } from './grids.ts';

const EMPTY = { type: 'FeatureCollection' as const, features: [] };

export const COMPARE_SOURCES: Readonly<Record<string, GeoJSONSourceSpecification>> = {
  'compare-ground': { type: 'geojson', data: EMPTY, tolerance: 0.2 },
  'compare-names': { type: 'geojson', data: EMPTY },
  'compare-borders': { type: 'geojson', data: EMPTY, tolerance: 0.2 },
  'compare-moved': { type: 'geojson', data: EMPTY, tolerance: 0.1 },
  'compare-chosen': { type: 'geojson', data: EMPTY, tolerance: 0.2 },
  'compare-label': { type: 'geojson', data: EMPTY },
};

/** Old borders and new ones, apart by dash first and by colour second. */
export const BORDER_COLOURS = {
  light: { old: '#26231e', new: '#a32a1b' },
  dark: { old: '#f4efe4', new: '#ff8a73' },
} as const;

const NO_GRID = '#8a8478';

const byColour = (property: 'colour' | 'old' | 'new'): ExpressionSpecification =>
  [
    'match',
    ['get', property],
    ...GRID_COLOURS.flatMap((colour, index) => [index, colour]),
    NO_GRID,
  ] as unknown as ExpressionSpecification;
const side = (name: 'old' | 'new'): ExpressionSpecification => ['==', ['get', 'side'], name];
const isPoint: ExpressionSpecification = ['==', ['geometry-type'], 'Point'];
const isOn: ExpressionSpecification = ['boolean', ['get', 'isOn'], true];
const isChosen: ExpressionSpecification = ['boolean', ['get', 'isChosen'], false];

/** With both sides, the ground is that of the new one. */
export const groundSide = (shown: ShownSides): 'old' | 'new' => (shown === 'old' ? 'old' : 'new');
export const groundFilter = (shown: ShownSides): FilterSpecification => [
  'all',
  side(groundSide(shown)),
  ['!=', ['get', 'kind'], 'micro'],
];
const microFilter = (shown: ShownSides): FilterSpecification => [
  'all',
  side(groundSide(shown)),
  ['==', ['get', 'kind'], 'micro'],
];
/** Layers that show one side, with what they show of it. */
export const SIDE_FILTERS: Readonly<Record<string, (shown: ShownSides) => FilterSpecification>> = {
  'compare-fill': groundFilter,
  'compare-edge': groundFilter,
  'compare-micro': microFilter,
  'compare-name': (shown) => side(groundSide(shown)),
};

export function compareLayers(view: MapView, shown: ShownSides): Placed[] {
  return [
    ...groundLayers(view, shown),
    chosenLayer(view),
    ...borderLayers(view, shown),
    ...movedLayers(view, shown),
    ...labelLayers(view),
  ];
}

function groundLayers(view: MapView, shown: ShownSides): Placed[] {
  const colours = ground(view.theme);
  const s = view.scale;
  const on = view.shown.grids ? ('visible' as const) : ('none' as const);
  return [
    {
      below: 'a-fill',
      layer: {
        id: 'compare-fill',
        type: 'fill',
        source: 'compare-ground',
        filter: groundFilter(shown),
        layout: { visibility: view.mode === 'neighbours' ? on : 'none' },
        paint: { 'fill-color': byColour('colour'), 'fill-opacity': wash(view), 'fill-antialias': false },
      },
    },
    {
      below: 'a-line',
      layer: {
        id: 'compare-edge',
        type: 'line',
        source: 'compare-ground',
        filter: groundFilter(shown),
        layout: { 'line-join': 'round', visibility: on },
        paint: { 'line-color': colours.gridLine, 'line-width': 0.9 * s, 'line-opacity': 0.8 },
      },
    },
    {
      below: 'a-line',
      layer: {
        id: 'compare-micro',
        type: 'line',
        source: 'compare-ground',
        filter: microFilter(shown),
        minzoom: 14.5,
        layout: { visibility: view.shown.micro ? on : 'none' },
        paint: { 'line-color': colours.gridLine, 'line-width': 1.1 * s, 'line-dasharray': [1.5, 1.5] },
      },
    },
    {
      below: 'a-label',
      layer: {
        id: 'compare-name',
        type: 'symbol',
        source: 'compare-names',
        filter: side(groundSide(shown)),
        minzoom: 13.6,
        layout: {
          visibility: view.shown.names ? on : 'none',
          'text-field': ['get', 'name'],
          'text-font': BOLD,
          'text-size': ['interpolate', ['linear'], ['zoom'], 13, 10 * s, 15, 13 * s, 17, 16 * s],
          'text-max-width': 14,
        },
        paint: { 'text-color': colours.ink, 'text-halo-color': colours.halo, 'text-halo-width': 1.5 },
      },
    },
  ];
}

/** A wide band along the grids that are looked at, under their borders. */
function chosenLayer(view: MapView): Placed {
  return {
    below: 'a-finding',
    layer: {
      id: 'compare-chosen',
      type: 'line',
      source: 'compare-chosen',
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': BORDER_COLOURS[view.theme].new,
        'line-width': ['interpolate', ['linear'], ['zoom'], 12, 6 * view.scale, 17, 14 * view.scale],
        'line-opacity': 0.38,
      },
    },
  };
}

function borderLayers(view: MapView, shown: ShownSides): Placed[] {
  const { halo } = ground(view.theme);
  const s = view.scale;
  const widths = (far: number, near: number): ExpressionSpecification => [
    'interpolate',
    ['linear'],
    ['zoom'],
    11,
    far * s,
    16,
    near * s,
  ];
  const line = (which: 'old' | 'new'): Placed[] => {
    const visibility = shown === 'both' || shown === which ? ('visible' as const) : ('none' as const);
    return [
      {
        below: 'a-finding',
        layer: {
          id: `compare-${which}-edge`,
          type: 'line',
          source: 'compare-borders',
          filter: side(which),
          layout: { 'line-join': 'round', 'line-cap': 'butt', visibility },
          paint: { 'line-color': halo, 'line-width': widths(2.4, 6), 'line-opacity': 0.9 },
        },
      },
      {
        below: 'a-finding',
        layer: {
          id: `compare-${which}`,
          type: 'line',
          source: 'compare-borders',
          filter: side(which),
          layout: { 'line-join': 'round', 'line-cap': 'butt', visibility },
          paint: {
            'line-color': BORDER_COLOURS[view.theme][which],
            'line-width': widths(1, which === 'old' ? 2.2 : 3),
            ...(which === 'old' ? { 'line-dasharray': [3, 1.8] } : {}),
          },
        },
      },
    ];
  };
  return [...line('new'), ...line('old')];
}

function movedLayers(view: MapView, shown: ShownSides): Placed[] {
  const { ink, halo } = ground(view.theme);
  const s = view.scale;
  const strong: ExpressionSpecification = ['case', isOn, 1, 0.22];
  const colour = byColour(groundSide(shown));
  return [
    {
      below: 'a-finding',
      layer: {
        id: 'compare-footprint',
        type: 'fill',
        source: 'compare-moved',
        filter: ['!', isPoint],
        paint: { 'fill-color': colour, 'fill-opacity': ['case', isOn, 0.95, 0.3] },
      },
    },
    {
      below: 'a-finding',
      layer: {
        id: 'compare-footprint-edge',
        type: 'line',
        source: 'compare-moved',
        filter: ['!', isPoint],
        paint: { 'line-color': ink, 'line-width': 1.6 * s, 'line-opacity': strong },
      },
    },
    {
      below: 'a-moving',
      layer: {
        id: 'compare-dot',
        type: 'circle',
        source: 'compare-moved',
        filter: isPoint,
        paint: {
          'circle-color': colour,
          'circle-radius': ['interpolate', ['linear'], ['zoom'], 11, 2.2 * s, 14, 4 * s, 16.5, 7 * s],
          'circle-stroke-color': ink,
          'circle-stroke-width': ['interpolate', ['linear'], ['zoom'], 11, 0.7 * s, 15, 1.5 * s],
          'circle-opacity': strong,
          'circle-stroke-opacity': strong,
        },
      },
    },
    {
      below: 'a-moving',
      layer: {
        id: 'compare-dot-none',
        type: 'circle',
        source: 'compare-moved',
        // a hole in the dot: it comes from no grid, or goes into none
        filter: ['all', isPoint, ['any', ['<', ['get', 'old'], 0], ['<', ['get', 'new'], 0]]],
        paint: {
          'circle-color': halo,
          'circle-radius': ['interpolate', ['linear'], ['zoom'], 11, 0.8 * s, 16.5, 3 * s],
          'circle-opacity': strong,
        },
      },
    },
  ];
}

function labelLayers(view: MapView): Placed[] {
  const { ink, halo, accent } = ground(view.theme);
  const s = view.scale;
  return [
    {
      below: 'a-draw',
      layer: {
        id: 'compare-ring-edge',
        type: 'circle',
        source: 'compare-label',
        paint: {
          'circle-color': 'rgba(0, 0, 0, 0)',
          'circle-radius': 13 * s,
          'circle-stroke-color': halo,
          'circle-stroke-width': 6 * s,
        },
      },
    },
    {
      below: 'a-draw',
      layer: {
        id: 'compare-ring',
        type: 'circle',
        source: 'compare-label',
        paint: {
          'circle-color': 'rgba(0, 0, 0, 0)',
          'circle-radius': 13 * s,
          'circle-stroke-color': ['case', isChosen, accent, ink],
          'circle-stroke-width': ['case', isChosen, 3.4 * s, 2 * s],
        },
      },
    },
    {
      below: 'a-draw',
      layer: {
        id: 'compare-label',
        type: 'symbol',
        source: 'compare-label',
        layout: {
          'text-field': ['get', 'text'],
          'text-font': BOLD,
          'text-size': 14 * s,
          'text-max-width': 18,
          'text-variable-anchor': ['top', 'bottom'],
          'text-radial-offset': 1.5,
          'text-allow-overlap': true,
          'text-ignore-placement': true,
          'symbol-sort-key': ['case', isChosen, 0, 1],
        },
        paint: { 'text-color': ink, 'text-halo-color': halo, 'text-halo-width': 2.2 * s },
      },
    },
  ];
}
