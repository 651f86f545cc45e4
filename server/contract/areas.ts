/** GET /api/areas, /api/areas/{code}. */
import { type Static, Type } from 'typebox';
import { AreaCode, AreaLevel } from './codes.ts';
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

export const AreaList = Type.Object({ areas: Type.Array(Area) }, { additionalProperties: false });
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
    parent: Type.Optional(AreaCode),
    level: Type.Optional(AreaLevel),
    asOf: Type.Optional(AsOf),
  },
  { additionalProperties: false },
);
export const AreaParams = Type.Object({ code: AreaCode });
