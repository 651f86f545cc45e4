/**
 * The map of a printed plan: its grids in pale colours with their numbers and households, what is new or changed hatched and
 * with a heavy outline, so that it is told apart without colours too.
 */
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import type { ExpressionSpecification, StyleSpecification } from 'maplibre-gl';
import type { BorderedArea } from '../../../server/contract/areas.ts';
import type { Surface } from '../../../server/contract/geometry.ts';
import type { PlanComparison } from '../../../server/contract/plan-compare.ts';
import { areaNames, areaShapes } from '../features.ts';
import { BOLD } from '../fonts.ts';
import { labelPoint } from '../label-point.ts';
import { inOrder, type Placed } from '../layer-order.ts';
import { GRID_COLOURS } from '../palette.ts';
import { drawTile } from '../patterns.ts';
import { type MapView, PLAIN_VIEW } from '../view.ts';
import { areaLayers } from './areas.ts';
import { baseLayers } from './base.ts';

export interface SheetGrid {
  readonly code: string;
  /** What is written on it, in lines. */
  readonly label: string;
  readonly colour: number;
  readonly change: 'created' | 'redrawn' | 'renamed' | 'none';
  /** Of the plan; the others are drawn pale around it. */
  readonly own: boolean;
  readonly geometry: Surface;
}

const INK = '#1d1b18';

/** Sparse slanted lines: seen in grey, and text stays readable on them. */
export const SHEET_IMAGES = {
  'sheet-changed': drawTile([29, 27, 24], (x, y) => ((x + y) % 16 < 2 ? 0.5 : 0)),
} as const;

const collection = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features });

function gridFeatures(grids: readonly SheetGrid[]): { shapes: FeatureCollection; names: FeatureCollection } {
  const properties = ({ code, label, colour, change, own }: SheetGrid) => ({ code, label, colour, change, own });
  return {
    shapes: collection(
      grids.map((grid) => ({ type: 'Feature', properties: properties(grid), geometry: grid.geometry as Geometry })),
    ),
    names: collection(
      grids.flatMap((grid): Feature[] => {
        const at = grid.own ? labelPoint(grid.geometry) : null;
        return at === null
          ? []
          : [{ type: 'Feature', properties: properties(grid), geometry: { type: 'Point', coordinates: at } }];
      }),
    ),
  };
}

function sheetLayers(textSize: number): Placed[] {
  const own: ExpressionSpecification = ['==', ['get', 'own'], true];
  const changed: ExpressionSpecification = ['in', ['get', 'change'], ['literal', ['created', 'redrawn']]];
  return [
    {
      below: 'a-fill',
      layer: {
        id: 'sheet-fill',
        type: 'fill',
        source: 'sheet-grids',
        paint: {
          'fill-color': [
            'match',
            ['get', 'colour'],
            ...GRID_COLOURS.slice(1).flatMap((colour, index) => [index + 1, colour]),
            GRID_COLOURS[0],
          ] as unknown as ExpressionSpecification,
          'fill-opacity': ['case', own, 0.42, 0.07],
          'fill-antialias': false,
        },
      },
    },
    {
      below: 'a-hatch',
      layer: {
        id: 'sheet-hatch',
        type: 'fill',
        source: 'sheet-grids',
        filter: ['all', own, changed],
        paint: { 'fill-pattern': 'sheet-changed' },
      },
    },
    {
      below: 'a-line',
      layer: {
        id: 'sheet-line',
        type: 'line',
        source: 'sheet-grids',
        layout: { 'line-join': 'round' },
        paint: { 'line-color': INK, 'line-width': ['case', own, 0.9, 0.4], 'line-opacity': ['case', own, 1, 0.4] },
      },
    },
    {
      below: 'a-finding',
      layer: {
        id: 'sheet-changed-line',
        type: 'line',
        source: 'sheet-grids',
        filter: ['all', own, changed],
        layout: { 'line-join': 'round' },
        paint: { 'line-color': INK, 'line-width': 2.4 },
      },
    },
    {
      below: 'a-finding',
      layer: {
        id: 'sheet-old-line',
        type: 'line',
        source: 'sheet-old',
        paint: { 'line-color': INK, 'line-width': 1.4, 'line-dasharray': [3, 2] },
      },
    },
    {
      below: 'a-label',
      layer: {
        id: 'sheet-name',
        type: 'symbol',
        source: 'sheet-names',
        layout: {
          'text-field': ['get', 'label'],
          'text-font': BOLD,
          'text-size': textSize,
          'text-line-height': 1.2,
          'text-padding': 1,
          // beside its place rather than not at all
          'text-variable-anchor': ['center', 'top', 'bottom', 'left', 'right'],
          'text-radial-offset': 0.4,
          'text-allow-overlap': true,
        },
        paint: { 'text-color': INK, 'text-halo-color': '#ffffff', 'text-halo-width': 1.6 },
      },
    },
  ];
}

export interface SheetContent {
  readonly base: readonly unknown[];
  readonly borders: readonly BorderedArea[];
  readonly grids: readonly SheetGrid[];
  /** Borders of today that go. */
  readonly old: PlanComparison['borders']['old'];
  /** Of the labels, in CSS pixels of 96 an inch. */
  readonly textSize: number;
}

/** On white paper, whatever the theme of the screen. */
export function sheetStyle({ base, borders, grids, old, textSize }: SheetContent): StyleSpecification {
  const view: MapView = { ...PLAIN_VIEW, scale: 0.8, shown: { ...PLAIN_VIEW.shown, buildings: false } };
  const { shapes, names } = gridFeatures(grids);
  const source = (data: FeatureCollection) => ({ type: 'geojson' as const, data, tolerance: 0.1 });
  return {
    version: 8,
    name: 'gezhong-sheet',
    sources: {
      base: source(collection([...base] as Feature[])),
      borders: source(areaShapes(borders)),
      'area-names': source(areaNames(borders)),
      'sheet-grids': source(shapes),
      'sheet-old': source(
        collection(old === null ? [] : [{ type: 'Feature', properties: {}, geometry: old as Geometry }]),
      ),
      'sheet-names': source(names),
    },
    layers: inOrder([...baseLayers(view), ...sheetLayers(textSize), ...areaLayers(view)]),
  };
}
