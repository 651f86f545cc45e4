/** /api/plans: drafts of a next edition, how they become one, and what is told of them on the way. */
import { type Static, Type } from 'typebox';
import { AreaCode, GridCode } from './codes.ts';
import { Surface } from './geometry.ts';
import { Instant } from './time.ts';

/** shapes: the base edition with some shapes changed. cells: an assignment of cells to grids, made by operations. */
export const PlanForm = Type.Union([Type.Literal('shapes'), Type.Literal('cells')]);
export type PlanForm = Static<typeof PlanForm>;

export const PlanLifeState = Type.Union([
  Type.Literal('draft'),
  Type.Literal('submitted'),
  Type.Literal('reviewed'),
  Type.Literal('approved'),
  Type.Literal('published'),
]);
export type PlanLifeState = Static<typeof PlanLifeState>;

/** Households of a grid. */
export const PlanStandard = Type.Object(
  { min: Type.Integer({ minimum: 0, maximum: 100_000 }), max: Type.Integer({ minimum: 1, maximum: 100_000 }) },
  { additionalProperties: false },
);
export type PlanStandard = Static<typeof PlanStandard>;

const properties = {
  id: Type.Integer(),
  area: AreaCode,
  title: Type.String(),
  author: Type.String(),
  form: PlanForm,
  state: PlanLifeState,
  baseEdition: Type.Integer(),
  baseEditionNumber: Type.Integer(),
  edition: Type.Union([Type.Integer(), Type.Null()], { description: 'the edition that it became' }),
  standard: Type.Union([PlanStandard, Type.Null()], { description: 'null: the household band of the area' }),
  version: Type.Integer({ description: 'counts up with every change; the entity tag is made from it' }),
  seq: Type.Integer({ description: 'of the last operation; 0: none' }),
  createdAt: Instant,
  changedAt: Instant,
};

export const PlanHead = Type.Object(
  {
    ...properties,
    changed: Type.Integer({ description: 'form shapes: grids whose shape it changes or that it drops' }),
  },
  { additionalProperties: false },
);
export type PlanHead = Static<typeof PlanHead>;

export const PlanList = Type.Object({ plans: Type.Array(PlanHead) }, { additionalProperties: false });

export const Plan = Type.Object(
  {
    ...properties,
    communities: Type.Array(
      Type.Object({
        code: AreaCode,
        name: Type.String(),
        drawn: Type.Boolean({ description: 'without a boundary there are no cells' }),
        layer: Type.Union([Type.String(), Type.Null()], {
          description: 'hash of the cells the plan stands on; null: nobody has looked at the community yet',
        }),
      }),
      { description: 'form cells: what the plan is made of' },
    ),
    changes: Type.Array(
      Type.Object({
        grid: GridCode,
        geometry: Type.Union([Surface, Type.Null()], { description: 'null: the plan drops the grid' }),
      }),
      { description: 'form shapes' },
    ),
  },
  { additionalProperties: false },
);
export type Plan = Static<typeof Plan>;

export const NewPlan = Type.Object(
  {
    area: AreaCode,
    title: Type.String({ minLength: 1, maxLength: 100 }),
    standard: Type.Optional(PlanStandard),
  },
  { additionalProperties: false },
);
export type NewPlan = Static<typeof NewPlan>;

/** Every grid of a plan, in the form an import of grids takes. */
export const PlanGrids = Type.Object(
  {
    type: Type.Literal('FeatureCollection'),
    features: Type.Array(
      Type.Object({
        type: Type.Literal('Feature'),
        properties: Type.Record(Type.String(), Type.Union([Type.String(), Type.Integer(), Type.Null()])),
        geometry: Surface,
      }),
    ),
  },
  { additionalProperties: false },
);
export type PlanGrids = Static<typeof PlanGrids>;
