/** How to mend what the check finds: GET /api/coverage/findings/{id}/repair, POST /api/coverage/repairs. */
import { type Static, Type } from 'typebox';
import { AreaCode } from './codes.ts';
import { RepairKind } from './coverage.ts';
import { Surface } from './geometry.ts';

/** What a repair would do, before anybody does it. */
export const RepairPreview = Type.Object(
  {
    finding: Type.String(),
    kind: RepairKind,
    changes: Type.Array(
      Type.Object({
        grid: Type.String(),
        before: Surface,
        after: Type.Union([Surface, Type.Null()], { description: 'null: the grid is dropped' }),
        beforeM2: Type.Number(),
        afterM2: Type.Number(),
        householdsBefore: Type.Integer(),
        householdsAfter: Type.Integer(),
      }),
    ),
    besides: Type.Array(
      Type.Object({ grid: Type.String(), householdsBefore: Type.Integer(), householdsAfter: Type.Integer() }),
      { description: 'grids whose shape stays and whose households change' },
    ),
    moved: Type.Object({ buildings: Type.Integer(), households: Type.Integer() }),
    resolved: Type.Array(Type.String(), {
      description: 'findings of the shapes that are gone afterwards: this one, and what went with it',
    }),
    remaining: Type.Integer({ description: 'findings of error or warning around it afterwards' }),
  },
  { additionalProperties: false },
);
export type RepairPreview = Static<typeof RepairPreview>;

export const FindingParams = Type.Object({ id: Type.String({ minLength: 3, maxLength: 120 }) });
export const RepairQuery = Type.Object(
  { area: AreaCode, plan: Type.Optional(Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 })) },
  { additionalProperties: false },
);

export const NewRepairs = Type.Object(
  {
    area: AreaCode,
    findings: Type.Array(Type.String({ maxLength: 120 }), { minItems: 1, maxItems: 10_000 }),
    title: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    plan: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1, description: 'adds to this draft instead of making a new one' }),
    ),
  },
  { additionalProperties: false },
);
export type NewRepairs = Static<typeof NewRepairs>;

export const RepairsDone = Type.Object(
  {
    plan: Type.Integer(),
    repaired: Type.Array(Type.String()),
    left: Type.Array(
      Type.Object({ finding: Type.String(), code: Type.String({ description: 'why it could not be mended' }) }),
    ),
  },
  { additionalProperties: false },
);
export type RepairsDone = Static<typeof RepairsDone>;
