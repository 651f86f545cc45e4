/** /api/plans/{id}/publish: what publishing would do, what stands in its way, and what it did. */
import { type Static, Type } from 'typebox';
import { AreaCode, GridCode } from './codes.ts';

export const PostRole = Type.Union([Type.Literal('leader'), Type.Literal('worker')]);
export type PostRole = Static<typeof PostRole>;

const post = { role: PostRole, holder: Type.String() };

/** Who held a grid that ends. */
export const PostsCarried = Type.Object(
  {
    carried: Type.Array(
      Type.Object(
        { ...post, from: GridCode, to: GridCode, households: Type.Integer() },
        { additionalProperties: false, description: 'goes on in the grid that has most of the households' },
      ),
    ),
    left: Type.Array(
      Type.Object(
        { ...post, from: GridCode, to: Type.Union([GridCode, Type.Null()]) },
        {
          additionalProperties: false,
          description: 'finds no grid: `to` has most of the households and is held by another',
        },
      ),
    ),
    vacant: Type.Array(
      Type.Object(
        { role: PostRole, grid: GridCode },
        { additionalProperties: false, description: 'new and held by nobody' },
      ),
    ),
  },
  { additionalProperties: false },
);
export type PostsCarried = Static<typeof PostsCarried>;

/** What stands in the way of publishing. */
export const PublishBlocks = Type.Object(
  {
    findings: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          kind: Type.String(),
          grids: Type.Array(Type.String()),
          place: Type.Union([Type.String(), Type.Null()]),
        },
        { additionalProperties: false, description: 'of severity error, and nobody has accepted it' },
      ),
    ),
    faults: Type.Array(
      Type.Object(
        {
          community: AreaCode,
          grid: Type.Union([Type.String(), Type.Null()]),
          code: Type.String(),
          detail: Type.String(),
        },
        { additionalProperties: false, description: 'of the independent checker' },
      ),
    ),
    codes: Type.Array(
      Type.Object(
        { grid: Type.String(), code: Type.String() },
        { additionalProperties: false, description: 'codes that cannot be' },
      ),
    ),
    behind: Type.Array(AreaCode, { description: 'communities that the plan and a later edition both change' }),
  },
  { additionalProperties: false },
);
export type PublishBlocks = Static<typeof PublishBlocks>;

const counts = {
  added: Type.Integer(),
  changed: Type.Integer(),
  closed: Type.Integer(),
  unchanged: Type.Integer({ description: 'grids whose row stays as it is' }),
  households: Type.Integer({ description: 'that change grid' }),
  posts: PostsCarried,
};

export const PublishPreview = Type.Object(
  {
    ready: Type.Boolean({ description: 'nothing stands in the way; the plan must be approved besides' }),
    rebased: Type.Boolean({ description: 'a later edition is in force, and changed other communities only' }),
    blocks: PublishBlocks,
    ...counts,
  },
  { additionalProperties: false },
);
export type PublishPreview = Static<typeof PublishPreview>;

export const NewPublish = Type.Object(
  { note: Type.Optional(Type.String({ minLength: 1, maxLength: 500, description: 'of the edition' })) },
  { additionalProperties: false },
);
export type NewPublish = Static<typeof NewPublish>;

export const Published = Type.Object(
  {
    edition: Type.Integer(),
    editionNumber: Type.Integer(),
    rebased: Type.Boolean(),
    ...counts,
    links: Type.Array(
      Type.Object(
        { predecessor: GridCode, successor: GridCode, households: Type.Integer(), areaM2: Type.Number() },
        { additionalProperties: false },
      ),
      { description: 'common ground of grids that ended or changed and grids that came or changed' },
    ),
  },
  { additionalProperties: false },
);
export type Published = Static<typeof Published>;
