/**
 * Native layers of density: grids in five classes per 1,000 households, told by feature-state, grids without counted
 * households hatched, those with too few events dotted; and the marks of grids that stand out.
 */
import type { ExpressionSpecification, GeoJSONSourceSpecification } from 'maplibre-gl';
import type { DensityView } from '../../state/command/density/density-choice.ts';
import { BOLD } from '../fonts.ts';
import type { Placed } from '../layer-order.ts';
import { gridShapesOf, gridTarget, type LayerSource, ofCounty } from '../layer-source.ts';
import { ground } from '../palette.ts';
import type { MapView, TiledView } from '../view.ts';
import { css, ramp } from './events-ramp.ts';
import { WHOLE } from './grids.ts';

const EMPTY = { type: 'FeatureCollection' as const, features: [] };
export const DENSITY_SOURCES: Readonly<Record<string, GeoJSONSourceSpecification>> = {
  rates: { type: 'geojson', data: EMPTY, promoteId: 'code', tolerance: 0.2 },
  hotspots: { type: 'geojson', data: EMPTY },
};

/** Of feature-state `level`: 0…4 the classes, −1 none at all, −2 no households, −3 too few to show; nothing yet: −1. */
export const LEVELS = { none: -2, few: -3 } as const;
const level: ExpressionSpecification = ['number', ['feature-state', 'level'], -1];
const whenLevel = (wanted: number, opacity: number): ExpressionSpecification => [
  'case',
  ['==', level, wanted],
  opacity,
  0,
];

/** Of tiles: the grids of the area; else the source holds no others. */
function ratesOf(view: MapView, area: string): LayerSource & { filter?: ExpressionSpecification } {
  if (view.tiles === null) return { source: 'rates' };
  const inArea: ExpressionSpecification = ['==', ['slice', ['get', 'code'], 0, area.length], area];
  return { ...gridShapesOf(view), filter: ofCounty(view, ['all', WHOLE, inArea]) };
}

/** What carries the level of each grid. */
export const rateTarget = (tiles: TiledView | null): { source: string; sourceLayer?: string } =>
  tiles === null ? { source: 'rates' } : gridTarget(tiles);

/**
 * `area`: whose grids are compared, by the beginning of their codes. Fills are shown in the view of rates alone: by feature-state they
 * would be drawn, unseen, under every other.
 */
export function densityLayers(view: MapView, area: string, shown: DensityView | null): Placed[] {
  const inRates = { visibility: shown === 'rate' ? ('visible' as const) : ('none' as const) };
  const from = ratesOf(view, area);
  const colours = ground(view.theme);
  const [first, ...others] = ramp(view.theme).map(css);
  return [
    {
      below: 'a-hatch',
      layer: {
        id: 'rate-fill',
        type: 'fill',
        ...from,
        layout: inRates,
        paint: {
          'fill-color': [
            'step',
            level,
            first,
            ...others.flatMap((colour, n) => [n + 1, colour]),
          ] as unknown as ExpressionSpecification,
          'fill-opacity': ['case', ['>=', level, 0], Math.min(0.9, 0.35 + view.opacity * 0.9), 0],
          'fill-antialias': false,
        },
      },
    },
    {
      below: 'a-heat',
      layer: {
        id: 'rate-uncounted',
        type: 'fill',
        ...from,
        layout: inRates,
        paint: { 'fill-pattern': `hatch-over-${view.theme}`, 'fill-opacity': whenLevel(LEVELS.none, 0.55) },
      },
    },
    {
      below: 'a-heat',
      layer: {
        id: 'rate-few',
        type: 'fill',
        ...from,
        layout: inRates,
        paint: { 'fill-pattern': `hatch-under-${view.theme}`, 'fill-opacity': whenLevel(LEVELS.few, 0.45) },
      },
    },
    {
      below: 'a-line',
      layer: {
        id: 'rate-line',
        type: 'line',
        ...from,
        layout: { 'line-join': 'round' },
        paint: {
          'line-color': colours.gridLine,
          'line-opacity': 0.7,
          'line-width': ['interpolate', ['linear'], ['zoom'], 11, 0.4 * view.scale, 15, 1.1 * view.scale],
        },
      },
    },
    {
      below: 'a-select',
      layer: {
        id: 'rate-chosen',
        type: 'line',
        ...gridShapesOf(view),
        layout: { visibility: view.chosen ? 'visible' : 'none', 'line-join': 'round' },
        paint: {
          'line-color': colours.ink,
          'line-width': 3.5 * view.scale,
          'line-opacity': ['case', ['boolean', ['feature-state', 'selected'], false], 1, 0],
        },
      },
    },
    ...hotspotLayers(view),
  ];
}

function hotspotLayers(view: MapView): Placed[] {
  const colours = ground(view.theme);
  return [
    {
      below: 'a-select',
      layer: {
        id: 'hotspot-ring',
        type: 'circle',
        source: 'hotspots',
        paint: {
          'circle-radius': 17 * view.scale,
          'circle-color': colours.halo,
          'circle-opacity': 0.92,
          'circle-stroke-color': colours.accent,
          'circle-stroke-width': 3.5 * view.scale,
        },
      },
    },
    {
      below: 'a-select',
      layer: {
        id: 'hotspot-count',
        type: 'symbol',
        source: 'hotspots',
        layout: {
          'text-field': ['concat', '▲', ['to-string', ['get', 'count']]],
          'text-font': BOLD,
          'text-size': 13 * view.scale,
          'text-allow-overlap': true,
          'text-ignore-placement': true,
        },
        paint: { 'text-color': colours.ink },
      },
    },
  ];
}
