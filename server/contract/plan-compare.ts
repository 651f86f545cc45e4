/** GET /api/plans/compare: two plans or editions of a county side by side. */
import { type Static, Type } from 'typebox';
import { AreaCode, GridKind } from './codes.ts';
import { MultiLineGeometry, Surface } from './geometry.ts';

const Side = Type.String({ pattern: '^(plan|edition)-[1-9][0-9]{0,14}$', description: 'plan-12 or edition-34' });

export const CompareQuery = Type.Object(
  {
    from: Side,
    to: Side,
    area: Type.Optional(AreaCode),
    shapes: Type.Optional(Type.Boolean({ description: 'json: with the shapes of the grids that change' })),
    format: Type.Optional(Type.Union([Type.Literal('json'), Type.Literal('csv'), Type.Literal('geojson')])),
  },
  { additionalProperties: false, description: 'csv: the buildings; geojson: buildings and borders' },
);
export type CompareQuery = Static<typeof CompareQuery>;

const Grid = Type.Union([Type.String(), Type.Null()], { description: 'null: in no grid' });

export const MapMetrics = Type.Object(
  {
    grids: Type.Integer({ description: 'basic and dedicated' }),
    dedicated: Type.Integer(),
    micros: Type.Integer(),
    inBand: Type.Integer({ description: 'basic grids by the household band of their community' }),
    underBand: Type.Integer(),
    overBand: Type.Integer(),
    households: Type.Integer({ description: 'in basic and dedicated grids' }),
    least: Type.Integer({ description: 'households of the smallest basic grid' }),
    most: Type.Integer(),
    mean: Type.Number(),
    spread: Type.Number({ description: 'standard deviation of households over basic grids' }),
    compactness: Type.Number({ description: 'mean Polsby–Popper of basic grids, 4π · area / outline²' }),
    outlineKm: Type.Number({ description: 'outlines of all basic grids together' }),
  },
  { additionalProperties: false },
);
export type MapMetrics = Static<typeof MapMetrics>;

export const MovedBuilding = Type.Object(
  {
    place: Type.String({ description: 'a building, or a unit that is counted by itself' }),
    building: Type.Union([Type.String(), Type.Null()], { description: 'of a unit: the building it is in' }),
    name: Type.Union([Type.String(), Type.Null()]),
    address: Type.Union([Type.String(), Type.Null()]),
    households: Type.Union([Type.Integer(), Type.Null()]),
    at: Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }),
    from: Grid,
    to: Grid,
  },
  { additionalProperties: false },
);
export type MovedBuilding = Static<typeof MovedBuilding>;

export const ComparedSide = Type.Object(
  {
    side: Side,
    title: Type.Union([Type.String(), Type.Null()], { description: 'of a plan' }),
    edition: Type.Integer({ description: 'that it is, or that the plan changes' }),
    editionNumber: Type.Integer(),
  },
  { additionalProperties: false },
);
export type ComparedSide = Static<typeof ComparedSide>;

export const PlanComparison = Type.Object(
  {
    from: ComparedSide,
    to: ComparedSide,
    area: AreaCode,
    metrics: Type.Object({ from: MapMetrics, to: MapMetrics }, { additionalProperties: false }),
    moved: Type.Object(
      { buildings: Type.Integer(), households: Type.Integer(), uncounted: Type.Integer() },
      { additionalProperties: false },
    ),
    matrix: Type.Array(
      Type.Object(
        { from: Grid, to: Grid, buildings: Type.Integer(), households: Type.Integer() },
        { additionalProperties: false },
      ),
      { description: 'of grids that gain or lose a building; what stays too' },
    ),
    buildings: Type.Array(MovedBuilding, { description: 'that change grid, by grid and code' }),
    grids: Type.Array(
      Type.Object(
        {
          code: Type.String(),
          name: Type.String(),
          kind: GridKind,
          parentCode: Type.String({ description: 'its community; of a micro grid its grid' }),
          change: Type.Union([
            Type.Literal('created'),
            Type.Literal('closed'),
            Type.Literal('redrawn'),
            Type.Literal('renamed'),
          ]),
          households: Type.Array(Type.Union([Type.Integer(), Type.Null()]), {
            minItems: 2,
            maxItems: 2,
            description: 'before, after',
          }),
          shapes: Type.Optional(
            Type.Array(Type.Union([Surface, Type.Null()]), {
              minItems: 2,
              maxItems: 2,
              description: 'before, after; when asked for',
            }),
          ),
        },
        { additionalProperties: false },
      ),
    ),
    borders: Type.Object(
      {
        old: Type.Union([MultiLineGeometry, Type.Null()]),
        new: Type.Union([MultiLineGeometry, Type.Null()]),
      },
      { additionalProperties: false, description: 'of basic and dedicated grids, where the other side has none' },
    ),
  },
  { additionalProperties: false },
);
export type PlanComparison = Static<typeof PlanComparison>;
