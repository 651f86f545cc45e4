/** GET /api/places, /api/places/{code}. Counts only: no record of a person exists. */
import { type Static, Type } from 'typebox';
import { AreaCode, CountyCode, GridCode, PlaceCode, PlaceKind } from './codes.ts';
import { BboxText, PointGeometry, Surface } from './geometry.ts';
import { After, Limit, Next } from './page.ts';
import { AsOf } from './time.ts';

const Count = Type.Union([Type.Integer({ minimum: 0 }), Type.Null()], { description: 'null: unknown, never 0' });

export const PlaceProperties = Type.Object(
  {
    code: PlaceCode,
    kind: PlaceKind,
    name: Type.Union([Type.String(), Type.Null()]),
    address: Type.Union([Type.String(), Type.Null()]),
    compound: Type.Union([Type.String(), Type.Null()]),
    parentCode: Type.Union([PlaceCode, Type.Null()], { description: 'the building of a unit' }),
    countyCode: CountyCode,
    households: Count,
    shops: Count,
    storeys: Count,
    accuracyM: Type.Union([Type.Number(), Type.Null()]),
    gridOverride: Type.Union([GridCode, Type.Null()], { description: 'the grid named by hand, against the position' }),
    grid: Type.Union([GridCode, Type.Null()], { description: 'the grid that answers for it now' }),
  },
  { additionalProperties: false },
);
export type PlaceProperties = Static<typeof PlaceProperties>;

export const PlaceFeature = Type.Object(
  {
    type: Type.Literal('Feature'),
    id: PlaceCode,
    properties: PlaceProperties,
    geometry: PointGeometry,
    footprint: Type.Optional(Surface),
  },
  { $id: 'PlaceFeature', additionalProperties: false },
);
export type PlaceFeature = Static<typeof PlaceFeature>;

export const PlaceCollection = Type.Object(
  { type: Type.Literal('FeatureCollection'), features: Type.Array(PlaceFeature), next: Next },
  { additionalProperties: false },
);
export type PlaceCollection = Static<typeof PlaceCollection>;

export const PlaceQuery = Type.Object(
  {
    bbox: Type.Optional(BboxText),
    area: Type.Optional(AreaCode),
    grid: Type.Optional(GridCode),
    kind: Type.Optional(PlaceKind),
    q: Type.Optional(
      Type.String({ minLength: 1, maxLength: 60, description: 'part of the name, address, compound or code' }),
    ),
    footprints: Type.Optional(Type.Boolean({ default: false })),
    asOf: Type.Optional(AsOf),
    limit: Type.Optional(Limit),
    after: Type.Optional(After),
  },
  { additionalProperties: false },
);
export type PlaceQuery = Static<typeof PlaceQuery>;
export const PlaceParams = Type.Object({ code: PlaceCode });
export const PlaceOneQuery = Type.Object(
  { county: Type.Optional(CountyCode), asOf: Type.Optional(AsOf) },
  { additionalProperties: false },
);
