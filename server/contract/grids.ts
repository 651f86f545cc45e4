/** GET /api/grids, /api/grids/{code}, /api/editions, household bands. */
import { type Static, Type } from 'typebox';
import { AreaCode, CountyCode, GridCode, GridKind } from './codes.ts';
import { BboxText, PointGeometry, Surface } from './geometry.ts';
import { After, Limit, Next } from './page.ts';
import { AsOf } from './time.ts';

/** Who answers for a grid, as published on its notice. Office contact only. */
export const PublicPost = Type.Object(
  { name: Type.String(), phone: Type.Union([Type.String(), Type.Null()]) },
  { additionalProperties: false },
);
export type PublicPost = Static<typeof PublicPost>;

export const Band = Type.Object(
  { min: Type.Integer({ minimum: 0 }), max: Type.Integer({ minimum: 0 }) },
  { additionalProperties: false },
);
export type Band = Static<typeof Band>;

export const BandResult = Type.Union(
  [Type.Literal('under'), Type.Literal('in'), Type.Literal('over'), Type.Literal('none')],
  { description: 'households against the band; none: the kind has no band, or a count is unknown for every place' },
);

export const GridProperties = Type.Object(
  {
    code: GridCode,
    name: Type.String(),
    kind: GridKind,
    parentCode: Type.Union([Type.String(), Type.Null()]),
    countyCode: CountyCode,
    households: Type.Integer(),
    shops: Type.Integer(),
    buildings: Type.Integer(),
    uncounted: Type.Integer({ description: 'places without a household count' }),
    band: Type.Union([Band, Type.Null()]),
    bandResult: BandResult,
    areaM2: Type.Number(),
    colour: Type.Integer({ description: 'stable colour number 0…6; neighbours differ' }),
    leader: Type.Union([PublicPost, Type.Null()]),
    worker: Type.Union([PublicPost, Type.Null()]),
    label: PointGeometry,
    edition: Type.Integer({ description: 'the edition that brought this row' }),
  },
  { additionalProperties: false },
);
export type GridProperties = Static<typeof GridProperties>;

export const GridFeature = Type.Object(
  { type: Type.Literal('Feature'), id: GridCode, properties: GridProperties, geometry: Surface },
  { $id: 'GridFeature', additionalProperties: false },
);
export type GridFeature = Static<typeof GridFeature>;

export const GridCollection = Type.Object(
  {
    type: Type.Literal('FeatureCollection'),
    features: Type.Array(GridFeature),
    next: Next,
    edition: Type.Union([Type.Integer(), Type.Null()]),
  },
  { additionalProperties: false },
);
export type GridCollection = Static<typeof GridCollection>;

export const GridQuery = Type.Object(
  {
    bbox: Type.Optional(BboxText),
    area: Type.Optional(AreaCode),
    kind: Type.Optional(GridKind),
    q: Type.Optional(Type.String({ minLength: 1, maxLength: 60, description: 'part of the code or name' })),
    shapes: Type.Optional(
      Type.Union([Type.Literal('exact'), Type.Literal('box')], {
        description: 'box: the rectangle around each grid instead of its shape, for who has the shapes from tiles',
      }),
    ),
    asOf: Type.Optional(AsOf),
    limit: Type.Optional(Limit),
    after: Type.Optional(After),
  },
  { additionalProperties: false },
);
export type GridQuery = Static<typeof GridQuery>;

export const GridParams = Type.Object({ code: GridCode });
export const GridOneQuery = Type.Object({ asOf: Type.Optional(AsOf) }, { additionalProperties: false });

export const Edition = Type.Object(
  {
    id: Type.Integer({ description: 'grows over the whole service; names the state of every county at once' }),
    countyCode: CountyCode,
    number: Type.Integer({ description: 'counts within the county from 1' }),
    inForceFrom: Type.String({ format: 'date-time' }),
    inForce: Type.Boolean(),
    grids: Type.Integer(),
    note: Type.Union([Type.String(), Type.Null()]),
    contentHash: Type.String(),
  },
  { additionalProperties: false },
);
export type Edition = Static<typeof Edition>;
export const EditionList = Type.Object({ editions: Type.Array(Edition) }, { additionalProperties: false });
export const EditionQuery = Type.Object({ county: Type.Optional(CountyCode) }, { additionalProperties: false });

export const BandSetting = Type.Object(
  {
    areaCode: Type.Union([AreaCode, Type.Literal('')], { description: 'empty: the default of every area' }),
    kind: GridKind,
    households: Type.Union([Band, Type.Null()]),
    shops: Type.Union([Band, Type.Null()]),
  },
  { additionalProperties: false },
);
export type BandSetting = Static<typeof BandSetting>;
export const BandList = Type.Object({ bands: Type.Array(BandSetting) }, { additionalProperties: false });
