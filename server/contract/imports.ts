/** POST /api/imports: a file becomes areas, an edition of grids, places, a base map, workers or events; a job with a report. */
import { type Static, Type } from 'typebox';
import { Uuid } from './codes.ts';
import { Geometry } from './geometry.ts';

export const ImportLayer = Type.Union([
  Type.Literal('areas'),
  Type.Literal('grids'),
  Type.Literal('places'),
  Type.Literal('base'),
  Type.Literal('workers'),
  Type.Literal('events'),
]);
export type ImportLayer = Static<typeof ImportLayer>;

/** The multipart field `options`, as JSON text, beside the field `file`. */
export const ImportOptions = Type.Object(
  {
    county: Type.Optional(
      Type.String({ pattern: '^[0-9]{6}(:.{1,60})?$', description: 'CODE, or CODE:name to create it' }),
    ),
    mapping: Type.Optional(
      Type.Record(Type.String({ pattern: '^[a-zA-Z0-9]+$' }), Type.String({ maxLength: 200 }), {
        description: 'our field → the field of the file; a value beginning with = is a constant',
      }),
    ),
    datum: Type.Optional(Type.Union([Type.Literal('wgs84'), Type.Literal('gcj02'), Type.Literal('bd09')])),
    crs: Type.Optional(Type.String({ maxLength: 2000, description: 'EPSG code or proj4 string; overrides the file' })),
    encoding: Type.Optional(Type.String({ maxLength: 20 })),
    fileLayer: Type.Optional(Type.String({ maxLength: 200 })),
    scheme: Type.Optional(Type.String({ maxLength: 200, description: 'code scheme id, or name:width,name:width' })),
    note: Type.Optional(Type.String({ maxLength: 500 })),
    dryRun: Type.Optional(Type.Boolean()),
    replace: Type.Optional(
      Type.Boolean({
        description: 'places: those absent from the file are closed. Default: the file adds and updates',
      }),
    ),
  },
  { additionalProperties: false },
);
export type ImportOptions = Static<typeof ImportOptions>;

export const ImportItem = Type.Object(
  {
    row: Type.Integer({ description: '1-based row or feature' }),
    code: Type.String({ description: 'why, kebab-case' }),
    outcome: Type.Union([Type.Literal('refused'), Type.Literal('repaired'), Type.Literal('noted')]),
    params: Type.Record(Type.String(), Type.Unknown()),
    key: Type.Optional(Type.String({ description: 'the code of the row, where it has one' })),
    geometry: Type.Optional(Geometry),
  },
  { additionalProperties: false },
);
export type ImportItem = Static<typeof ImportItem>;

export const ImportReport = Type.Object(
  {
    format: Type.String(),
    encoding: Type.String(),
    crs: Type.String({ description: 'how positions were read' }),
    datum: Type.String(),
    rows: Type.Integer(),
    accepted: Type.Integer(),
    refused: Type.Integer(),
    repaired: Type.Integer(),
    items: Type.Array(ImportItem, { description: 'every refused or repaired row' }),
    added: Type.Integer(),
    changed: Type.Integer(),
    unchanged: Type.Integer(),
    closed: Type.Integer(),
    edition: Type.Union([Type.Integer(), Type.Null()]),
    bbox: Type.Union([Type.Array(Type.Number(), { minItems: 4, maxItems: 4 }), Type.Null()]),
  },
  { additionalProperties: false },
);
export type ImportReport = Static<typeof ImportReport>;

export const ImportJob = Type.Object(
  {
    id: Type.String(),
    layer: ImportLayer,
    state: Type.Union([
      Type.Literal('running'),
      Type.Literal('done'),
      Type.Literal('refused'),
      Type.Literal('failed'),
      Type.Literal('cancelled'),
    ]),
    stage: Type.Union([
      Type.Literal('reading'),
      Type.Literal('storing'),
      Type.Literal('publishing'),
      Type.Literal('finished'),
    ]),
    dryRun: Type.Boolean(),
    rowsDone: Type.Integer(),
    startedAt: Type.String({ format: 'date-time' }),
    finishedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
    report: Type.Union([ImportReport, Type.Null()]),
    problem: Type.Union([
      Type.Object({ code: Type.String(), params: Type.Record(Type.String(), Type.Unknown()) }),
      Type.Null(),
    ]),
  },
  { $id: 'ImportJob', additionalProperties: false },
);
export type ImportJob = Static<typeof ImportJob>;

/** POST /api/imports/inspect: what is in this file? Nothing is kept. */
export const Inspection = Type.Object(
  {
    format: Type.String(),
    layers: Type.Array(Type.String()),
    fields: Type.Array(Type.String()),
    encoding: Type.String(),
    declaredCrs: Type.Union([Type.String(), Type.Null()]),
    crsCandidates: Type.Array(Type.String()),
    rows: Type.Integer(),
    geometryTypes: Type.Array(Type.String()),
    bounds: Type.Union([Type.Array(Type.Number(), { minItems: 4, maxItems: 4 }), Type.Null()]),
    sample: Type.Array(Type.Record(Type.String(), Type.Unknown())),
    mapping: Type.Record(Type.String(), Type.String(), { description: 'our field → the field that looks like it' }),
    layerGuess: Type.Union([ImportLayer, Type.Null()]),
  },
  { additionalProperties: false },
);
export type Inspection = Static<typeof Inspection>;

export const ImportQuery = Type.Object({ layer: ImportLayer }, { additionalProperties: false });
export const ImportParams = Type.Object({ id: Uuid });
