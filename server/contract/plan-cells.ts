/** GET /api/plans/{id}/cells/{community}: what grids are made of, and what was found while it was made. */
import { type Static, Type } from 'typebox';
import { AreaCode } from './codes.ts';
import { LayerHash } from './plan-state.ts';
import { Instant } from './time.ts';

export const PlanCommunityParams = Type.Object({
  id: Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 }),
  community: AreaCode,
});

export const CellsQuery = Type.Object(
  {
    layer: Type.Optional({
      ...LayerHash,
      description: 'cells that the plan stood on at any time, as its operations name them; without: those of now',
    }),
  },
  { additionalProperties: false },
);

/** Of the input of cells: lines that end in nowhere, gaps of today, buildings astride a road, … */
export const CellFinding = Type.Object(
  {
    kind: Type.String(),
    at: Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }),
    subjects: Type.Array(Type.String(), { description: 'places, grids or cells concerned' }),
    detail: Type.Record(Type.String(), Type.Number()),
  },
  { additionalProperties: false },
);

export const CellLayerReport = Type.Object(
  {
    community: AreaCode,
    layer: LayerHash,
    cells: Type.Integer(),
    arcs: Type.Integer(),
    households: Type.Integer(),
    builtAt: Instant,
    unnodedCrossings: Type.Integer({ description: 'lines that crossed without a common vertex' }),
    counts: Type.Record(Type.String(), Type.Integer(), { description: 'findings per kind' }),
    findings: Type.Array(CellFinding),
  },
  { additionalProperties: false },
);
export type CellLayerReport = Static<typeof CellLayerReport>;
