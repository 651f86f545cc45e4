/** /api/plans/{id}/publish: what publishing would do, what stands in its way, and what it did. */
import { type Static, Type } from 'typebox';
import { AreaCode, GridCode } from './codes.ts';
import { CellRanges } from './plan-state.ts';
import { PlanStandard } from './plans.ts';
import { Instant } from './time.ts';
import { PostRoleName } from './workers.ts';

const post = { role: PostRoleName, holder: Type.String() };

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
        { role: PostRoleName, grid: GridCode },
        { additionalProperties: false, description: 'new and held by nobody' },
      ),
    ),
  },
  { additionalProperties: false },
);
export type PostsCarried = Static<typeof PostsCarried>;

/** Why a grid has to be outside its band, in words' reach: the code says which, the params what is put into the sentence. */
export const OutsideProof = Type.Object(
  {
    code: Type.Union(
      [Type.Literal('oversized'), Type.Literal('no-count'), Type.Literal('pocket'), Type.Literal('no-grid')],
      {
        description:
          'oversized: cells that go together have more than the band allows. no-count: no number of lawful grids adds up to the area. pocket: what lies behind these cells cannot be divided lawfully. no-grid: no connected set with these cells is lawful',
      },
    ),
    params: Type.Record(Type.String(), Type.Integer(), {
      description:
        'oversized: households. no-count: households of the area, least (violation it must have). pocket: sides, households behind, least. no-grid: sets looked at',
    }),
    cells: { ...CellRanges, description: 'of the layer of the community, to be drawn: first, count, …' },
  },
  { additionalProperties: false },
);
export type OutsideProof = Static<typeof OutsideProof>;

const outside = {
  grid: Type.String({ description: 'code that it has, or would be given' }),
  community: AreaCode,
  finding: Type.String({ description: 'of the coverage report of the plan: POST /api/coverage/exceptions accepts it' }),
  households: Type.Integer(),
  min: Type.Integer(),
  max: Type.Integer(),
};

/** A basic grid outside its band, in a community that the plan changes. */
export const OutsideGrid = Type.Object(
  {
    ...outside,
    changed: Type.Boolean({ description: 'the plan changes or makes it; one that stands as before blocks nothing' }),
    proofs: Type.Array(OutsideProof, {
      description: 'made from the cells of now and confirmed by the independent checker; none: nobody can prove it',
    }),
    whilePinned: Type.Boolean({ description: 'it has to be so only because of locks and pins, which is no proof' }),
    nearest: Type.Array(PlanStandard, {
      description: 'bands nearest to its own that the area could be divided by; none when it can be by its own',
    }),
    exception: Type.Union([
      Type.Object(
        { id: Type.Integer(), reason: Type.String(), author: Type.String(), acceptedAt: Instant, until: Instant },
        { additionalProperties: false },
      ),
      Type.Null(),
    ]),
  },
  { additionalProperties: false },
);
export type OutsideGrid = Static<typeof OutsideGrid>;

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
    outside: Type.Array(Type.Object(outside, { additionalProperties: false }), {
      description:
        'grids outside their band that the plan changes or makes, with neither a proof nor an accepted exception',
    }),
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
  households: Type.Integer({ description: 'that change grid, or come into one or out of one' }),
  withoutGrid: Type.Integer({ description: 'of them those that are left in no grid' }),
  posts: PostsCarried,
};

export const PublishPreview = Type.Object(
  {
    ready: Type.Boolean({ description: 'nothing stands in the way; the plan must be approved besides' }),
    rebased: Type.Boolean({ description: 'a later edition is in force, and changed other communities only' }),
    blocks: PublishBlocks,
    outside: Type.Array(OutsideGrid, { description: 'all of them, with why; form shapes: none is looked at' }),
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
