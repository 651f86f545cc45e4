/** The way of a plan: draft → submitted (town) → reviewed (county) → approved → published, and back with reasons. */
import { type Static, Type } from 'typebox';
import { PlanLifeState } from './plans.ts';
import { Instant } from './time.ts';

/** Publishing has a route of its own: it makes an edition. */
export const PlanStep = Type.Union([
  Type.Literal('submit'),
  Type.Literal('withdraw'),
  Type.Literal('review'),
  Type.Literal('approve'),
  Type.Literal('return'),
]);
export type PlanStep = Static<typeof PlanStep>;

export const NewPlanStep = Type.Object(
  {
    step: PlanStep,
    note: Type.Optional(
      Type.String({ minLength: 1, maxLength: 2000, description: 'needed to return a plan: the reason' }),
    ),
  },
  { additionalProperties: false },
);
export type NewPlanStep = Static<typeof NewPlanStep>;

export const PlanStepRow = Type.Object(
  {
    at: Instant,
    actor: Type.String(),
    step: Type.String(),
    from: Type.Union([PlanLifeState, Type.Literal('dropped')]),
    to: Type.Union([PlanLifeState, Type.Literal('dropped')]),
    note: Type.Union([Type.String(), Type.Null()]),
  },
  { additionalProperties: false },
);
export type PlanStepRow = Static<typeof PlanStepRow>;

export const PlanSteps = Type.Object(
  {
    state: PlanLifeState,
    next: Type.Array(Type.Union([PlanStep, Type.Literal('publish')]), { description: 'what the caller may do now' }),
    steps: Type.Array(PlanStepRow, { description: 'the oldest first' }),
  },
  { additionalProperties: false },
);
export type PlanSteps = Static<typeof PlanSteps>;
