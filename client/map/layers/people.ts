/** Workers on the map with their names when near; one trail with a casing, its gaps broken, and the moment that is played. */
import type { ExpressionSpecification, GeoJSONSourceSpecification } from 'maplibre-gl';
import { BOLD } from '../fonts.ts';
import type { Placed } from '../layer-order.ts';
import { ground } from '../palette.ts';
import type { MapView } from '../view.ts';

const EMPTY = { type: 'FeatureCollection' as const, features: [] };
export const PEOPLE_SOURCES: Readonly<Record<string, GeoJSONSourceSpecification>> = {
  people: { type: 'geojson', data: EMPTY },
  trail: { type: 'geojson', data: EMPTY, tolerance: 0.2 },
};

const INK = { light: 'rgb(112, 24, 110)', dark: 'rgb(238, 168, 236)' };
const hasRole = (...roles: string[]): ExpressionSpecification => ['in', ['get', 'role'], ['literal', roles]];
const NAMES_FROM = 14;

function trailLayers(view: MapView): Placed[] {
  const { halo } = ground(view.theme);
  const ink = INK[view.theme];
  return [
    {
      below: 'a-moving',
      layer: {
        id: 'trail-casing',
        type: 'line',
        source: 'trail',
        filter: hasRole('walked'),
        layout: { 'line-join': 'round', 'line-cap': 'round' },
        paint: { 'line-color': halo, 'line-width': 8 * view.scale, 'line-opacity': 0.9 },
      },
    },
    {
      below: 'a-moving',
      layer: {
        id: 'trail-line',
        type: 'line',
        source: 'trail',
        filter: hasRole('walked'),
        layout: { 'line-join': 'round', 'line-cap': 'round' },
        paint: { 'line-color': ink, 'line-width': 3.5 * view.scale },
      },
    },
    {
      below: 'a-moving',
      layer: {
        id: 'trail-gap',
        type: 'line',
        source: 'trail',
        filter: hasRole('gap'),
        paint: { 'line-color': ink, 'line-width': 1.8 * view.scale, 'line-dasharray': [2, 2.5] },
      },
    },
    {
      below: 'a-select',
      layer: {
        id: 'trail-points',
        type: 'circle',
        source: 'trail',
        filter: hasRole('begin', 'end', 'played', 'unknown'),
        paint: {
          'circle-radius': ['match', ['get', 'role'], ['begin', 'end'], 5 * view.scale, 9 * view.scale],
          'circle-color': ['match', ['get', 'role'], ['end', 'played'], ink, halo],
          'circle-stroke-color': ['match', ['get', 'role'], ['end', 'played'], halo, ink],
          'circle-stroke-width': 2.5 * view.scale,
        },
      },
    },
  ];
}

function peopleSigns(view: MapView): Placed[] {
  const { halo, text } = { ...ground(view.theme), text: view.theme === 'dark' ? '#f2ede2' : '#26231e' };
  return [
    {
      below: 'a-select',
      layer: {
        id: 'person-ring',
        type: 'circle',
        source: 'people',
        filter: ['>', ['get', 'ring'], 0],
        paint: {
          'circle-radius': 17 * view.scale,
          'circle-color': halo,
          'circle-opacity': 0.6,
          'circle-stroke-color': text,
          'circle-stroke-width': ['case', ['==', ['get', 'ring'], 2], 3 * view.scale, 1.5 * view.scale],
        },
      },
    },
    {
      below: 'a-select',
      layer: {
        id: 'person-sign',
        type: 'symbol',
        source: 'people',
        layout: {
          'icon-image': ['concat', ['get', 'sign'], `-${view.theme}`],
          'icon-size': ['interpolate', ['linear'], ['zoom'], 11, 0.6 * view.scale, 15, view.scale],
          'icon-allow-overlap': true,
          'symbol-sort-key': ['get', 'order'],
          'text-field': ['step', ['zoom'], '', NAMES_FROM, ['get', 'name']],
          'text-font': BOLD,
          'text-size': 12 * view.scale,
          'text-offset': [0, 1.5],
          'text-anchor': 'top',
          'text-optional': true,
        },
        paint: { 'text-color': text, 'text-halo-color': halo, 'text-halo-width': 2 * view.scale },
      },
    },
  ];
}

export const peopleLayers = (view: MapView): Placed[] => [...trailLayers(view), ...peopleSigns(view)];
