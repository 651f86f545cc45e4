/** Visits and patrols, as counts per building and per grid. Who was met is nowhere. */
import { type Static, Type } from 'typebox';
import { AreaCode, GridCode, PlaceCode } from './codes.ts';
import { Day } from './duty.ts';
import { EventId } from './events.ts';
import { After, Limit, Next } from './page.ts';
import { Instant } from './time.ts';

/** Kinds of need, counted: safety 安全隐患 · facilities 设施维修 · environment 环境卫生 · dispute 矛盾纠纷 · care 关爱帮扶 · policy 政策咨询 · other 其他. */
export const NEEDS = ['safety', 'facilities', 'environment', 'dispute', 'care', 'policy', 'other'] as const;
export type Need = (typeof NEEDS)[number];
export const Needs = Type.Record(
  Type.String({ pattern: `^(${NEEDS.join('|')})$` }),
  Type.Integer({ minimum: 1, maximum: 10_000 }),
  { additionalProperties: false, description: 'kind of need → households that have it' },
);

export const NewVisit = Type.Object(
  {
    id: EventId,
    worker: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 2 ** 53 - 1,
        description: 'left out: the worker who is signed in; else a device speaks for them',
      }),
    ),
    place: PlaceCode,
    kind: Type.Union([Type.Literal('visit'), Type.Literal('spot-check')], { description: 'spot-check: by a leader' }),
    households: Type.Integer({ minimum: 0, maximum: 10_000 }),
    needs: Type.Optional(Needs),
    note: Type.Optional(Type.String({ maxLength: 200, pattern: '^[^\\u0000]*$', description: 'no person’s data' })),
    at: Type.Optional(Instant),
    lon: Type.Optional(Type.Number()),
    lat: Type.Optional(Type.Number()),
    accuracyM: Type.Optional(Type.Number({ minimum: 0, maximum: 100_000 })),
  },
  { additionalProperties: false, description: 'at: at most a day ago; only while on duty' },
);
export type NewVisit = Static<typeof NewVisit>;
export const Visit = Type.Object(
  {
    id: EventId,
    place: PlaceCode,
    placeName: Type.Union([Type.String(), Type.Null()]),
    grid: Type.Union([GridCode, Type.Null()]),
    worker: Type.Integer(),
    name: Type.String(),
    kind: Type.Union([Type.Literal('visit'), Type.Literal('spot-check')]),
    households: Type.Integer(),
    needs: Needs,
    note: Type.Union([Type.String(), Type.Null()]),
    at: Instant,
    proof: Type.Union([Type.Literal('near'), Type.Literal('far'), Type.Literal('none')], {
      description: 'near: the worker’s position of that time was by the building',
    }),
    distanceM: Type.Union([Type.Number(), Type.Null()]),
    repeated: Type.Boolean({ description: 'the id was known already' }),
  },
  { $id: 'Visit', additionalProperties: false },
);
export type Visit = Static<typeof Visit>;
export const VisitQuery = Type.Object(
  {
    area: AreaCode,
    from: Type.Optional(Day),
    to: Type.Optional(Day),
    place: Type.Optional(PlaceCode),
    worker: Type.Optional(Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 })),
    limit: Type.Optional(Limit),
    after: Type.Optional(After),
  },
  { additionalProperties: false },
);
export type VisitQuery = Static<typeof VisitQuery>;
export const VisitList = Type.Object({ visits: Type.Array(Visit), next: Next }, { additionalProperties: false });
export type VisitList = Static<typeof VisitList>;

/** Of one grid in a period. A rate whose denominator is nothing is null. */
export const GridPresence = Type.Object(
  {
    grid: GridCode,
    name: Type.String(),
    households: Type.Integer({ description: 'of its buildings and units' }),
    visited: Type.Integer({ description: 'households met, each building at most as many as it has' }),
    visits: Type.Integer(),
    proved: Type.Integer({ description: 'visits with the worker’s position near the building' }),
    spotChecks: Type.Integer(),
    buildings: Type.Integer(),
    buildingsVisited: Type.Integer(),
    buildingsNever: Type.Integer({ description: 'never visited before the end of the period' }),
    buildingsOverdue: Type.Integer({ description: 'visited, but not for as long as the settings allow' }),
    patrols: Type.Integer(),
    patrolsDue: Type.Integer(),
    minutes: Type.Integer({ description: 'on duty inside the grid' }),
    streetM: Type.Integer(),
    streetPassedM: Type.Integer(),
    buildingsPassed: Type.Integer(),
    due: Type.Integer({ description: 'sign-ins due of its worker' }),
    answered: Type.Integer({ description: 'of those on time, late or excused' }),
  },
  { additionalProperties: false },
);
export type GridPresence = Static<typeof GridPresence>;
export const PresenceQuery = Type.Object({ area: AreaCode, from: Day, to: Day }, { additionalProperties: false });
export const PresenceAnswer = Type.Object(
  { grids: Type.Array(GridPresence), total: Type.Omit(GridPresence, ['grid', 'name']) },
  { additionalProperties: false, description: 'at most 366 days' },
);
export type PresenceAnswer = Static<typeof PresenceAnswer>;

/** Buildings and units by how long nobody has been there. */
export const UnvisitedQuery = Type.Object(
  { area: AreaCode, limit: Type.Optional(Limit), after: Type.Optional(After) },
  { additionalProperties: false },
);
export const UnvisitedPlace = Type.Object(
  {
    place: PlaceCode,
    name: Type.String(),
    grid: Type.Union([GridCode, Type.Null()]),
    lon: Type.Number(),
    lat: Type.Number(),
    households: Type.Union([Type.Integer(), Type.Null()]),
    lastVisit: Type.Union([Instant, Type.Null()], { description: 'null: never' }),
    days: Type.Union([Type.Integer(), Type.Null()]),
  },
  { additionalProperties: false },
);
export type UnvisitedPlace = Static<typeof UnvisitedPlace>;
export const UnvisitedList = Type.Object(
  { places: Type.Array(UnvisitedPlace), next: Next },
  { additionalProperties: false, description: 'never visited first, then the longest ago' },
);
export type UnvisitedList = Static<typeof UnvisitedList>;
