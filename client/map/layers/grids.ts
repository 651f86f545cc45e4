/**
 * Grids: filled by colour number, outlined, named. Micro grids are drawn inside their grid as a dotted line. Pointed at
 * and chosen grids are told by feature-state (`hover`, `selected`).
 */
import type { ExpressionSpecification } from 'maplibre-gl';
import { BOLD, REGULAR } from '../fonts.ts';
import type { Placed } from '../layer-order.ts';
import { chosenGridOf, gridNamesOf, gridShapesOf, ofCounty } from '../layer-source.ts';
import { GRID_COLOURS, ground } from '../palette.ts';
import type { MapView } from '../view.ts';
import { BAND_SIGN, SHORT_CODE } from './tile-words.ts';

export const WHOLE: ExpressionSpecification = ['!=', ['get', 'kind'], 'micro'];
export const MICRO: ExpressionSpecification = ['==', ['get', 'kind'], 'micro'];
const state = (name: string): ExpressionSpecification => ['boolean', ['feature-state', name], false];

/** Fill opacity by zoom: full at a distance, a wash when buildings show through. */
export function wash(view: MapView): ExpressionSpecification {
  const full = ground(view.theme).fillOpacity * view.opacity;
  return ['interpolate', ['linear'], ['zoom'], 13.5, full, 16.5, full * 0.55];
}

/**
 * What is written on a grid: nearer, more. By colour number: its number, its name, name and code. Against the band: the
 * households with their sign, and from the middle distance on the name above them.
 */
function gridText({ mode, tiles }: MapView): ExpressionSpecification {
  const short: ExpressionSpecification = tiles === null ? ['get', 'short'] : SHORT_CODE;
  const sign: ExpressionSpecification = tiles === null ? ['get', 'sign'] : BAND_SIGN;
  const name: ExpressionSpecification = ['get', 'name'];
  const under = (what: ExpressionSpecification, size: number): ExpressionSpecification => [
    'format',
    name,
    {},
    '\n',
    {},
    what,
    { 'font-scale': size, 'text-font': ['literal', REGULAR] },
  ];
  if (mode === 'neighbours') {
    return ['step', ['zoom'], short, 14.2, name, 15.2, under(['get', 'code'], 0.78)];
  }
  const count: ExpressionSpecification = [
    'case',
    ['==', ['get', 'bandResult'], 'none'],
    '',
    ['concat', sign, ['to-string', ['get', 'households']]],
  ];
  return ['step', ['zoom'], count, 14.6, under(count, 1)];
}

export function gridLayers(view: MapView): Placed[] {
  const colours = ground(view.theme);
  const when = (isOn: boolean) => (isOn && !view.covered ? ('visible' as const) : ('none' as const));
  const on = when(view.shown.grids);
  const fill = when(view.shown.grids && view.mode === 'neighbours');
  const names = when(view.shown.grids && view.shown.names);
  const micro = when(view.shown.grids && view.shown.micro);
  const chosen = when(view.tiles === null || view.chosen);
  const onlyChosen = (value: number): number | ExpressionSpecification =>
    view.tiles === null ? value : ['case', state('selected'), value, 0];
  const s = view.scale;
  return [
    {
      below: 'a-fill',
      layer: {
        id: 'grid-fill',
        type: 'fill',
        ...gridShapesOf(view),
        filter: ofCounty(view, WHOLE),
        layout: { visibility: fill },
        paint: {
          'fill-color': [
            'match',
            ['get', 'colour'],
            ...GRID_COLOURS.slice(1).flatMap((colour, index) => [index + 1, colour]),
            GRID_COLOURS[0],
          ] as unknown as ExpressionSpecification,
          'fill-opacity': wash(view),
          'fill-antialias': false,
        },
      },
    },
    {
      below: 'a-fill',
      layer: {
        id: 'grid-touch',
        type: 'fill',
        ...gridShapesOf(view),
        filter: ofCounty(view, WHOLE),
        layout: { visibility: on },
        paint: {
          'fill-color': colours.halo,
          'fill-opacity': ['case', state('hover'), view.theme === 'dark' ? 0.16 : 0.38, 0],
          'fill-antialias': false,
        },
      },
    },
    {
      below: 'a-line',
      layer: {
        id: 'grid-line',
        type: 'line',
        ...gridShapesOf(view),
        filter: ofCounty(view, WHOLE),
        minzoom: 11,
        layout: { visibility: on },
        paint: {
          'line-color': colours.gridLine,
          'line-opacity': ['interpolate', ['linear'], ['zoom'], 11, 0.35, 13.5, 0.8],
          'line-width': ['interpolate', ['linear'], ['zoom'], 11, 0.4 * s, 14, 0.9 * s, 17, 1.8 * s],
        },
      },
    },
    {
      below: 'a-line',
      layer: {
        id: 'micro-line',
        type: 'line',
        ...gridShapesOf(view),
        filter: ofCounty(view, MICRO),
        minzoom: 14.5,
        layout: { visibility: micro },
        paint: {
          'line-color': colours.gridLine,
          'line-width': 1.1 * s,
          'line-dasharray': [1.5, 1.5],
          'line-opacity': 0.85,
        },
      },
    },
    {
      below: 'a-label',
      layer: {
        id: 'grid-name',
        type: 'symbol',
        ...gridNamesOf(view),
        filter: ofCounty(view, WHOLE),
        minzoom: 13,
        layout: {
          visibility: names,
          'text-field': gridText(view),
          'text-font': BOLD,
          'text-size': ['interpolate', ['linear'], ['zoom'], 13, 10 * s, 15, 13 * s, 17, 16 * s],
          'text-line-height': 1.35,
          'text-max-width': 14,
          'text-padding': 3,
          'symbol-sort-key': ['-', 0, ['get', 'areaM2']],
        },
        paint: {
          'text-color': colours.ink,
          'text-halo-color': colours.halo,
          'text-halo-width': 1.5,
          'text-halo-blur': 0.3,
        },
      },
    },
    {
      below: 'a-label',
      layer: {
        id: 'micro-name',
        type: 'symbol',
        ...gridNamesOf(view),
        filter: ofCounty(view, MICRO),
        minzoom: 16,
        layout: {
          visibility: view.shown.names ? micro : 'none',
          'text-field': ['get', 'name'],
          'text-font': REGULAR,
          'text-size': 11 * s,
        },
        paint: { 'text-color': colours.inkSoft, 'text-halo-color': colours.halo, 'text-halo-width': 1.2 },
      },
    },
    {
      below: 'a-select',
      layer: {
        id: 'grid-chosen-edge',
        type: 'line',
        ...chosenGridOf(view),
        layout: { visibility: chosen, 'line-join': 'round' },
        paint: {
          'line-color': colours.halo,
          'line-width': onlyChosen(6.5 * s),
          'line-opacity': onlyChosen(0.95),
        },
      },
    },
    {
      below: 'a-select',
      layer: {
        id: 'grid-chosen',
        type: 'line',
        ...chosenGridOf(view),
        layout: { visibility: chosen, 'line-join': 'round' },
        paint: {
          'line-color': colours.accent,
          'line-width': onlyChosen(3.2 * s),
          'line-opacity': onlyChosen(1),
        },
      },
    },
  ];
}
