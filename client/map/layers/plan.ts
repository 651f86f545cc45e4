/**
 * A plan on the map: its cells filled by the grid they are in, the borders that follow from that, names with households. What
 * changes while somebody draws is told by feature-state; see plan-paint.ts for the names of the states.
 */
import type { ExpressionSpecification, GeoJSONSourceSpecification } from 'maplibre-gl';
import { BOLD, REGULAR } from '../fonts.ts';
import type { Placed } from '../layer-order.ts';
import { FAR_CAP, FAR_JOIN } from '../line-ends.ts';
import { BAND_COLOURS, GRID_COLOURS, ground } from '../palette.ts';
import { BUFFER } from '../sources.ts';
import type { MapView } from '../view.ts';
import { wash } from './grids.ts';
import { FAR_SOURCE, FAR_ZOOM } from './plan-far.ts';
import { planMarkLayers } from './plan-mark-layers.ts';
import { NAMES_FROM } from './plan-names.ts';
import { ARC_CODE, BAND_CODES, NO_COLOUR } from './plan-paint.ts';

const EMPTY = { type: 'FeatureCollection' as const, features: [] };

/** Cells are not simplified: neighbours, simplified apart, would leave slits of the ground between them. */
export const PLAN_SOURCES: Readonly<Record<string, GeoJSONSourceSpecification>> = {
  'plan-cells': { type: 'geojson', data: EMPTY, tolerance: 0, buffer: BUFFER },
  'plan-arcs': { type: 'geojson', data: EMPTY, tolerance: 0.2, buffer: BUFFER },
  ...FAR_SOURCE,
  'plan-names': { type: 'geojson', data: EMPTY },
  'plan-marks': { type: 'geojson', data: EMPTY, tolerance: 0 },
  'plan-veil': { type: 'geojson', data: EMPTY, tolerance: 0.2, buffer: BUFFER },
};

export const state = (name: string, otherwise: number | boolean = 0): ExpressionSpecification => [
  'coalesce',
  ['feature-state', name],
  ['get', name],
  otherwise,
];
const is = (name: string): ExpressionSpecification => ['boolean', ['feature-state', name], ['get', name], false];

/** Where nothing is painted yet the ground shows. */
const UNPAINTED = -1;
const matched = (of: ExpressionSpecification, colours: readonly string[], otherwise: string): ExpressionSpecification =>
  ['match', of, ...colours.flatMap((colour, i) => [i, colour]), otherwise] as unknown as ExpressionSpecification;

const times = (factor: ExpressionSpecification | number, of: ExpressionSpecification): ExpressionSpecification => {
  // zoom may stand in the outermost interpolation only
  const [name, kind, input, ...stops] = of as unknown as [string, unknown, unknown, ...number[]];
  const scaled = stops.map((value, i) => (i % 2 === 0 ? value : ['*', value, factor]));
  return [name, kind, input, ...scaled] as unknown as ExpressionSpecification;
};

/** What is painted: the cells, or the grids that a vast plan makes of them, as long as the map is far away. */
interface Painted {
  readonly id: 'plan' | 'plan-far';
  readonly source: 'plan-cells' | 'plan-far';
  readonly range: { readonly minzoom?: number; readonly maxzoom?: number };
}
const CELLS: Painted = { id: 'plan', source: 'plan-cells', range: {} };
const CELLS_NEAR: Painted = { ...CELLS, range: { minzoom: FAR_ZOOM } };
/** Without the grids from afar nothing is to be seen of them, and nothing of their source is read. */
const hidden = (placed: Placed[]): Placed[] =>
  placed.map((one) => ({
    ...one,
    layer: { ...one.layer, layout: { ...one.layer.layout, visibility: 'none' } } as Placed['layer'],
  }));
const GRIDS_FAR: Painted = { id: 'plan-far', source: 'plan-far', range: { maxzoom: FAR_ZOOM } };

function fillLayers(view: MapView, { id, source, range }: Painted, { locked, unassigned }: PlanOnMap): Placed[] {
  const colours = ground(view.theme);
  const visibility = view.shown.grids ? ('visible' as const) : ('none' as const);
  const inBands = view.mode === 'band';
  const byColour = matched(state('c', UNPAINTED), [...GRID_COLOURS, colours.inkSoft], colours.paper);
  const byBand: ExpressionSpecification = [
    'case',
    ['==', state('c', UNPAINTED), NO_COLOUR],
    colours.inkSoft,
    matched(
      state('b'),
      BAND_CODES.map((word) => BAND_COLOURS[word]),
      BAND_COLOURS.none,
    ),
  ];
  const strength: ExpressionSpecification = [
    'case',
    ['==', state('c', UNPAINTED), UNPAINTED],
    0,
    ['==', state('c', UNPAINTED), NO_COLOUR],
    0.25,
    is('f'),
    0.4,
    1,
  ];
  const hatch = (name: string, image: string, when: ExpressionSpecification, opacity: number, isOn = true): Placed => ({
    below: 'a-hatch',
    layer: {
      id: `${id}-${name}`,
      type: 'fill',
      source,
      ...range,
      layout: { visibility: isOn ? visibility : 'none' },
      paint: {
        'fill-pattern': `${image}-${view.theme}`,
        'fill-opacity': ['case', when, opacity, 0],
        'fill-antialias': false,
      },
    },
  });
  const inBand = (word: (typeof BAND_CODES)[number]): ExpressionSpecification => [
    '==',
    state('b'),
    BAND_CODES.indexOf(word),
  ];
  return [
    {
      below: 'a-fill',
      layer: {
        id: `${id}-fill`,
        type: 'fill',
        source,
        ...range,
        layout: { visibility },
        paint: {
          'fill-color': view.mode === 'band' ? byBand : byColour,
          'fill-opacity': times(strength, wash(view)),
          'fill-antialias': false,
        },
      },
    },
    ...(source === 'plan-cells' ? [handLayer(view, range)] : []),
    hatch('hatch-under', 'hatch-under', inBand('under'), 0.55 * view.opacity, inBands),
    hatch('hatch-over', 'hatch-over', inBand('over'), 0.55 * view.opacity, inBands),
    hatch('hatch-locked', 'plan-locked', is('l'), 0.6, locked),
    hatch('hatch-unassigned', 'plan-unassigned', ['==', state('c', UNPAINTED), NO_COLOUR], 0.75, unassigned),
  ];
}

/** In hand: the colour of the grid it goes to; pointed at: lighter. Of cells only. */
function handLayer(view: MapView, range: Painted['range']): Placed {
  const colours = ground(view.theme);
  return {
    below: 'a-fill',
    layer: {
      id: 'plan-hand',
      type: 'fill',
      source: 'plan-cells',
      ...range,
      paint: {
        'fill-color': matched(state('t', UNPAINTED), [...GRID_COLOURS, colours.paper], colours.halo),
        'fill-opacity': [
          'case',
          ['>=', state('t', UNPAINTED), 0],
          0.85,
          is('h'),
          view.theme === 'dark' ? 0.22 : 0.45,
          0,
        ],
        'fill-antialias': false,
      },
    },
  };
}

/**
 * What there is of the plan to draw. Layers that nothing is in are left out, lines by a constant opacity of 0: by feature-state alone
 * every cell and border of a county would be drawn, unseen, once for each of them.
 */
export interface PlanOnMap {
  readonly touched: boolean;
  readonly chosen: boolean;
  readonly ghost: boolean;
  /** Some grid is. */
  readonly locked: boolean;
  /** Some cell is in no grid. */
  readonly unassigned: boolean;
  /** It has so many cells that from afar its grids stand for them. */
  readonly vast: boolean;
}
const onOrOff = (isOn: boolean) => ({ 'line-opacity': isOn ? 1 : 0, 'line-opacity-transition': { duration: 0 } });
export const NOTHING: PlanOnMap = {
  ...{ touched: false, chosen: false, ghost: false },
  ...{ locked: false, unassigned: false, vast: false },
};

function lineLayers(view: MapView, hand: PlanOnMap): Placed[] {
  const colours = ground(view.theme);
  const visibility = view.shown.grids ? ('visible' as const) : ('none' as const);
  const s = view.scale;
  const near = hand.vast ? { minzoom: FAR_ZOOM } : {};
  const isBorder: ExpressionSpecification = ['==', state('e'), ARC_CODE.border];
  const isMicro: ExpressionSpecification = ['==', state('e'), ARC_CODE.micro];
  const width = (when: ExpressionSpecification, far: number, near: number): ExpressionSpecification => [
    'interpolate',
    ['linear'],
    ['zoom'],
    12,
    ['case', when, far * s, 0],
    17,
    ['case', when, near * s, 0],
  ];
  const line = (
    id: string,
    below: Placed['below'],
    colour: string,
    wide: ExpressionSpecification,
    isOn = true,
    from: { readonly source: string; readonly minzoom?: number; readonly maxzoom?: number } = {
      source: 'plan-arcs',
      ...near,
    },
  ): Placed => ({
    below,
    layer: {
      id,
      type: 'line',
      ...from,
      layout: { visibility, 'line-join': FAR_JOIN, 'line-cap': FAR_CAP },
      paint: { 'line-color': colour, 'line-width': wide, ...onOrOff(isOn) },
    },
  });
  const far = { source: 'plan-far', maxzoom: FAR_ZOOM };
  const ofGrids = [
    line('plan-far-line', 'a-line', colours.gridLine, width(['boolean', true], 1, 2.6), true, far),
    line('plan-far-touched', 'a-select', colours.ink, width(is('p'), 2, 2.2), hand.touched, far),
    line('plan-far-chosen', 'a-select', colours.accent, width(is('s'), 2.8, 3.6), hand.chosen, far),
  ];
  return [
    ...(hand.vast ? ofGrids : hidden(ofGrids)),
    {
      below: 'a-line',
      layer: {
        id: 'plan-cell-line',
        type: 'line',
        source: 'plan-arcs',
        minzoom: 15,
        layout: { visibility, 'line-join': 'round' },
        paint: {
          'line-color': colours.gridLine,
          'line-width': 0.7 * s,
          'line-opacity': ['interpolate', ['linear'], ['zoom'], 15, 0, 16, 0.35, 18, 0.6],
        },
      },
    },
    {
      // as in the map in force: inside a grid, and never as heavy as a border
      below: 'a-line',
      layer: {
        id: 'plan-micro-line',
        type: 'line',
        source: 'plan-arcs',
        minzoom: 14.5,
        layout: { visibility },
        paint: {
          'line-color': colours.gridLine,
          'line-width': ['case', isMicro, 1.1 * s, 0],
          'line-dasharray': [1.5, 1.5],
          'line-opacity': 0.85,
        },
      },
    },
    line('plan-line', 'a-line', colours.gridLine, width(isBorder, 1, 2.6)),
    {
      below: 'a-line',
      layer: {
        id: 'plan-edge',
        type: 'line',
        source: 'plan-arcs',
        ...near,
        filter: ['get', 'outer'],
        layout: { 'line-join': FAR_JOIN, 'line-cap': FAR_CAP },
        paint: {
          'line-color': colours.areaLine,
          'line-width': ['interpolate', ['linear'], ['zoom'], 10, 1.2 * s, 16, 3 * s],
          'line-opacity': 0.85,
        },
      },
    },
    line('plan-touched-edge', 'a-select', colours.halo, width(is('h'), 4, 6), hand.touched),
    line('plan-touched', 'a-select', colours.ink, width(is('h'), 1.4, 2.2), hand.touched),
    line('plan-chosen-edge', 'a-select', colours.halo, width(is('s'), 5, 7.5), hand.chosen),
    line('plan-chosen', 'a-select', colours.accent, width(is('s'), 2.4, 3.6), hand.chosen),
    {
      below: 'a-select',
      layer: {
        id: 'plan-ghost-line',
        type: 'line',
        source: 'plan-arcs',
        ...near,
        layout: { 'line-join': FAR_JOIN },
        paint: {
          'line-color': colours.accent,
          'line-width': ['case', is('g'), 2.6 * s, 0],
          ...onOrOff(hand.ghost),
          'line-dasharray': [2, 1.4],
        },
      },
    },
  ];
}

/** Its number from afar; nearer with its households, then its name, then its code. */
function nameText(): ExpressionSpecification {
  const plain = { 'text-font': ['literal', REGULAR] } as const;
  const count = ['\n', {}, ['get', 'sign'], { 'font-scale': 0.72 }, ['concat', ' ', ['get', 'count']], {}] as const;
  const code = ['\n', {}, ['get', 'code'], { ...plain, 'font-scale': 0.75 }] as const;
  const short: ExpressionSpecification = ['get', 'short'];
  const name: ExpressionSpecification = ['get', 'name'];
  return [
    'step',
    ['zoom'],
    short,
    13.6,
    ['format', short, {}, ...count],
    15,
    ['format', name, {}, ...count],
    16.4,
    ['format', name, {}, ...count, ...code],
  ] as unknown as ExpressionSpecification;
}

function nameLayer(view: MapView): Placed {
  const colours = ground(view.theme);
  const s = view.scale;
  return {
    below: 'a-label',
    layer: {
      id: 'plan-name',
      type: 'symbol',
      source: 'plan-names',
      minzoom: NAMES_FROM,
      layout: {
        visibility: view.shown.grids && view.shown.names ? 'visible' : 'none',
        'text-field': nameText(),
        'text-font': BOLD,
        'text-size': ['interpolate', ['linear'], ['zoom'], 13, 10 * s, 15, 13 * s, 18, 17 * s],
        'text-line-height': 1.3,
        'text-max-width': 14,
        'text-padding': 2,
        'symbol-sort-key': ['-', 0, ['get', 'areaM2']],
      },
      paint: {
        'text-color': colours.ink,
        'text-halo-color': colours.halo,
        'text-halo-width': 1.7,
        'text-halo-blur': 0.3,
      },
    },
  };
}

export const planLayers = (view: MapView, on: PlanOnMap = NOTHING): Placed[] => [
  {
    below: 'a-fill',
    layer: {
      id: 'plan-veil',
      type: 'fill',
      source: 'plan-veil',
      paint: { 'fill-color': ground(view.theme).paper, 'fill-opacity': 0.72, 'fill-antialias': false },
    },
  },
  ...(on.vast ? fillLayers(view, GRIDS_FAR, on) : hidden(fillLayers(view, GRIDS_FAR, on))),
  ...fillLayers(view, on.vast ? CELLS_NEAR : CELLS, on),
  ...lineLayers(view, on),
  ...planMarkLayers(view),
  nameLayer(view),
];
