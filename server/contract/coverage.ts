/** GET /api/coverage: gaps, overlaps and places in no grid, each with a place, a size and people. */
import { type Static, Type } from 'typebox';
import { AreaCode } from './codes.ts';
import { Geometry } from './geometry.ts';
import { AsOf } from './time.ts';

export const Severity = Type.Union([Type.Literal('error'), Type.Literal('warning'), Type.Literal('info')]);
export type Severity = Static<typeof Severity>;

export const Finding = Type.Object(
  {
    id: Type.String({ description: 'the same defect keeps its id' }),
    kind: Type.String(),
    severity: Severity,
    areaM2: Type.Union([Type.Number(), Type.Null()]),
    widthM: Type.Union([Type.Number(), Type.Null()]),
    households: Type.Integer(),
    buildings: Type.Integer(),
    grids: Type.Array(Type.String()),
    place: Type.Union([Type.String(), Type.Null()]),
    at: Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }),
    geometry: Type.Union([Geometry, Type.Null()]),
  },
  { $id: 'Finding', additionalProperties: false },
);
export type Finding = Static<typeof Finding>;

export const CoverageReport = Type.Object(
  {
    area: Type.Object({ code: AreaCode, name: Type.String() }),
    edition: Type.Union([Type.Integer(), Type.Null()]),
    minAreaM2: Type.Number(),
    totals: Type.Object({
      grids: Type.Integer(),
      places: Type.Integer(),
      households: Type.Integer(),
      householdsCovered: Type.Integer(),
      areaM2: Type.Union([Type.Number(), Type.Null()], { description: 'of the area boundary, null without one' }),
      coveredM2: Type.Number(),
    }),
    counts: Type.Record(Type.String(), Type.Integer(), { description: 'findings per kind' }),
    belowThreshold: Type.Record(Type.String(), Type.Integer()),
    clean: Type.Boolean({ description: 'no finding of severity error or warning' }),
    findings: Type.Array(Finding),
  },
  { additionalProperties: false },
);
export type CoverageReport = Static<typeof CoverageReport>;

export const CoverageQuery = Type.Object(
  {
    area: AreaCode,
    asOf: Type.Optional(AsOf),
    minArea: Type.Optional(Type.Number({ minimum: 0, maximum: 1e9, default: 1, description: 'm²' })),
  },
  { additionalProperties: false },
);
export type CoverageQuery = Static<typeof CoverageQuery>;
