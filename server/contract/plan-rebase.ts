/**
 * /api/plans/{id}/rebase: the ground of a plan has changed under it, community by community. Buildings, households, roads or
 * borders are others than when its cells were made (outdated), or a later edition has other grids there (behind). The plan
 * moves to the cells and the edition of now only when somebody says so, with a choice per community, as one operation of its
 * log that is undone like any other.
 */
import { type Static, Type } from 'typebox';
import { AreaCode } from './codes.ts';
import { RebaseLoss, RebaseTake } from './plan-operations.ts';
import { closed, LayerHash } from './plan-state.ts';

const place = {
  community: AreaCode,
  layer: { ...LayerHash, description: 'the cells that the plan stands on' },
  edition: Type.Integer({ description: 'whose grids the plan starts from here' }),
  outdated: Type.Boolean({
    description: 'other cells would be made now: buildings, households, the base map or a boundary have changed',
  }),
  behind: Type.Boolean({ description: 'the edition in force has other grids here' }),
  changed: Type.Boolean({
    description: 'the plan changes something here; with `behind` it cannot be published before a choice is made',
  }),
};

export const PlanRebase = Type.Object(
  {
    edition: Type.Integer({ description: 'in force: the one that communities move to' }),
    editionNumber: Type.Integer(),
    communities: Type.Array(Type.Object(place, closed), {
      description: 'that somebody has looked at; a published plan has none',
    }),
  },
  closed,
);
export type PlanRebase = Static<typeof PlanRebase>;

/** What a choice would make of the community, against the edition in force. Nothing is written. */
export const RebaseOutcome = Type.Object(
  {
    added: Type.Array(Type.String(), { description: 'keys of grids that the plan would make' }),
    changed: Type.Array(Type.String(), { description: 'codes of grids that it would change' }),
    closed: Type.Array(Type.String(), { description: 'codes of grids that it would end' }),
    households: Type.Integer({ description: 'that would change grid' }),
    lost: RebaseLoss,
  },
  closed,
);
export type RebaseOutcome = Static<typeof RebaseOutcome>;

export const RebasePreview = Type.Object(
  {
    ...place,
    freshLayer: { ...LayerHash, description: 'the cells that it would stand on' },
    freshEdition: Type.Integer(),
    mine: RebaseOutcome,
    theirs: RebaseOutcome,
  },
  closed,
);
export type RebasePreview = Static<typeof RebasePreview>;

export const NewRebase = Type.Object(
  {
    ref: Type.String({ minLength: 8, maxLength: 64, pattern: '^[0-9A-Za-z_-]+$' }),
    communities: Type.Array(Type.Object({ community: AreaCode, take: RebaseTake }, closed), {
      minItems: 1,
      maxItems: 2000,
      description: 'each once; one that the move would leave as it is stays out of the operation',
    }),
  },
  closed,
);
export type NewRebase = Static<typeof NewRebase>;
