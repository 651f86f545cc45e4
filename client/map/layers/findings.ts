/**
 * Findings on the map: shapes hatched by group, and above the names a mark of fixed size for each, since most are too
 * small to see. Marks that would lie on each other are one disc with their number. The chosen one has a ring.
 */
import type { ExpressionSpecification, GeoJSONSourceSpecification } from 'maplibre-gl';
import { BOLD } from '../fonts.ts';
import type { Placed } from '../layer-order.ts';
import { ground } from '../palette.ts';
import type { MapView } from '../view.ts';
import { HATCH_COLOURS, HATCHES, MARK_COLOURS } from './findings-images.ts';
import { repairLayers } from './findings-repair.ts';

const EMPTY = { type: 'FeatureCollection' as const, features: [] };
const rgb = (colour: readonly [number, number, number]): string => `rgb(${colour.join(', ')})`;
const countOf = (mark: string): ExpressionSpecification => ['+', ['case', ['==', ['get', 'mark'], mark], 1, 0]];

/** Clusters hold on to the nearest zoom, so that findings at the very same place are counted as well. */
export const LAST_CLUSTER_ZOOM = 19;

export const FINDING_SOURCES: Readonly<Record<string, GeoJSONSourceSpecification>> = {
  'checked-layer': { type: 'geojson', data: EMPTY, tolerance: 0.2 },
  findings: { type: 'geojson', data: EMPTY, tolerance: 0.1 },
  'finding-marks': {
    type: 'geojson',
    data: EMPTY,
    cluster: true,
    clusterRadius: 22,
    clusterMaxZoom: LAST_CLUSTER_ZOOM,
    maxzoom: LAST_CLUSTER_ZOOM + 1,
    clusterProperties: { errors: countOf('error'), warnings: countOf('warning'), notes: countOf('info') },
  },
  'finding-chosen': { type: 'geojson', data: EMPTY, tolerance: 0.1 },
  repair: { type: 'geojson', data: EMPTY, tolerance: 0.1 },
};

const single: ExpressionSpecification = ['!', ['has', 'point_count']];
const several: ExpressionSpecification = ['has', 'point_count'];
const isPoint: ExpressionSpecification = ['==', ['geometry-type'], 'Point'];

/** The shapes of the file being checked, when there is one. */
function checkedLayers(view: MapView): Placed[] {
  const colours = ground(view.theme);
  return [
    {
      below: 'a-fill',
      layer: {
        id: 'checked-fill',
        type: 'fill',
        source: 'checked-layer',
        paint: { 'fill-color': colours.compound, 'fill-opacity': 0.85 },
      },
    },
    {
      below: 'a-line',
      layer: {
        id: 'checked-line',
        type: 'line',
        source: 'checked-layer',
        layout: { 'line-join': 'round' },
        paint: { 'line-color': colours.gridLine, 'line-width': 0.8 * view.scale, 'line-opacity': 0.8 },
      },
    },
  ];
}

function shapeLayers(view: MapView): Placed[] {
  const colours = HATCH_COLOURS[view.theme];
  const byHatch = (value: (hatch: (typeof HATCHES)[number]) => string): ExpressionSpecification =>
    [
      'match',
      ['get', 'hatch'],
      ...HATCHES.slice(0, -1).flatMap((hatch) => [hatch, value(hatch)]),
      value('other'),
    ] as unknown as ExpressionSpecification;
  return [
    {
      below: 'a-finding',
      layer: {
        id: 'finding-ground',
        type: 'fill',
        source: 'findings',
        paint: { 'fill-color': ground(view.theme).halo, 'fill-opacity': 0.7 },
      },
    },
    {
      below: 'a-finding',
      layer: {
        id: 'finding-hatch',
        type: 'fill',
        source: 'findings',
        paint: { 'fill-pattern': byHatch((hatch) => `finding-${hatch}-${view.theme}`), 'fill-opacity': 0.9 },
      },
    },
    {
      below: 'a-finding',
      layer: {
        id: 'finding-line',
        type: 'line',
        source: 'findings',
        layout: { 'line-join': 'round' },
        paint: { 'line-color': byHatch((hatch) => rgb(colours[hatch])), 'line-width': 1.6 * view.scale },
      },
    },
  ];
}

function markLayers(view: MapView): Placed[] {
  const colours = ground(view.theme);
  const marks = MARK_COLOURS[view.theme];
  const some = (name: string): ExpressionSpecification => ['>', ['get', name], 0];
  const gravest: ExpressionSpecification = [
    'case',
    some('errors'),
    rgb(marks.error),
    some('warnings'),
    rgb(marks.warning),
    some('notes'),
    rgb(marks.info),
    rgb(marks.accepted),
  ];
  return [
    {
      below: 'a-select',
      layer: {
        id: 'finding-mark',
        type: 'symbol',
        source: 'finding-marks',
        filter: single,
        layout: {
          'icon-image': ['concat', 'mark-', ['get', 'mark'], `-${view.theme}`],
          'icon-size': view.scale,
          'icon-allow-overlap': true,
          'icon-ignore-placement': true,
        },
      },
    },
    {
      below: 'a-select',
      layer: {
        id: 'finding-cluster',
        type: 'circle',
        source: 'finding-marks',
        filter: several,
        paint: {
          'circle-color': colours.halo,
          'circle-radius': ['step', ['get', 'point_count'], 11 * view.scale, 100, 15 * view.scale],
          'circle-stroke-color': gravest,
          'circle-stroke-width': 3 * view.scale,
        },
      },
    },
    {
      below: 'a-select',
      layer: {
        id: 'finding-count',
        type: 'symbol',
        source: 'finding-marks',
        filter: several,
        layout: {
          'text-field': ['get', 'point_count_abbreviated'],
          'text-font': BOLD,
          'text-size': 12 * view.scale,
          'text-allow-overlap': true,
          'text-ignore-placement': true,
        },
        paint: { 'text-color': colours.ink },
      },
    },
  ];
}

function chosenLayers(view: MapView): Placed[] {
  const colours = ground(view.theme);
  const line = (id: string, colour: string, width: number): Placed => ({
    below: 'a-select',
    layer: {
      id,
      type: 'line',
      source: 'finding-chosen',
      filter: ['!', isPoint],
      layout: { 'line-join': 'round' },
      paint: { 'line-color': colour, 'line-width': width * view.scale },
    },
  });
  return [
    line('finding-chosen-edge', colours.halo, 6),
    line('finding-chosen-line', colours.ink, 2.6),
    {
      below: 'a-draw',
      layer: {
        id: 'finding-chosen-ring',
        type: 'circle',
        source: 'finding-chosen',
        filter: isPoint,
        paint: {
          'circle-radius': 17 * view.scale,
          'circle-opacity': 0,
          'circle-stroke-color': colours.ink,
          'circle-stroke-width': 2.4 * view.scale,
        },
      },
    },
  ];
}

export const findingLayers = (view: MapView): Placed[] => [
  ...checkedLayers(view),
  ...shapeLayers(view),
  ...chosenLayers(view),
  ...repairLayers(view),
  ...markLayers(view),
];
