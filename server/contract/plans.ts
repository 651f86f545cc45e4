/** /api/plans: drafts of a next edition. So far a draft is its base edition with some shapes changed. */
import { type Static, Type } from 'typebox';
import { AreaCode, GridCode } from './codes.ts';
import { Surface } from './geometry.ts';
import { Instant } from './time.ts';

const properties = {
  id: Type.Integer(),
  area: AreaCode,
  title: Type.String(),
  author: Type.String(),
  state: Type.Literal('draft'),
  baseEdition: Type.Integer(),
  baseEditionNumber: Type.Integer(),
  version: Type.Integer({ description: 'counts up with every change; the entity tag is made from it' }),
  createdAt: Instant,
  changedAt: Instant,
};

export const PlanHead = Type.Object(
  { ...properties, changed: Type.Integer({ description: 'grids whose shape it changes or that it drops' }) },
  { additionalProperties: false },
);
export type PlanHead = Static<typeof PlanHead>;

export const PlanList = Type.Object({ plans: Type.Array(PlanHead) }, { additionalProperties: false });

export const Plan = Type.Object(
  {
    ...properties,
    changes: Type.Array(
      Type.Object({
        grid: GridCode,
        geometry: Type.Union([Surface, Type.Null()], { description: 'null: the plan drops the grid' }),
      }),
    ),
  },
  { additionalProperties: false },
);
export type Plan = Static<typeof Plan>;

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
