/** GET /api/base: what the map draws under the grids when no base map is configured: roads, water, green, walls. */
import { type Static, Type } from 'typebox';
import { AreaCode } from './codes.ts';
import { BboxText, Geometry } from './geometry.ts';
import { After, Limit, Next } from './page.ts';

export const BaseKind = Type.Union([
  Type.Literal('road'),
  Type.Literal('water'),
  Type.Literal('green'),
  Type.Literal('compound'),
]);
export type BaseKind = Static<typeof BaseKind>;

export const RoadClass = Type.Union([
  Type.Literal('trunk'),
  Type.Literal('main'),
  Type.Literal('secondary'),
  Type.Literal('street'),
  Type.Literal('lane'),
]);

export const BaseFeature = Type.Object(
  {
    type: Type.Literal('Feature'),
    id: Type.Integer(),
    properties: Type.Object(
      {
        kind: BaseKind,
        name: Type.Union([Type.String(), Type.Null()]),
        class: Type.Union([RoadClass, Type.Null()]),
      },
      { additionalProperties: false },
    ),
    geometry: Geometry,
  },
  { additionalProperties: false },
);

export const BaseCollection = Type.Object(
  { type: Type.Literal('FeatureCollection'), features: Type.Array(BaseFeature), next: Next },
  { additionalProperties: false },
);
export type BaseCollection = Static<typeof BaseCollection>;

export const BaseQuery = Type.Object(
  {
    area: Type.Optional(AreaCode),
    bbox: Type.Optional(BboxText),
    kind: Type.Optional(BaseKind),
    limit: Type.Optional(Limit),
    after: Type.Optional(After),
  },
  { additionalProperties: false },
);
export type BaseQuery = Static<typeof BaseQuery>;
