/**
 * A MapLibre style of the vector tiles, for QGIS and for maps of others: grids in their colours, borders, areas, buildings, names.
 * It has no glyphs: MapLibre of now and QGIS write with the fonts of the machine. Pure.
 */
import type { MapStyle } from '../contract/tiles.ts';
import { LAYER_SETS } from './layer-sets.ts';
import { GRID_COLOURS, INK } from './style-colours.ts';

type Layer = MapStyle['layers'][number];

const FONT = ['Noto Sans CJK SC Regular'];
const whole = ['!=', ['get', 'kind'], 'micro'];
const micro = ['==', ['get', 'kind'], 'micro'];
const byZoom = (...stops: number[]): unknown[] => ['interpolate', ['linear'], ['zoom'], ...stops];
const fillColour = [
  'match',
  ['get', 'colour'],
  ...GRID_COLOURS.slice(1).flatMap((colour, i) => [i + 1, colour]),
  GRID_COLOURS[0],
];

/** `labels` false: without names, for older map libraries, which ask for a server of glyphs. */
export function tileStyle(origin: string, labels: boolean): MapStyle {
  const sets = Object.values(LAYER_SETS).filter((set) => !set.private);
  return {
    version: 8,
    name: 'Gezhong 格中',
    sources: Object.fromEntries(sets.map(({ name }) => [name, { type: 'vector', url: `${origin}/tiles/${name}` }])),
    layers: [...shapes(), ...(labels ? names() : [])],
  };
}

function shapes(): Layer[] {
  return [
    { id: 'paper', type: 'background', paint: { 'background-color': INK.paper } },
    fill('grid-fill', 'grids', 'grids', { 'fill-color': fillColour, 'fill-opacity': INK.fillOpacity }, whole),
    fill('grid-tiny', 'grids', 'tiny', { 'fill-color': fillColour, 'fill-opacity': INK.fillOpacity }, whole),
    {
      ...fill('building', 'buildings', 'buildings', {
        'fill-color': INK.building,
        'fill-outline-color': INK.buildingEdge,
      }),
      minzoom: 15,
    },
    line('grid-line', 'grids', 'borders', INK.gridLine, byZoom(11, 0.4, 14, 0.9, 17, 1.8), whole),
    line('micro-line', 'grids', 'borders', INK.gridLine, byZoom(14, 0.5, 17, 1), micro, [1, 2]),
    border('community-line', 'community', byZoom(10, 1, 16, 1.6), [3, 2]),
    border('town-line', 'town', byZoom(10, 1.6, 16, 2.6), [6, 2, 1.5, 2]),
    border('county-line', 'county', byZoom(10, 2, 16, 3.4)),
  ];
}

function names(): Layer[] {
  return [
    name('grid-name', 'grids', 13.5, 24, 11, INK.ink, whole),
    name('community-name', 'areas', 12.5, 14.5, 12.5, INK.areaLine, ['==', ['get', 'level'], 'community']),
    name('town-name', 'areas', 10, 13.5, 15, INK.areaLine, ['==', ['get', 'level'], 'town']),
    name('county-name', 'areas', 5, 10, 16, INK.areaLine, ['==', ['get', 'level'], 'county']),
  ];
}

function fill(id: string, source: string, layer: string, paint: Record<string, unknown>, filter?: unknown[]): Layer {
  return { id, type: 'fill', source, 'source-layer': layer, ...(filter === undefined ? {} : { filter }), paint };
}

function line(
  id: string,
  source: string,
  layer: string,
  colour: string,
  width: unknown[],
  filter: unknown[],
  dash?: number[],
): Layer {
  const paint = {
    'line-color': colour,
    'line-width': width,
    ...(dash === undefined ? {} : { 'line-dasharray': dash }),
  };
  return { id, type: 'line', source, 'source-layer': layer, filter, layout: { 'line-join': 'round' }, paint };
}

function border(id: string, level: string, width: unknown[], dash?: number[]): Layer {
  return line(id, 'areas', 'boundaries', INK.areaLine, width, ['==', ['get', 'level'], level], dash);
}

function name(
  id: string,
  source: string,
  minzoom: number,
  maxzoom: number,
  size: number,
  colour: string,
  filter: unknown[],
): Layer {
  return {
    ...{ id, type: 'symbol', source, 'source-layer': 'labels', minzoom, maxzoom, filter },
    layout: { 'text-field': ['get', 'name'], 'text-font': FONT, 'text-size': size, 'text-padding': 2 },
    paint: { 'text-color': colour, 'text-halo-color': INK.halo, 'text-halo-width': 1.4 },
  };
}
