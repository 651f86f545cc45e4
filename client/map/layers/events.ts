/**
 * Events on the map: a sign each, with the letter of its kind and a badge when it is late; signs that would lie on each other
 * are one disc with their number. New ones have a wide ring for a while that stands still; the chosen one a strong one.
 */
import type { ExpressionSpecification, GeoJSONSourceSpecification } from 'maplibre-gl';
import { BOLD } from '../fonts.ts';
import type { Anchor, Placed } from '../layer-order.ts';
import { ground } from '../palette.ts';
import type { MapView } from '../view.ts';
import { BADGE_COLOURS, GRADE_COLOURS, PAPER } from './events-images.ts';

const EMPTY = { type: 'FeatureCollection' as const, features: [] };
const rgb = (colour: readonly [number, number, number]): string => `rgb(${colour.join(', ')})`;

/** Clusters hold on to the nearest zoom, so that events at the very same place are counted as well. */
export const LAST_CLUSTER_ZOOM = 19;

export const EVENT_SOURCES: Readonly<Record<string, GeoJSONSourceSpecification>> = {
  events: {
    type: 'geojson',
    data: EMPTY,
    promoteId: 'id',
    cluster: true,
    clusterRadius: 30,
    clusterMaxZoom: LAST_CLUSTER_ZOOM,
    maxzoom: LAST_CLUSTER_ZOOM + 1,
    clusterProperties: {
      overdue: ['+', ['get', 'overdue']],
      fresh: ['+', ['get', 'isNew']],
      gravest: ['max', ['case', ['==', ['get', 'grade'], 'major'], 1, 0]],
    },
  },
  'event-chosen': { type: 'geojson', data: EMPTY },
  'event-placed': { type: 'geojson', data: EMPTY },
};

/** Of the images as they are drawn. */
const SIZE = 1.15;

const single: ExpressionSpecification = ['!', ['has', 'point_count']];
const several: ExpressionSpecification = ['has', 'point_count'];
const all = (...parts: ExpressionSpecification[]): ExpressionSpecification => ['all', ...parts];

function newLayers(view: MapView): Placed[] {
  const { accent } = ground(view.theme);
  const ring = (id: string, which: ExpressionSpecification, radius: number): Placed => ({
    below: 'a-select',
    layer: {
      id,
      type: 'circle',
      source: 'events',
      filter: which,
      paint: {
        'circle-radius': radius * view.scale,
        'circle-color': accent,
        'circle-opacity': 0.16,
        'circle-stroke-color': accent,
        'circle-stroke-width': 2 * view.scale,
      },
    },
  });
  return [
    ring('event-new', all(single, ['==', ['get', 'isNew'], 1]), 22),
    ring('event-cluster-new', all(several, ['>', ['get', 'fresh'], 0]), 25),
  ];
}

/** The sign with its letter and badge, of one source. */
function signLayers(
  view: MapView,
  { id, source, below, which }: { id: string; source: string; below: Anchor; which: ExpressionSpecification },
): Placed[] {
  const grade = GRADE_COLOURS[view.theme];
  const isTriangle: ExpressionSpecification = ['==', ['get', 'shape'], 'triangle'];
  return [
    {
      below,
      layer: {
        id: `${id}-sign`,
        type: 'symbol',
        source,
        filter: which,
        layout: {
          'icon-image': ['concat', 'event-', ['get', 'shape'], '-', ['get', 'grade'], `-${view.theme}`],
          'icon-size': SIZE * view.scale,
          'icon-allow-overlap': true,
          'icon-ignore-placement': true,
          'symbol-sort-key': ['get', 'sort'],
          'text-field': ['get', 'letter'],
          'text-font': BOLD,
          'text-size': ['case', isTriangle, 10.5 * view.scale, 12.5 * view.scale],
          'text-offset': ['case', isTriangle, ['literal', [0, 0.12]], ['literal', [0, 0]]],
          'text-allow-overlap': true,
          'text-ignore-placement': true,
          'text-optional': true,
        },
        paint: {
          'text-color': ['case', ['==', ['get', 'grade'], 'simple'], rgb(grade.simple), rgb(PAPER[view.theme])],
          'icon-opacity': ['case', ['==', ['get', 'ended'], 1], 0.55, 1],
        },
      },
    },
    {
      below,
      layer: {
        id: `${id}-badge`,
        type: 'symbol',
        source,
        filter: all(which, ['!=', ['get', 'badge'], '']),
        layout: {
          'icon-image': ['concat', 'badge-', ['get', 'badge'], `-${view.theme}`],
          'icon-size': SIZE * view.scale,
          'icon-offset': [11, -11],
          'icon-allow-overlap': true,
          'icon-ignore-placement': true,
          'symbol-sort-key': ['get', 'sort'],
        },
      },
    },
  ];
}

function clusterLayers(view: MapView): Placed[] {
  const colours = ground(view.theme);
  const late: ExpressionSpecification = ['>', ['get', 'overdue'], 0];
  return [
    {
      below: 'a-select',
      layer: {
        id: 'event-cluster',
        type: 'circle',
        source: 'events',
        filter: several,
        layout: { 'circle-sort-key': ['get', 'overdue'] },
        paint: {
          'circle-color': colours.halo,
          'circle-radius': ['step', ['get', 'point_count'], 13 * view.scale, 20, 16 * view.scale, 100, 20 * view.scale],
          'circle-stroke-color': [
            'case',
            late,
            rgb(BADGE_COLOURS[view.theme].overdue),
            ['==', ['get', 'gravest'], 1],
            rgb(GRADE_COLOURS[view.theme].major),
            rgb(GRADE_COLOURS[view.theme].ordinary),
          ],
          'circle-stroke-width': ['case', late, 4 * view.scale, 2.5 * view.scale],
        },
      },
    },
    {
      below: 'a-select',
      layer: {
        id: 'event-cluster-count',
        type: 'symbol',
        source: 'events',
        filter: several,
        layout: {
          'text-field': ['get', 'point_count_abbreviated'],
          'text-font': BOLD,
          'text-size': 12.5 * view.scale,
          'text-allow-overlap': true,
          'text-ignore-placement': true,
        },
        paint: { 'text-color': colours.ink },
      },
    },
    {
      below: 'a-select',
      layer: {
        id: 'event-cluster-badge',
        type: 'symbol',
        source: 'events',
        filter: all(several, late),
        layout: {
          'icon-image': `badge-overdue-${view.theme}`,
          'icon-size': view.scale,
          'icon-offset': [13, -13],
          'icon-allow-overlap': true,
          'icon-ignore-placement': true,
        },
      },
    },
  ];
}

function handLayers(view: MapView): Placed[] {
  const colours = ground(view.theme);
  return [
    {
      below: 'a-draw',
      layer: {
        id: 'event-ring',
        type: 'circle',
        source: 'event-chosen',
        paint: {
          'circle-radius': ['case', ['==', ['get', 'role'], 'chosen'], 23 * view.scale, 20 * view.scale],
          'circle-color': colours.halo,
          'circle-opacity': ['case', ['==', ['get', 'role'], 'chosen'], 0.75, 0],
          'circle-stroke-color': colours.ink,
          'circle-stroke-width': ['case', ['==', ['get', 'role'], 'chosen'], 3 * view.scale, 1.6 * view.scale],
        },
      },
    },
    {
      below: 'a-draw',
      layer: {
        id: 'event-placed-ring',
        type: 'circle',
        source: 'event-placed',
        paint: {
          'circle-radius': 14 * view.scale,
          'circle-color': colours.accent,
          'circle-opacity': 0.18,
          'circle-stroke-color': colours.accent,
          'circle-stroke-width': 2 * view.scale,
        },
      },
    },
    {
      below: 'a-draw',
      layer: {
        id: 'event-placed-dot',
        type: 'circle',
        source: 'event-placed',
        paint: {
          'circle-radius': 5 * view.scale,
          'circle-color': colours.accent,
          'circle-stroke-color': colours.halo,
          'circle-stroke-width': 2 * view.scale,
        },
      },
    },
  ];
}

export const eventLayers = (view: MapView): Placed[] => [
  ...newLayers(view),
  ...clusterLayers(view),
  ...signLayers(view, { id: 'event', source: 'events', below: 'a-select', which: single }),
  ...handLayers(view),
  ...signLayers(view, {
    id: 'event-chosen',
    source: 'event-chosen',
    below: 'a-draw',
    which: ['==', ['get', 'role'], 'chosen'],
  }),
];
