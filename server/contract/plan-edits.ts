/** /api/plans/{id}/state and /operations: what a plan is now, what is done to it, and what others did meanwhile. */
import { type Static, Type } from 'typebox';
import { PlanOperation } from './plan-operations.ts';
import { closed, PlanSnapshot } from './plan-state.ts';
import { PlanStandard } from './plans.ts';

const standing = {
  version: Type.Integer({ description: 'the entity tag is made from it' }),
  undo: Type.Union([Type.Integer(), Type.Null()], { description: 'seq of what the caller can take back next' }),
  redo: Type.Union([Type.Integer(), Type.Null()], {
    description: 'seq of the undo that the caller can take back next',
  }),
};

export const PlanStateQuery = Type.Object(
  {
    community: Type.Optional(
      Type.String({
        pattern: '^[0-9]{6,12}(,[0-9]{6,12})*$',
        maxLength: 3000,
        description: 'communities that are to be in it; without: those that somebody has looked at',
      }),
    ),
  },
  closed,
);
export type PlanStateQuery = Static<typeof PlanStateQuery>;

export const PlanStateNow = Type.Object(
  {
    ...standing,
    standard: Type.Object(
      { ...PlanStandard.properties },
      { ...closed, description: 'that holds: the own of the plan, or the household band of its area' },
    ),
    snapshot: PlanSnapshot,
  },
  closed,
);
export type PlanStateNow = Static<typeof PlanStateNow>;

export const OperationsQuery = Type.Object(
  {
    after: Type.Optional(Type.Integer({ minimum: 0, description: 'seq' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
  },
  closed,
);
export type OperationsQuery = Static<typeof OperationsQuery>;

/** What was done, in the order of the question. */
export const OperationsDone = Type.Object(
  { ...standing, seq: Type.Integer(), operations: Type.Array(PlanOperation) },
  closed,
);
export type OperationsDone = Static<typeof OperationsDone>;
