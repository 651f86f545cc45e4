/** Buildings when near: footprints, their household counts, service points and organizations. */
import type { ExpressionSpecification } from 'maplibre-gl';
import { BOLD, REGULAR } from '../fonts.ts';
import type { Placed } from '../layer-order.ts';
import { buildingCountsOf, buildingShapesOf } from '../layer-source.ts';
import { ground } from '../palette.ts';
import type { MapView } from '../view.ts';
import { householdsText } from './tile-words.ts';

export function buildingLayers(view: MapView): Placed[] {
  const colours = ground(view.theme);
  const visibility = view.shown.buildings ? ('visible' as const) : ('none' as const);
  const s = view.scale;
  const isTiled = view.tiles?.buildings != null;
  const count: ExpressionSpecification = isTiled ? householdsText(view.tiles.aroundHouseholds) : ['get', 'count'];
  const label: ExpressionSpecification = isTiled ? ['coalesce', ['get', 'name'], ''] : ['get', 'label'];
  return [
    {
      below: 'a-hatch',
      layer: {
        id: 'building',
        type: 'fill',
        ...buildingShapesOf(view),
        minzoom: 15,
        filter: ['!=', ['geometry-type'], 'Point'],
        layout: { visibility },
        paint: {
          'fill-color': colours.building,
          'fill-outline-color': colours.buildingEdge,
          'fill-opacity': ['interpolate', ['linear'], ['zoom'], 15, 0, 15.6, 0.92],
        },
      },
    },
    {
      below: 'a-label',
      layer: {
        id: 'building-count',
        type: 'symbol',
        ...buildingCountsOf(view),
        minzoom: 16.4,
        layout: {
          visibility,
          'text-field': ['step', ['zoom'], count, 17.4, ['format', label, { 'font-scale': 0.9 }, '\n', {}, count, {}]],
          'text-font': REGULAR,
          'text-size': ['interpolate', ['linear'], ['zoom'], 16.4, 9.5 * s, 18, 12 * s],
          'text-padding': 1,
        },
        paint: { 'text-color': colours.inkSoft, 'text-halo-color': colours.building, 'text-halo-width': 1 },
      },
    },
    {
      below: 'a-label',
      layer: {
        id: 'spot',
        type: 'circle',
        source: 'spots',
        minzoom: 15.2,
        layout: { visibility },
        paint: {
          'circle-radius': 4.5 * s,
          'circle-color': ['match', ['get', 'kind'], 'service-point', colours.accent, colours.street],
          'circle-stroke-color': colours.halo,
          'circle-stroke-width': 1.5 * s,
        },
      },
    },
    {
      below: 'a-label',
      layer: {
        id: 'spot-name',
        type: 'symbol',
        source: 'spots',
        minzoom: 15.8,
        layout: {
          visibility,
          'text-field': ['get', 'label'],
          'text-font': BOLD,
          'text-size': 11.5 * s,
          'text-anchor': 'left',
          'text-offset': [0.8, 0],
          'text-max-width': 12,
          'text-optional': true,
        },
        paint: {
          'text-color': ['match', ['get', 'kind'], 'service-point', colours.accent, colours.inkSoft],
          'text-halo-color': colours.halo,
          'text-halo-width': 1.4,
        },
      },
    },
  ];
}
