/** /api/plans/{id}/sources: departments' own grid layers (police, health, city management) merged in one plan 多网合一. */
import { type Static, Type } from 'typebox';
import { AreaCode } from './codes.ts';
import { Datum, Surface } from './geometry.ts';
import { closed } from './plan-state.ts';
import { Instant } from './time.ts';

const SourceName = Type.String({ minLength: 1, maxLength: 60 });

export const NewPlanSource = Type.Object(
  {
    name: SourceName,
    datum: Type.Optional(Datum),
    grids: Type.Object(
      {
        type: Type.Literal('FeatureCollection'),
        features: Type.Array(
          Type.Object({
            type: Type.Literal('Feature'),
            properties: Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()], {
              description: 'code and name are taken over',
            }),
            geometry: Surface,
          }),
          { minItems: 1, maxItems: 20_000 },
        ),
      },
      { description: 'GeoJSON; other members are left out' },
    ),
  },
  closed,
);
export type NewPlanSource = Static<typeof NewPlanSource>;

export const PlanSource = Type.Object(
  { name: SourceName, grids: Type.Integer(), author: Type.String(), addedAt: Instant },
  closed,
);
export type PlanSource = Static<typeof PlanSource>;

export const PlanSources = Type.Object({ sources: Type.Array(PlanSource) }, closed);

const counts = { cells: Type.Integer(), households: Type.Integer(), areaM2: Type.Number() };
export const CellCounts = Type.Object(counts, closed);
export type CellCounts = Static<typeof CellCounts>;

/** Where the layers of departments agree with each other, and where not. */
export const SourceReport = Type.Object(
  {
    all: CellCounts,
    problems: Type.Array(
      Type.Object(
        { community: AreaCode, code: Type.String() },
        { ...closed, description: 'communities without cells' },
      ),
    ),
    sources: Type.Array(
      Type.Object(
        {
          name: SourceName,
          grids: Type.Integer(),
          uncovered: CellCounts,
          doubled: Type.Object(counts, { ...closed, description: 'in several grids of the layer: the first answers' }),
        },
        closed,
      ),
    ),
    pairs: Type.Array(
      Type.Object(
        {
          one: SourceName,
          other: SourceName,
          agreed: Type.Object(counts, {
            ...closed,
            description: 'in grids that are each other’s counterpart, or in none of either',
          }),
          differing: Type.Object(counts, closed),
          places: Type.Array(
            Type.Object(
              {
                community: AreaCode,
                one: Type.Union([Type.String(), Type.Null()], { description: 'grid; null: in none' }),
                other: Type.Union([Type.String(), Type.Null()]),
                ...counts,
                at: Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }),
              },
              closed,
            ),
            { description: 'most households first; not more than 500' },
          ),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type SourceReport = Static<typeof SourceReport>;

export const ApplySources = Type.Object(
  {
    ref: Type.String({ minLength: 8, maxLength: 64, pattern: '^[0-9A-Za-z_-]+$' }),
    order: Type.Array(SourceName, {
      minItems: 1,
      maxItems: 20,
      uniqueItems: true,
      description: 'the first layer that covers a place decides; what none covers stays in no grid',
    }),
  },
  closed,
);
export type ApplySources = Static<typeof ApplySources>;
