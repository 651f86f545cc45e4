/** GET /api/live: what happens, as it happens. Server-sent events whose data are these, as JSON. */
import { type Static, Type } from 'typebox';
import { AreaCode } from './codes.ts';
import { PlanLifeState } from './plans.ts';

/** A check of an area has ended. `added` and `gone`: findings against the last check of the area. */
export const CoverageNews = Type.Object({
  area: AreaCode,
  check: Type.String(),
  edition: Type.Union([Type.Integer(), Type.Null()]),
  editionNumber: Type.Union([Type.Integer(), Type.Null()]),
  counts: Type.Record(Type.String(), Type.Integer()),
  added: Type.Integer(),
  gone: Type.Integer(),
});
export type CoverageNews = Static<typeof CoverageNews>;

/** Something of a county was published: read it again. */
export const PublishedNews = Type.Object({ area: AreaCode });

/** A plan was changed or took a step: ask for what comes after the `seq` you know. */
export const PlanNews = Type.Object({
  area: AreaCode,
  plan: Type.Integer(),
  state: Type.Union([PlanLifeState, Type.Literal('dropped')]),
  version: Type.Integer(),
  seq: Type.Integer(),
  actor: Type.String(),
});
export type PlanNews = Static<typeof PlanNews>;

/** A community of a proposal is there, or the proposal has ended (community null). */
export const ProposalNews = Type.Object({
  area: AreaCode,
  plan: Type.Integer(),
  proposal: Type.String(),
  community: Type.Union([AreaCode, Type.Null()]),
  state: Type.String(),
});
export type ProposalNews = Static<typeof ProposalNews>;

export const LiveQuery = Type.Object(
  { area: Type.Optional(AreaCode) },
  { additionalProperties: false, description: 'only what is about this area, those below it and those it lies in' },
);
export type LiveQuery = Static<typeof LiveQuery>;
