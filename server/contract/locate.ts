/** GET and POST /api/locate: which grid contains this? */
import { type Static, Type } from 'typebox';
import { AreaLevel, CountyCode, GridCode, GridKind, PlaceCode } from './codes.ts';
import { Datum, Position } from './geometry.ts';
import { PublicPost } from './grids.ts';
import { AsOf } from './time.ts';

export const Rule = Type.Union(
  [Type.Literal('contains'), Type.Literal('border'), Type.Literal('override'), Type.Literal('nearest')],
  { description: 'what decided: inside one grid; lowest code on a border; named by hand; nearest when asked' },
);
export type Rule = Static<typeof Rule>;

export const LocatedGrid = Type.Object(
  {
    code: GridCode,
    name: Type.String(),
    kind: GridKind,
    households: Type.Integer(),
    leader: Type.Union([PublicPost, Type.Null()]),
    worker: Type.Union([PublicPost, Type.Null()]),
  },
  { additionalProperties: false },
);
export type LocatedGrid = Static<typeof LocatedGrid>;

export const PathStep = Type.Object(
  {
    code: Type.String(),
    name: Type.String(),
    level: Type.Union([...AreaLevel.anyOf, Type.Literal('grid'), Type.Literal('micro')]),
  },
  { additionalProperties: false },
);
export type PathStep = Static<typeof PathStep>;

export const LocateAnswer = Type.Object(
  {
    point: Type.Union([Position, Type.Null()], { description: 'the point asked about, WGS 84, on the lattice' }),
    grid: Type.Union([LocatedGrid, Type.Null()]),
    path: Type.Array(PathStep, {
      description: 'county, town, community, grid, micro: as far as known; without a grid the areas around the point',
    }),
    matches: Type.Array(
      Type.Object({ code: GridCode, kind: GridKind, onBorder: Type.Boolean() }, { additionalProperties: false }),
      { description: 'every grid that covers the point, in the order of the border rule' },
    ),
    onBorder: Type.Boolean(),
    distanceToBorderM: Type.Union([Type.Number(), Type.Null()], {
      description: 'to the nearest border of any grid; null from 500 m on',
    }),
    ambiguous: Type.Boolean({ description: 'nearer to a border than max(accuracy, 5 m)' }),
    rule: Type.Union([Rule, Type.Null()], { description: 'null when no grid answers' }),
    edition: Type.Union([Type.Integer(), Type.Null()]),
    resolved: Type.Optional(
      Type.Object(
        {
          by: Type.Union([Type.Literal('code'), Type.Literal('place'), Type.Literal('address')]),
          text: Type.String(),
          placeCode: Type.Optional(PlaceCode),
          address: Type.Optional(Type.String()),
          candidates: Type.Optional(
            Type.Array(
              Type.Object(
                {
                  placeCode: PlaceCode,
                  address: Type.Union([Type.String(), Type.Null()]),
                  grid: Type.Union([GridCode, Type.Null()]),
                },
                { additionalProperties: false },
              ),
            ),
          ),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { $id: 'LocateAnswer', additionalProperties: false },
);
export type LocateAnswer = Static<typeof LocateAnswer>;

/** lon and lat come as text so that the service can say what is wrong with them (422), not only that something is. */
export const LocateQuery = Type.Object(
  {
    lon: Type.Optional(Type.String({ maxLength: 40 })),
    lat: Type.Optional(Type.String({ maxLength: 40 })),
    datum: Type.Optional(Datum),
    accuracy: Type.Optional(Type.Number({ minimum: 0, maximum: 100000, description: 'metres' })),
    nearest: Type.Optional(
      Type.Boolean({ description: 'name the nearest grid within 500 m when none contains the point' }),
    ),
    code: Type.Optional(GridCode),
    place: Type.Optional(PlaceCode),
    address: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    county: Type.Optional(CountyCode),
    asOf: Type.Optional(AsOf),
  },
  { additionalProperties: false },
);
export type LocateQuery = Static<typeof LocateQuery>;

export const BulkLocateBody = Type.Object(
  {
    points: Type.Array(Type.Unknown(), { maxItems: 1_000_000, description: '[[lon, lat], …]' }),
    datum: Type.Optional(Datum),
    asOf: Type.Optional(AsOf),
  },
  { additionalProperties: false },
);
export type BulkLocateBody = Static<typeof BulkLocateBody>;

export const BulkLocateAnswer = Type.Object(
  {
    edition: Type.Union([Type.Integer(), Type.Null()]),
    codes: Type.Array(Type.Union([Type.String(), Type.Null()])),
    errors: Type.Optional(
      Type.Array(Type.Object({ index: Type.Integer(), code: Type.String() }, { additionalProperties: false }), {
        description: 'points that are no coordinates: their code is null',
      }),
    ),
  },
  { additionalProperties: false },
);
export type BulkLocateAnswer = Static<typeof BulkLocateAnswer>;

export const BulkLocateQuery = Type.Object(
  {
    datum: Type.Optional(Datum),
    asOf: Type.Optional(AsOf),
    lonField: Type.Optional(Type.String({ maxLength: 100 })),
    latField: Type.Optional(Type.String({ maxLength: 100 })),
    county: Type.Optional(CountyCode),
  },
  { additionalProperties: false },
);
export type BulkLocateQuery = Static<typeof BulkLocateQuery>;
