/** The paper ground: water, green, compounds, roads and their names. Widths in pixels at a text size of 16. */
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { REGULAR } from '../fonts.ts';
import type { Placed } from '../layer-order.ts';
import { FAR_CAP, FAR_JOIN } from '../line-ends.ts';
import { ground } from '../palette.ts';
import type { MapView } from '../view.ts';

const kind = (name: string): ExpressionSpecification => ['==', ['get', 'kind'], name];

/** Below it a street is a hair; of a county they are most of what would be drawn. */
const STREETS_FROM = 13;
const roads: ExpressionSpecification = [
  'step',
  ['zoom'],
  ['all', kind('road'), ['in', ['get', 'class'], ['literal', ['trunk', 'main', 'secondary']]]],
  STREETS_FROM,
  kind('road'),
];

/** Road width by class and zoom; `more` is added on both sides for the edge. */
function width(scale: number, more: number): ExpressionSpecification {
  const at = (
    trunk: number,
    main: number,
    secondary: number,
    street: number,
    lane: number,
  ): ExpressionSpecification => [
    'match',
    ['get', 'class'],
    'trunk',
    trunk * scale + more,
    'main',
    main * scale + more,
    'secondary',
    secondary * scale + more,
    'lane',
    lane * scale + more,
    street * scale + more,
  ];
  return [
    'interpolate',
    ['exponential', 1.6],
    ['zoom'],
    11,
    at(1.4, 1, 0.5, 0.2, 0),
    14,
    at(3.6, 3, 2, 1.2, 0.5),
    16,
    at(9, 8, 6, 4, 2),
    18,
    at(26, 22, 16, 11, 6),
  ];
}

export function baseLayers(view: MapView): Placed[] {
  const colours = ground(view.theme);
  const visibility = view.shown.streets ? ('visible' as const) : ('none' as const);
  const under = (layer: LayerSpecification): Placed => ({ below: 'a-base', layer });
  // roads lie above the fills, or a coloured map would lose its streets
  const over = (layer: LayerSpecification): Placed => ({ below: 'a-hatch', layer });
  return [
    under({ id: 'paper', type: 'background', paint: { 'background-color': colours.paper } }),
    under({
      id: 'green',
      type: 'fill',
      source: 'base',
      filter: kind('green'),
      layout: { visibility },
      paint: { 'fill-color': colours.green },
    }),
    under({
      id: 'compound',
      type: 'fill',
      source: 'base',
      minzoom: 13,
      filter: kind('compound'),
      layout: { visibility },
      paint: { 'fill-color': colours.compound },
    }),
    over({
      id: 'water',
      type: 'fill',
      source: 'base',
      filter: kind('water'),
      layout: { visibility },
      paint: { 'fill-color': colours.water, 'fill-opacity': 0.85 },
    }),
    over({
      id: 'shore',
      type: 'line',
      source: 'base',
      filter: kind('water'),
      layout: { visibility, 'line-join': FAR_JOIN },
      paint: { 'line-color': colours.shore, 'line-width': 0.8 * view.scale },
    }),
    over({
      id: 'wall',
      type: 'line',
      source: 'base',
      minzoom: 15,
      filter: kind('compound'),
      layout: { visibility },
      paint: { 'line-color': colours.wall, 'line-width': view.scale, 'line-dasharray': [4, 2] },
    }),
    over({
      id: 'road-edge',
      type: 'line',
      source: 'base',
      minzoom: 12,
      filter: roads,
      layout: { visibility, 'line-cap': 'butt', 'line-join': FAR_JOIN },
      paint: { 'line-color': colours.roadEdge, 'line-width': width(view.scale, 1.4) },
    }),
    over({
      id: 'road',
      type: 'line',
      source: 'base',
      minzoom: 11,
      filter: roads,
      layout: { visibility, 'line-cap': FAR_CAP, 'line-join': FAR_JOIN },
      paint: {
        'line-color': ['match', ['get', 'class'], 'trunk', colours.trunk, 'main', colours.trunk, colours.road],
        'line-width': width(view.scale, 0),
      },
    }),
    {
      below: 'a-label',
      layer: {
        id: 'road-name',
        type: 'symbol',
        source: 'base',
        minzoom: 14,
        filter: ['all', kind('road'), ['has', 'name'], ['!=', ['get', 'name'], null]],
        layout: {
          visibility,
          'symbol-placement': 'line',
          'symbol-spacing': 420,
          'text-field': ['get', 'name'],
          'text-font': REGULAR,
          'text-size': ['interpolate', ['linear'], ['zoom'], 14, 10 * view.scale, 18, 13.5 * view.scale],
          'text-letter-spacing': 0.12,
          'text-max-angle': 35,
        },
        paint: { 'text-color': colours.street, 'text-halo-color': colours.halo, 'text-halo-width': 1.2 },
      },
    },
    {
      below: 'a-label',
      layer: {
        id: 'water-name',
        type: 'symbol',
        source: 'base',
        minzoom: 12.5,
        filter: ['all', ['any', kind('water'), kind('green')], ['!=', ['get', 'name'], null]],
        layout: {
          visibility,
          'text-field': ['get', 'name'],
          'text-font': REGULAR,
          'text-size': 12 * view.scale,
          'text-letter-spacing': 0.2,
        },
        paint: {
          'text-color': ['match', ['get', 'kind'], 'water', colours.waterInk, colours.street],
          'text-halo-color': colours.halo,
          'text-halo-width': 1,
        },
      },
    },
  ];
}
