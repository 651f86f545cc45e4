/** GET /api/areas, /api/areas/{code}. */
import { type Static, Type } from 'typebox';
import { AreaCode, AreaLevel, CountyCode } from './codes.ts';
import { Surface } from './geometry.ts';
import { AsOf } from './time.ts';

export const Area = Type.Object(
  {
    code: AreaCode,
    name: Type.String(),
    level: AreaLevel,
    parentCode: Type.Union([AreaCode, Type.Null()]),
    grids: Type.Integer({ description: 'basic and dedicated grids inside' }),
    households: Type.Integer(),
    hasBoundary: Type.Boolean(),
    bbox: Type.Union([Type.Array(Type.Number(), { minItems: 4, maxItems: 4 }), Type.Null()]),
  },
  { $id: 'Area', additionalProperties: false },
);
export type Area = Static<typeof Area>;

/** With its boundary, where that was asked for. */
export const BorderedArea = Type.Object(
  { ...Area.properties, boundary: Type.Optional(Type.Union([Surface, Type.Null()])) },
  { additionalProperties: false },
);
export type BorderedArea = Static<typeof BorderedArea>;

export const AreaList = Type.Object(
  {
    areas: Type.Array(BorderedArea),
  },
  { additionalProperties: false },
);
export type AreaList = Static<typeof AreaList>;
export const AreaDetail = Type.Object(
  {
    ...Area.properties,
    boundary: Type.Union([Surface, Type.Null()]),
    path: Type.Array(Type.Object({ code: AreaCode, name: Type.String(), level: AreaLevel })),
  },
  { additionalProperties: false },
);
export type AreaDetail = Static<typeof AreaDetail>;

export const AreaQuery = Type.Object(
  {
    county: Type.Optional(CountyCode),
    parent: Type.Optional(AreaCode),
    level: Type.Optional(AreaLevel),
    boundaries: Type.Optional(Type.Boolean({ description: 'with their boundaries' })),
    asOf: Type.Optional(AsOf),
  },
  { additionalProperties: false },
);
export const AreaParams = Type.Object({ code: AreaCode });
