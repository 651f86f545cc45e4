/**
 * Zones on the map: a wash and a hatch of its own per kind within a strong border, and a label that says kind, name and end.
 * What is being drawn has corners and a broken border. None is told by colour alone.
 */
import type { ExpressionSpecification, GeoJSONSourceSpecification } from 'maplibre-gl';
import type { ZoneKind } from '../../../server/contract/emergencies.ts';
import type { Images } from '../draw-images.ts';
import { BOLD } from '../fonts.ts';
import type { Placed } from '../layer-order.ts';
import { ground } from '../palette.ts';
import { dotted, drawTile, type Pattern, slanted } from '../patterns.ts';
import type { MapView } from '../view.ts';

type Rgb = readonly [number, number, number];
type Theme = MapView['theme'];

/** At least 4.5 : 1 against paper and the dark ground. */
export const ZONE_COLOURS: Record<Theme, Record<ZoneKind, Rgb>> = {
  light: { cordon: [168, 24, 30], shelter: [14, 104, 62], checkpoint: [24, 78, 150] },
  dark: { cordon: [255, 138, 128], shelter: [122, 214, 158], checkpoint: [140, 190, 255] },
};
const KINDS: readonly ZoneKind[] = ['cordon', 'shelter', 'checkpoint'];

const crossed = (x: number, y: number): number => (x % 8 < 1.5 || y % 8 < 1.5 ? 1 : 0);
/** Cordons slanted lines, shelters dots, checkpoints squares. */
const INKED: Record<ZoneKind, (x: number, y: number) => number> = {
  cordon: slanted,
  shelter: dotted,
  checkpoint: crossed,
};

export const ZONE_IMAGES: Images = Object.fromEntries(
  (['light', 'dark'] as const).flatMap((theme) =>
    KINDS.map((kind): [string, () => Pattern] => [
      `zone-${kind}-${theme}`,
      () => drawTile(ZONE_COLOURS[theme][kind], INKED[kind]),
    ]),
  ),
);

const EMPTY = { type: 'FeatureCollection' as const, features: [] };
export const ZONE_SOURCES: Readonly<Record<string, GeoJSONSourceSpecification>> = {
  zones: { type: 'geojson', data: EMPTY, tolerance: 0.2 },
  'zone-labels': { type: 'geojson', data: EMPTY },
  'zone-draft': { type: 'geojson', data: EMPTY },
};

const rgb = (colour: Rgb): string => `rgb(${colour.join(', ')})`;
const byKind = (theme: Theme): ExpressionSpecification => {
  const { cordon, shelter, checkpoint } = ZONE_COLOURS[theme];
  return ['match', ['get', 'kind'], 'cordon', rgb(cordon), 'shelter', rgb(shelter), rgb(checkpoint)];
};
const isChosen: ExpressionSpecification = ['==', ['get', 'chosen'], 1];
const hasRole = (role: string): ExpressionSpecification => ['==', ['get', 'role'], role];

function zoneAreas(view: MapView): Placed[] {
  const colour = byKind(view.theme);
  return [
    {
      below: 'a-hatch',
      layer: {
        id: 'zone-wash',
        type: 'fill',
        source: 'zones',
        paint: { 'fill-color': colour, 'fill-opacity': ['case', isChosen, 0.26, 0.15] },
      },
    },
    {
      below: 'a-hatch',
      layer: {
        id: 'zone-hatch',
        type: 'fill',
        source: 'zones',
        paint: {
          'fill-pattern': ['concat', 'zone-', ['get', 'kind'], `-${view.theme}`],
          'fill-opacity': ['case', isChosen, 0.6, 0.4],
        },
      },
    },
    {
      below: 'a-finding',
      layer: {
        id: 'zone-casing',
        type: 'line',
        source: 'zones',
        layout: { 'line-join': 'round' },
        paint: {
          'line-color': ground(view.theme).halo,
          'line-width': ['case', isChosen, 9 * view.scale, 6 * view.scale],
          'line-opacity': 0.85,
        },
      },
    },
    {
      below: 'a-finding',
      layer: {
        id: 'zone-border',
        type: 'line',
        source: 'zones',
        layout: { 'line-join': 'round' },
        paint: { 'line-color': colour, 'line-width': ['case', isChosen, 4.5 * view.scale, 2.8 * view.scale] },
      },
    },
  ];
}

const zoneLabels = (view: MapView): Placed => ({
  below: 'a-select',
  layer: {
    id: 'zone-label',
    type: 'symbol',
    source: 'zone-labels',
    layout: {
      'text-field': ['get', 'label'],
      'text-font': BOLD,
      'text-size': 13 * view.scale,
      'text-line-height': 1.3,
      'text-max-width': 14,
      'text-padding': 4,
      // labels of zones that lie on each other give way instead of hiding
      'text-variable-anchor': ['center', 'top', 'bottom', 'left', 'right'],
      'text-radial-offset': 1.6,
      'symbol-sort-key': ['case', isChosen, 0, 1],
    },
    paint: {
      'text-color': byKind(view.theme),
      'text-halo-color': ground(view.theme).halo,
      'text-halo-width': 2.2 * view.scale,
    },
  },
});

function draftLayers(view: MapView): Placed[] {
  const colour = byKind(view.theme);
  const { halo } = ground(view.theme);
  return [
    {
      below: 'a-draw',
      layer: {
        id: 'zone-draft-wash',
        type: 'fill',
        source: 'zone-draft',
        filter: hasRole('area'),
        paint: { 'fill-color': colour, 'fill-opacity': 0.22 },
      },
    },
    {
      below: 'a-draw',
      layer: {
        id: 'zone-draft-border',
        type: 'line',
        source: 'zone-draft',
        filter: ['!=', ['get', 'role'], 'corner'],
        layout: { 'line-join': 'round', 'line-cap': 'round' },
        paint: { 'line-color': colour, 'line-width': 3 * view.scale, 'line-dasharray': [2, 1.6] },
      },
    },
    {
      below: 'a-draw',
      layer: {
        id: 'zone-draft-corner',
        type: 'circle',
        source: 'zone-draft',
        filter: hasRole('corner'),
        paint: {
          'circle-radius': 5.5 * view.scale,
          'circle-color': halo,
          'circle-stroke-color': colour,
          'circle-stroke-width': 2.5 * view.scale,
        },
      },
    },
  ];
}

export const zoneLayers = (view: MapView): Placed[] => [...zoneAreas(view), zoneLabels(view), ...draftLayers(view)];
