/** The layer sets: which layers each has, from which zoom on, with which fields. A set is one source of a map. */
import { MAX_ZOOM } from '../geometry/tiles/mercator.ts';

export interface LayerDescription {
  readonly id: string;
  readonly description: string;
  readonly minZoom: number;
  readonly fields: Readonly<Record<string, 'String' | 'Number' | 'Boolean'>>;
}

export interface LayerSet {
  readonly name: SetName;
  readonly description: string;
  readonly minZoom: number;
  readonly maxZoom: number;
  /** Whether past editions have it. */
  readonly pinned: boolean;
  /** Behind a login. */
  readonly private: boolean;
  readonly layers: readonly LayerDescription[];
}

export const SET_NAMES = ['grids', 'areas', 'buildings', 'events'] as const;
export type SetName = (typeof SET_NAMES)[number];

/** Lines and fills of all shapes are kept from this zoom on. */
export const SHAPES_FROM = 5;
export const GRIDS_FROM = 8;
export const LABELS_FROM = 11;
export const MICRO_FROM = 14;
export const FOOTPRINTS_FROM = 15;
export const BUILDINGS_FROM = 13;

export const GRID_FIELDS = {
  code: 'String',
  name: 'String',
  kind: 'String',
  parentCode: 'String',
  county: 'String',
  colour: 'Number',
  households: 'Number',
  bandResult: 'String',
} as const;

export const TINY_FIELDS = { code: 'String', kind: 'String', county: 'String', colour: 'Number' } as const;

const AREA_FIELDS = { code: 'String', name: 'String', level: 'String' } as const;

const BUILDING_FIELDS = {
  code: 'String',
  name: 'String',
  compound: 'String',
  households: 'Number',
  shops: 'Number',
  storeys: 'Number',
} as const;

const SIDE_FIELDS = { left: 'String', right: 'String' } as const;

export const LAYER_SETS: Readonly<Record<SetName, LayerSet>> = {
  grids: {
    name: 'grids',
    description: 'the published grid map; feature ids are those of the grid in this edition',
    minZoom: GRIDS_FROM,
    maxZoom: MAX_ZOOM,
    pinned: true,
    private: false,
    layers: [
      {
        id: 'grids',
        description: `fills; micro grids from zoom ${MICRO_FROM}. Tiles of a named edition have no households and no bandResult`,
        minZoom: GRIDS_FROM,
        fields: GRID_FIELDS,
      },
      {
        id: 'borders',
        description: 'each border once; left and right as the line runs, absent where no grid is',
        minZoom: GRIDS_FROM,
        fields: { ...SIDE_FIELDS, kind: 'String' },
      },
      {
        id: 'labels',
        description: 'a point in each grid',
        minZoom: LABELS_FROM,
        fields: { ...GRID_FIELDS, areaM2: 'Number' },
      },
      {
        id: 'tiny',
        description: 'a square of a pixel for each grid that is no larger at this zoom',
        minZoom: GRIDS_FROM,
        fields: TINY_FIELDS,
      },
    ],
  },
  areas: {
    name: 'areas',
    description: 'county, town, community',
    minZoom: SHAPES_FROM,
    maxZoom: MAX_ZOOM,
    pinned: true,
    private: false,
    layers: [
      { id: 'areas', description: 'fills', minZoom: SHAPES_FROM, fields: AREA_FIELDS },
      {
        id: 'boundaries',
        description: 'each boundary once, of the highest level that changes there; left and right of that level',
        minZoom: SHAPES_FROM,
        fields: { ...SIDE_FIELDS, level: 'String' },
      },
      { id: 'labels', description: 'a point in each area', minZoom: SHAPES_FROM, fields: AREA_FIELDS },
    ],
  },
  buildings: {
    name: 'buildings',
    description: 'places of kind building, as they are now: they change without an edition',
    minZoom: BUILDINGS_FROM,
    maxZoom: MAX_ZOOM,
    pinned: false,
    private: false,
    layers: [
      {
        id: 'buildings',
        description: 'footprints where they are known',
        minZoom: FOOTPRINTS_FROM,
        fields: BUILDING_FIELDS,
      },
      { id: 'points', description: 'a point for each building', minZoom: BUILDINGS_FROM, fields: BUILDING_FIELDS },
    ],
  },
  events: {
    name: 'events',
    description: 'events that have a place',
    minZoom: 8,
    maxZoom: MAX_ZOOM,
    pinned: false,
    private: true,
    layers: [
      {
        id: 'events',
        description: 'open ones, all with open=false',
        minZoom: 8,
        fields: {
          category: 'String',
          grade: 'String',
          state: 'String',
          overdue: 'Boolean',
          reportedAt: 'Number',
        },
      },
    ],
  },
};

/** Every field of a set, in order. */
export function fieldsOf(set: LayerSet): string[] {
  return [...new Set(set.layers.flatMap(({ fields }) => Object.keys(fields)))].sort();
}
