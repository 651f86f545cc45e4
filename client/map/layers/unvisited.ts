/** Places nobody has been to: a ring for one never visited, a disc for one visited long ago; the chosen one is larger. */
import type { Feature } from 'geojson';
import type { ExpressionSpecification, Map as MapLibreMap } from 'maplibre-gl';
import type { UnvisitedPlace } from '../../../server/contract/visits.ts';
import { chosenPlace, unvisited } from '../../state/audit-presence.ts';
import type { MapPart } from '../../state/map-part.ts';
import { feedSource } from '../feed-source.ts';
import { BOLD } from '../fonts.ts';
import type { Placed } from '../layer-order.ts';
import { ground } from '../palette.ts';
import type { MapView } from '../view.ts';

const INK = { light: { never: '#a31d14', long: '#8a4a00' }, dark: { never: '#ff8a78', long: '#ffbe72' } };
const MARGIN_PX = 6;

export const unvisitedFeatures = (places: readonly UnvisitedPlace[], chosen: string | null): Feature[] =>
  places.map(({ place, name, lon, lat, days }) => ({
    type: 'Feature',
    properties: { place, name, days: days ?? -1, chosen: place === chosen ? 1 : 0 },
    geometry: { type: 'Point', coordinates: [lon, lat] },
  }));

export function unvisitedLayers(view: MapView): Placed[] {
  const { halo } = ground(view.theme);
  const { never, long } = INK[view.theme];
  const isNever: ExpressionSpecification = ['<', ['get', 'days'], 0];
  const isChosen: ExpressionSpecification = ['==', ['get', 'chosen'], 1];
  return [
    {
      below: 'a-select',
      layer: {
        id: 'unvisited-place',
        type: 'circle',
        source: 'unvisited',
        layout: { 'circle-sort-key': ['get', 'chosen'] },
        paint: {
          'circle-radius': [
            'interpolate',
            ['linear'],
            ['zoom'],
            12,
            ['case', isChosen, 9 * view.scale, 3 * view.scale],
            16,
            ['case', isChosen, 12 * view.scale, 7 * view.scale],
          ],
          'circle-color': ['case', isNever, halo, long],
          'circle-stroke-color': ['case', isNever, never, halo],
          'circle-stroke-width': 2.2 * view.scale,
        },
      },
    },
    {
      below: 'a-select',
      layer: {
        id: 'unvisited-name',
        type: 'symbol',
        source: 'unvisited',
        minzoom: 16,
        layout: {
          'text-field': ['get', 'name'],
          'text-font': BOLD,
          'text-size': 12 * view.scale,
          'text-offset': [0, 0.9],
          'text-anchor': 'top',
        },
        paint: {
          'text-color': view.theme === 'dark' ? '#f2ede2' : '#26231e',
          'text-halo-color': halo,
          'text-halo-width': 2 * view.scale,
        },
      },
    },
  ];
}

export const unvisitedPart: MapPart = {
  sources: { unvisited: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } } },
  images: {},
  layers: unvisitedLayers,
  follow: (map: MapLibreMap) =>
    feedSource(map, 'unvisited', () => unvisitedFeatures(unvisited.value ?? [], chosenPlace.value)),
  click: (map, x, y) => {
    const [hit] = map.queryRenderedFeatures(
      [
        [x - MARGIN_PX, y - MARGIN_PX],
        [x + MARGIN_PX, y + MARGIN_PX],
      ],
      { layers: ['unvisited-place'] },
    );
    chosenPlace.value = typeof hit?.properties.place === 'string' ? hit.properties.place : null;
    return true;
  },
};
