/** /api/coverage: what the check finds, what was accepted, what is no ground of ours, how it was before. */
import { type Static, Type } from 'typebox';
import { AreaCode, GridKind, Uuid } from './codes.ts';
import { Geometry, Surface } from './geometry.ts';
import { After, Limit, Next } from './page.ts';
import { AsOf, Instant } from './time.ts';

export const Severity = Type.Union([Type.Literal('error'), Type.Literal('warning'), Type.Literal('info')]);
export type Severity = Static<typeof Severity>;

/** An accepted finding. It stays accepted while the defect is no larger than when it was accepted, and until a day. */
export const CoverageException = Type.Object(
  {
    id: Type.Integer(),
    finding: Type.String(),
    kind: Type.String(),
    area: AreaCode,
    reason: Type.String(),
    author: Type.String(),
    acceptedAt: Instant,
    until: Instant,
    envelope: Type.Object(
      { areaM2: Type.Union([Type.Number(), Type.Null()]), buildings: Type.Integer(), households: Type.Integer() },
      { description: 'the size at acceptance' },
    ),
    state: Type.Union(
      [
        Type.Literal('accepted'),
        Type.Literal('grown'),
        Type.Literal('expired'),
        Type.Literal('gone'),
        Type.Literal('withdrawn'),
      ],
      { description: 'grown: larger than accepted, so it counts again; gone: the defect is no longer there' },
    ),
  },
  { $id: 'CoverageException', additionalProperties: false },
);
export type CoverageException = Static<typeof CoverageException>;

/** The way of mending a finding that is clear enough to be offered. */
export const RepairKind = Type.Union([
  Type.Literal('give-to-neighbour'),
  Type.Literal('split-overlap'),
  Type.Literal('cut-at-parent'),
  Type.Literal('drop-duplicate'),
  Type.Literal('insert-vertices'),
]);
export type RepairKind = Static<typeof RepairKind>;

export const Finding = Type.Object(
  {
    id: Type.String({ description: 'the same defect keeps its id' }),
    kind: Type.String(),
    severity: Severity,
    sliver: Type.Boolean({ description: 'narrower than the sliver width' }),
    areaM2: Type.Union([Type.Number(), Type.Null()]),
    widthM: Type.Union([Type.Number(), Type.Null()]),
    lengthM: Type.Union([Type.Number(), Type.Null()]),
    households: Type.Integer(),
    buildings: Type.Integer(),
    uncounted: Type.Integer({ description: 'buildings without a household count' }),
    grids: Type.Array(Type.String()),
    place: Type.Union([Type.String(), Type.Null()]),
    at: Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }),
    geometry: Type.Union([Geometry, Type.Null()]),
    detail: Type.Record(Type.String(), Type.Union([Type.Number(), Type.String(), Type.Array(Type.String())]), {
      description: 'what this kind says besides: distanceM, households, min, max, parent, reason, …',
    }),
    repair: Type.Union([RepairKind, Type.Null()]),
    exception: Type.Union([CoverageException, Type.Null()]),
  },
  { $id: 'Finding', additionalProperties: false },
);
export type Finding = Static<typeof Finding>;

export const CoverageTotals = Type.Object({
  grids: Type.Integer({ description: 'basic and dedicated' }),
  micros: Type.Integer(),
  places: Type.Integer({ description: 'buildings, and units without a building' }),
  placesUncovered: Type.Integer(),
  households: Type.Integer(),
  householdsCovered: Type.Integer(),
  uncounted: Type.Integer(),
  areaM2: Type.Union([Type.Number(), Type.Null()], {
    description: 'of the area boundary less exclusions, null without one',
  }),
  coveredM2: Type.Number(),
  gapM2: Type.Number(),
  overlapM2: Type.Number(),
  outsideM2: Type.Number(),
  coveredShare: Type.Union([Type.Number(), Type.Null()], { description: 'of areaM2, 0 to 1; null without a boundary' }),
});
export type CoverageTotals = Static<typeof CoverageTotals>;

/** One line of the drill-down: an area, or a grid, below the area that was asked. */
export const CoveragePart = Type.Object({
  code: Type.String(),
  name: Type.String(),
  level: Type.String({ description: 'town, community or grid' }),
  grids: Type.Integer(),
  households: Type.Integer(),
  householdsCovered: Type.Integer(),
  findings: Type.Object({ error: Type.Integer(), warning: Type.Integer(), info: Type.Integer() }),
});
export type CoveragePart = Static<typeof CoveragePart>;

/** Households of one grid against its band. */
export const BandRow = Type.Object({
  grid: Type.String(),
  name: Type.String(),
  kind: GridKind,
  parent: Type.String(),
  households: Type.Integer(),
  shops: Type.Integer(),
  places: Type.Integer({ description: 'places of the grid that a household count is expected of' }),
  uncounted: Type.Integer({ description: 'those of them without one' }),
  min: Type.Union([Type.Integer(), Type.Null()]),
  max: Type.Union([Type.Integer(), Type.Null()]),
});
export type BandRow = Static<typeof BandRow>;

/** What the check went by besides the shapes. */
export const CoverageThresholds = Type.Object({
  minAreaM2: Type.Number({ description: 'smaller places without a building are counted, not listed' }),
  sliverM: Type.Number({ description: 'narrower places are slivers' }),
  snapM: Type.Number({ description: 'borders nearer than this to each other agree but for rounding' }),
  maxGridsPerWorker: Type.Integer({ description: 'setting coverage.maxGridsPerWorker' }),
  serviceDistanceM: Type.Number({ description: 'setting coverage.serviceDistanceM' }),
});
export type CoverageThresholds = Static<typeof CoverageThresholds>;

export const AppliedExclusion = Type.Object({
  id: Type.Integer(),
  kind: Type.String(),
  name: Type.String(),
  areaM2: Type.Number(),
});

export const CoverageReport = Type.Object(
  {
    area: Type.Object({ code: AreaCode, name: Type.String() }),
    edition: Type.Union([Type.Integer(), Type.Null()]),
    editionNumber: Type.Union([Type.Integer(), Type.Null()]),
    plan: Type.Union([Type.Integer(), Type.Null()]),
    checkedAt: Instant,
    dataHash: Type.String({ description: 'SHA-256 over what was checked: shapes, boundary, places, posts, settings' }),
    minAreaM2: Type.Number(),
    thresholds: CoverageThresholds,
    exclusions: Type.Array(AppliedExclusion, { description: 'ground taken out of the area before the check' }),
    totals: CoverageTotals,
    counts: Type.Record(Type.String(), Type.Integer(), {
      description: 'findings per kind, whatever the filters of the question',
    }),
    belowThreshold: Type.Record(Type.String(), Type.Integer(), {
      description: 'per kind, what is too small to be listed',
    }),
    notJudged: Type.Array(Type.String(), { description: 'grids whose rings cross: neither covered nor a gap' }),
    clean: Type.Boolean({ description: 'no finding of severity error or warning, accepted ones aside' }),
    parts: Type.Array(CoveragePart),
    bands: Type.Array(BandRow),
    findings: Type.Array(Finding),
  },
  { additionalProperties: false },
);
export type CoverageReport = Static<typeof CoverageReport>;

const List = Type.String({ pattern: '^[a-z0-9-]+(,[a-z0-9-]+)*$', maxLength: 600 });
const Metres = Type.Number({ minimum: 0, maximum: 1e12 });

export const CoverageQuery = Type.Object(
  {
    area: AreaCode,
    asOf: Type.Optional(AsOf),
    plan: Type.Optional(Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 })),
    kind: Type.Optional(List),
    severity: Type.Optional(List),
    minArea: Type.Optional(
      Type.Number({ minimum: 0, maximum: 1e9, default: 1, description: 'm²; smaller ones are counted' }),
    ),
    maxArea: Type.Optional(Metres),
    minWidth: Type.Optional(Metres),
    maxWidth: Type.Optional(Metres),
  },
  { additionalProperties: false },
);
export type CoverageQuery = Static<typeof CoverageQuery>;

export const CheckQuery = Type.Object(
  {
    area: AreaCode,
    asOf: Type.Optional(AsOf),
    plan: Type.Optional(Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 })),
  },
  { additionalProperties: false },
);
export type CheckQuery = Static<typeof CheckQuery>;

/** A check as a job, and afterwards as history. */
export const CoverageCheck = Type.Object(
  {
    id: Type.String(),
    area: AreaCode,
    edition: Type.Union([Type.Integer(), Type.Null()]),
    editionNumber: Type.Union([Type.Integer(), Type.Null()]),
    plan: Type.Union([Type.Integer(), Type.Null()]),
    state: Type.Union([
      Type.Literal('running'),
      Type.Literal('done'),
      Type.Literal('failed'),
      Type.Literal('cancelled'),
    ]),
    step: Type.Union([Type.String(), Type.Null()], { description: 'read, people, match, children, register' }),
    progress: Type.Number({ description: '0 to 1' }),
    author: Type.String(),
    startedAt: Instant,
    finishedAt: Type.Union([Instant, Type.Null()]),
    dataHash: Type.Union([Type.String(), Type.Null()]),
    totals: Type.Union([CoverageTotals, Type.Null()]),
    counts: Type.Union([Type.Record(Type.String(), Type.Integer()), Type.Null()]),
  },
  { $id: 'CoverageCheck', additionalProperties: false },
);
export type CoverageCheck = Static<typeof CoverageCheck>;

export const CheckParams = Type.Object({ id: Uuid });
export const CheckListQuery = Type.Object(
  { area: AreaCode, limit: Type.Optional(Limit), after: Type.Optional(After) },
  { additionalProperties: false },
);
export const CheckList = Type.Object(
  { checks: Type.Array(CoverageCheck), next: Next },
  { additionalProperties: false },
);

export const ChangesQuery = Type.Object(
  {
    area: AreaCode,
    sinceEdition: Type.Optional(Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1, description: 'id of the edition' })),
    sinceCheck: Type.Optional(Uuid),
  },
  { additionalProperties: false, description: 'one of the two' },
);
export type ChangesQuery = Static<typeof ChangesQuery>;

/** Findings now against an earlier state. */
export const CoverageChanges = Type.Object(
  {
    area: AreaCode,
    since: Type.Object({
      edition: Type.Union([Type.Integer(), Type.Null()]),
      editionNumber: Type.Union([Type.Integer(), Type.Null()]),
      check: Type.Union([Type.String(), Type.Null()]),
      at: Instant,
    }),
    added: Type.Array(Finding),
    gone: Type.Array(Finding),
    kept: Type.Array(Type.String(), { description: 'ids of findings there then and now' }),
  },
  { additionalProperties: false },
);
export type CoverageChanges = Static<typeof CoverageChanges>;

/** One row per edition. */
export const CoverageTrend = Type.Object(
  {
    area: AreaCode,
    rows: Type.Array(
      Type.Object({
        edition: Type.Integer(),
        editionNumber: Type.Integer(),
        inForceFrom: Instant,
        totals: CoverageTotals,
        counts: Type.Record(Type.String(), Type.Integer()),
        inBand: Type.Integer(),
        underBand: Type.Integer(),
        overBand: Type.Integer(),
      }),
    ),
  },
  { additionalProperties: false },
);
export type CoverageTrend = Static<typeof CoverageTrend>;

export const NewException = Type.Object(
  {
    area: AreaCode,
    finding: Type.String({ minLength: 3, maxLength: 120 }),
    reason: Type.String({ minLength: 4, maxLength: 500 }),
    until: Instant,
    plan: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1, description: 'a finding of what this plan makes of the area' }),
    ),
  },
  { additionalProperties: false },
);
export type NewException = Static<typeof NewException>;

export const ExceptionList = Type.Object(
  { exceptions: Type.Array(CoverageException) },
  { additionalProperties: false },
);

/** Ids in a path. */
export const RowParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 }) });
export const AreaQuery = Type.Object({ area: AreaCode }, { additionalProperties: false });

/** Ground that no grid has to cover: water, railway, military land, an enclave of others. */
export const ExclusionKind = Type.Union([
  Type.Literal('water'),
  Type.Literal('railway'),
  Type.Literal('military'),
  Type.Literal('enclave'),
  Type.Literal('other'),
]);
export const Exclusion = Type.Object(
  {
    id: Type.Integer(),
    area: AreaCode,
    kind: ExclusionKind,
    name: Type.String(),
    reason: Type.String(),
    author: Type.String(),
    validFrom: Instant,
    areaM2: Type.Number(),
    geometry: Surface,
  },
  { $id: 'Exclusion', additionalProperties: false },
);
export type Exclusion = Static<typeof Exclusion>;

export const ExclusionList = Type.Object({ exclusions: Type.Array(Exclusion) }, { additionalProperties: false });

export const NewExclusion = Type.Object(
  {
    area: AreaCode,
    kind: ExclusionKind,
    name: Type.String({ minLength: 1, maxLength: 100 }),
    reason: Type.String({ minLength: 4, maxLength: 500 }),
    geometry: Type.Optional(Surface),
    finding: Type.Optional(
      Type.String({ maxLength: 120, description: 'instead of a geometry: the gap that becomes the exclusion' }),
    ),
  },
  { additionalProperties: false },
);
export type NewExclusion = Static<typeof NewExclusion>;
