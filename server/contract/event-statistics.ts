/** Figures of events. Every one has its formula here; a rate whose denominator is nought is null. */
import { type Static, Type } from 'typebox';
import { AreaCode, GridCode } from './codes.ts';
import { CategoryCode, GradeName, WayName } from './event-rules.ts';
import { ChannelName } from './events.ts';
import { Instant } from './time.ts';

/**
 * What rows are made by; two of them joined by a comma, as `grid,month`. Hours (of the day, 00 to 23), days and months are those
 * of Asia/Shanghai. There is a row for what at least one event belongs to.
 */
export const GROUPS = [
  'grid',
  'community',
  'town',
  'category',
  'major',
  'grade',
  'channel',
  'way',
  'handler',
  'hour',
  'day',
  'month',
] as const;
export type Group = (typeof GROUPS)[number];

export const StatisticsQuery = Type.Object(
  {
    area: AreaCode,
    from: Instant,
    to: Instant,
    by: Type.String({ pattern: `^(${GROUPS.join('|')})(,(${GROUPS.join('|')}))?$` }),
    grid: Type.Optional(GridCode),
    category: Type.Optional(Type.String({ pattern: '^[0-9]{1,10}$', description: 'a code or the beginning of codes' })),
    grade: Type.Optional(GradeName),
    channel: Type.Optional(ChannelName),
    way: Type.Optional(WayName),
    format: Type.Optional(Type.Union([Type.Literal('json'), Type.Literal('csv')])),
  },
  {
    additionalProperties: false,
    description: 'events reported from (inclusive) to (exclusive), on the grids of their time',
  },
);
export type StatisticsQuery = Static<typeof StatisticsQuery>;

const Count = Type.Integer({ minimum: 0 });
const Rate = Type.Union([Type.Number(), Type.Null()]);
export const EventFigures = Type.Object(
  {
    reported: Count,
    located: Count,
    void: Count,
    merged: Count,
    filed: Count,
    dispatched: Type.Integer({ description: 'dispatches, of which an event may have several' }),
    returned: Type.Integer({ description: 'dispatches that were returned' }),
    handleDue: Type.Integer({ description: 'handled, or the limit of handling is over' }),
    handled: Count,
    handledOnTime: Type.Integer({ description: 'handled within the limit of handling' }),
    closeDue: Type.Integer({ description: 'closed, or the limit of verification is over' }),
    closed: Count,
    closedOnTime: Type.Integer({ description: 'closed, with no clock overrun' }),
    open: Count,
    overdue: Type.Integer({ description: 'open, and the clock that runs is over' }),
    suspended: Count,
    reworked: Type.Integer({ description: 'events handled again at least once' }),
    filingRate: Type.Union([Type.Number(), Type.Null()], { description: 'filed / reported' }),
    handlingRate: Type.Union([Type.Number(), Type.Null()], { description: 'handled / handleDue' }),
    onTimeHandlingRate: Type.Union([Type.Number(), Type.Null()], { description: 'handledOnTime / handleDue' }),
    closingRate: Type.Union([Type.Number(), Type.Null()], { description: 'closed / closeDue' }),
    onTimeClosingRate: Type.Union([Type.Number(), Type.Null()], { description: 'closedOnTime / closeDue' }),
    exactDispatchRate: Type.Union([Type.Number(), Type.Null()], {
      description: '(dispatches - returned) / dispatches',
    }),
    reworkRate: Type.Union([Type.Number(), Type.Null()], { description: 'reworked / handled' }),
    duplicateRate: Type.Union([Type.Number(), Type.Null()], { description: 'merged / reported' }),
    averageHandlingH: Type.Union([Type.Number(), Type.Null()], { description: 'hours from dispatch to feedback' }),
    averageClosingH: Type.Union([Type.Number(), Type.Null()], { description: 'hours from report to close' }),
    households: Type.Union([Count, Type.Null()], {
      description: 'of the grid or area, on the edition of the end of the period; before the first one, on the first',
    }),
    per1000Households: Rate,
  },
  { additionalProperties: false },
);
export type EventFigures = Static<typeof EventFigures>;

export const StatisticsRow = Type.Object(
  {
    key: Type.Array(Type.Union([Type.String(), Type.Null()]), {
      description: 'one value a group; null: not located, no handler',
    }),
    name: Type.Array(Type.Union([Type.String(), Type.Null()])),
    figures: EventFigures,
  },
  { additionalProperties: false },
);
export type StatisticsRow = Static<typeof StatisticsRow>;
export const EventStatistics = Type.Object(
  {
    area: AreaCode,
    from: Instant,
    to: Instant,
    by: Type.Array(Type.String()),
    at: Type.String({ format: 'date-time', description: 'when these were true' }),
    total: EventFigures,
    rows: Type.Array(StatisticsRow),
  },
  { additionalProperties: false },
);
export type EventStatistics = Static<typeof EventStatistics>;

/** Grids that stand out against their own past: see server/events/statistics/hotspots.ts for the test. */
export const HotspotQuery = Type.Object(
  {
    area: AreaCode,
    to: Type.Optional(Instant),
    days: Type.Optional(Type.Integer({ minimum: 1, maximum: 31, default: 7 })),
    category: Type.Optional(CategoryCode),
  },
  { additionalProperties: false },
);
export const Hotspot = Type.Object(
  {
    grid: GridCode,
    name: Type.String(),
    count: Type.Integer(),
    expected: Type.Number({ description: 'mean of the periods before' }),
    periods: Type.Integer({ description: 'how many periods before were counted' }),
    chance: Type.Number({ description: 'how likely so many would be by chance, after the number of grids looked at' }),
  },
  { additionalProperties: false },
);
export type Hotspot = Static<typeof Hotspot>;
export const HotspotList = Type.Object(
  { at: Instant, days: Type.Integer(), looked: Type.Integer(), hotspots: Type.Array(Hotspot) },
  { additionalProperties: false },
);

/**
 * GET /api/events/played: the events that were open or new in a period, in columns for the time slider, as application/octet-stream.
 * Little-endian. Header of 16 bytes: 'GZEV', u16 version 1, u16 number of categories, u32 count, u32 number of grids. Then the codes of the
 * categories and of the grids (each u8 length and ASCII), zero bytes up to a multiple of 8, and the columns one after the other, each padded
 * to a multiple of 8: f64 reportedMs, f64 endedMs (NaN: open), f64 dueMs (NaN: none), u32 serial, i32 lon, i32 lat (1e-7°; both
 * -2^31: not located), u32 grid (index, 0xffffffff: none), u16 category (index), u8 grade, u8 state now (indexes of GRADES, EVENT_STATES).
 * Sorted by reportedMs.
 */
export const PlayedQuery = Type.Object(
  {
    area: AreaCode,
    from: Instant,
    to: Instant,
    category: Type.Optional(Type.String({ pattern: '^[0-9]{1,10}$' })),
  },
  { additionalProperties: false },
);
export type PlayedQuery = Static<typeof PlayedQuery>;
