/** Events: report, the steps of the closed loop, the current state that follows from them. No record of who asked for help. */
import { type Static, Type } from 'typebox';
import { AreaCode, GridCode, PlaceCode } from './codes.ts';
import {
  CategoryCode,
  ClockLiteral,
  DictionaryId,
  type EventLevel,
  GradeName,
  LevelName,
  UnitCode,
  WayName,
} from './event-rules.ts';
import { BboxText } from './geometry.ts';
import { After, Next } from './page.ts';
import { Instant } from './time.ts';

/** After which step an event stands. `reported` to `followed-up` is the way; the last three leave it. */
export const EVENT_STATES = [
  ...['reported', 'filed', 'routed', 'dispatched', 'handling', 'handled', 'verified', 'closed', 'followed-up'],
  ...['suspended', 'void', 'merged'],
] as const;
export type EventState =
  | ('reported' | 'filed' | 'routed' | 'dispatched' | 'handling' | 'handled' | 'verified' | 'closed' | 'followed-up')
  | ('suspended' | 'void' | 'merged');
export const EventStateName = Type.Unsafe<EventState>(Type.Union(EVENT_STATES.map((state) => Type.Literal(state))));
/** Nothing more is asked of anybody. */
export const ENDED: readonly EventState[] = ['closed', 'followed-up', 'void', 'merged'];

/**
 * report 上报 · check 核实 · file 立案 · route 分级分流 · dispatch 派遣 · return 退回 · handle 处置 · feedback 反馈 · rework 返工 · verify 核查 ·
 * close 结案 · follow-up 回访 · solve 就地解决 (report, handle and verify in one act, with a photo) · extend 延期 · suspend 挂账 · resume 恢复 ·
 * ask-extend, ask-suspend, refuse: what the handler asks and what is refused · void 作废 · merge 合并 · supervise 督办 · escalate 升级 · whistle 吹哨 ·
 * locate: the place is given or put right · note.
 */
export const EVENT_STEPS = [
  ...['report', 'check', 'file', 'route', 'dispatch', 'return', 'handle', 'feedback', 'rework', 'verify', 'close'],
  ...['follow-up', 'solve', 'ask-extend', 'extend', 'ask-suspend', 'suspend', 'resume', 'refuse'],
  ...['void', 'merge', 'supervise', 'escalate', 'whistle', 'locate', 'note'],
] as const;
export type EventStep =
  | (
      | 'report'
      | 'check'
      | 'file'
      | 'route'
      | 'dispatch'
      | 'return'
      | 'handle'
      | 'feedback'
      | 'rework'
      | 'verify'
      | 'close'
    )
  | ('follow-up' | 'solve' | 'ask-extend' | 'extend' | 'ask-suspend' | 'suspend' | 'resume' | 'refuse')
  | ('void' | 'merge' | 'supervise' | 'escalate' | 'whistle' | 'locate' | 'note');
export const EventStepName = Type.Unsafe<EventStep>(Type.Union(EVENT_STEPS.map((step) => Type.Literal(step))));

export const CHANNELS = ['worker', 'hotline', 'resident', 'system'] as const;
export type Channel = (typeof CHANNELS)[number];
export const ChannelName = Type.Unsafe<Channel>(Type.Union(CHANNELS.map((channel) => Type.Literal(channel))));

/** Made by the client, so that a retry is the same event or step. */
export const EventId = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
  description: 'a UUID in small letters',
});
const Text = Type.String({ minLength: 1, maxLength: 500, pattern: '^[^\\u0000]*$' });
const TextOrNull = Type.Union([Type.String(), Type.Null()]);

/** Where: a point, a building or unit by its code, or an address. None of them, or one that cannot be found: not located. */
const Where = {
  lon: Type.Optional(Type.Number()),
  lat: Type.Optional(Type.Number()),
  datum: Type.Optional(Type.Union([Type.Literal('wgs84'), Type.Literal('gcj02'), Type.Literal('bd09')])),
  accuracyM: Type.Optional(Type.Number({ minimum: 0, maximum: 100_000 })),
  place: Type.Optional(PlaceCode),
  address: Type.Optional(Type.String({ minLength: 1, maxLength: 300, pattern: '^[^\\u0000]*$' })),
};

export const NewEvent = Type.Object(
  {
    id: EventId,
    category: CategoryCode,
    text: Text,
    channel: ChannelName,
    ...Where,
    area: Type.Optional(AreaCode),
    occurredAt: Type.Optional(Instant),
    ticket: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 60,
        pattern: '^[^\\u0000]*$',
        description: 'number of the hotline, for the follow-up; never the caller',
      }),
    ),
    solved: Type.Optional(Text),
  },
  {
    additionalProperties: false,
    description:
      'area: whose event it is while it is not located, default the area of the caller. solved: what the worker did on the spot; the event waits for its photo',
  },
);
export type NewEvent = Static<typeof NewEvent>;

/** Who has it in hand. */
export const Handler = Type.Object(
  {
    kind: Type.Union([Type.Literal('unit'), Type.Literal('worker')]),
    code: Type.String({
      minLength: 1,
      maxLength: 60,
      pattern: '^[^\\u0000]*$',
      description: 'of the unit, or the login of the worker',
    }),
    name: Type.String({ maxLength: 60 }),
  },
  { additionalProperties: false },
);
export type Handler = Static<typeof Handler>;

/** A worker that an event can be sent to. */
export const EventWorker = Type.Object(
  {
    login: Type.String(),
    name: Type.String(),
    near: Type.Unsafe<EventLevel>({
      ...LevelName,
      description: 'grid: answers for the grid of the event; else the level of the area the worker is of',
    }),
  },
  { additionalProperties: false },
);
export type EventWorker = Static<typeof EventWorker>;
export const EventWorkers = Type.Object(
  { workers: Type.Array(EventWorker, { description: 'the nearest first' }) },
  { additionalProperties: false },
);

/** An event as lists, the live stream and the map have it. */
export const EventRow = Type.Object(
  {
    id: EventId,
    serial: Type.Integer({ description: 'grows over the service' }),
    area: AreaCode,
    grid: Type.Union([GridCode, Type.Null()]),
    gridAlso: Type.Union([GridCode, Type.Null()], { description: 'the grid beyond a near border' }),
    lon: Type.Union([Type.Number(), Type.Null()], { description: 'null: not located' }),
    lat: Type.Union([Type.Number(), Type.Null()]),
    category: CategoryCode,
    text: Type.String(),
    grade: GradeName,
    way: WayName,
    level: LevelName,
    channel: ChannelName,
    state: EventStateName,
    version: Type.Integer({ description: 'number of steps' }),
    occurredAt: Instant,
    reportedAt: Instant,
    changedAt: Instant,
    clock: Type.Union([ClockLiteral, Type.Null()], {
      description: 'the one that runs; null: none, or it stands still',
    }),
    clockFrom: Type.Union([Instant, Type.Null()]),
    dueAt: Type.Union([Instant, Type.Null()]),
    handler: Type.Union([Handler, Type.Null()]),
    worker: Type.Union([Type.String(), Type.Null()], { description: 'who answers for the grid at that time' }),
    supervised: Type.Boolean(),
    emergency: Type.Boolean({ description: 'reported in emergency mode' }),
    asked: Type.Union([Type.Literal('extend'), Type.Literal('suspend'), Type.Null()]),
    reworks: Type.Integer(),
    photos: Type.Integer(),
  },
  { $id: 'EventRow', additionalProperties: false },
);
export type EventRow = Static<typeof EventRow>;

export const StepBody = Type.Object(
  {
    id: EventId,
    step: EventStepName,
    why: Type.Optional(Text),
    at: Type.Optional(
      Type.String({
        format: 'date-time',
        description: 'when it was done, for steps queued without network; not later than now',
      }),
    ),
    category: Type.Optional(CategoryCode),
    grade: Type.Optional(GradeName),
    way: Type.Optional(WayName),
    level: Type.Optional(LevelName),
    handler: Type.Optional(
      Type.Object({ kind: Handler.properties.kind, code: Handler.properties.code }, { additionalProperties: false }),
    ),
    units: Type.Optional(Type.Array(UnitCode, { minItems: 1, maxItems: 20, description: 'whistle: who is called' })),
    until: Type.Optional(Instant),
    into: Type.Optional(EventId),
    satisfied: Type.Optional(Type.Boolean()),
    photos: Type.Optional(Type.Array(EventId, { maxItems: 20 })),
    ...Where,
    grid: Type.Optional(GridCode),
  },
  {
    additionalProperties: false,
    description:
      'until: the new deadline of an extension. into: the earlier event of a merge. satisfied: of a follow-up. grid: chosen of the two beside a border',
  },
);
export type StepBody = Static<typeof StepBody>;

export const StepRow = Type.Object(
  {
    seq: Type.Integer(),
    id: EventId,
    step: EventStepName,
    at: Instant,
    recordedAt: Instant,
    actor: Type.String(),
    why: TextOrNull,
    state: EventStateName,
    detail: Type.Record(Type.String(), Type.Unknown()),
  },
  { additionalProperties: false },
);
export type StepRow = Static<typeof StepRow>;

export const STEP_NEEDS = ['why', 'handler', 'units', 'until', 'into', 'satisfied', 'photo', 'where'] as const;
export type StepNeed = (typeof STEP_NEEDS)[number];
/** A step the caller may take now, and what it needs. */
export const AllowedStep = Type.Object(
  {
    step: EventStepName,
    to: EventStateName,
    needs: Type.Array(Type.Unsafe<StepNeed>(Type.Union(STEP_NEEDS.map((need) => Type.Literal(need))))),
    next: Type.Boolean({ description: 'the one step forward on its way' }),
  },
  { additionalProperties: false },
);
export type AllowedStep = Static<typeof AllowedStep>;

export const ClockView = Type.Object(
  {
    clock: ClockLiteral,
    rule: Type.String({ description: 'amount and unit, as 4 working-hour' }),
    from: Instant,
    dueAt: Instant,
    doneAt: Type.Union([Instant, Type.Null()]),
    stoppedMs: Type.Number({ description: 'time suspended' }),
    extended: Type.Integer(),
    calendarKnown: Type.Boolean({ description: 'false: a year without a calendar was taken as Monday to Friday' }),
  },
  { additionalProperties: false },
);
export type ClockView = Static<typeof ClockView>;

export const EventPhoto = Type.Object(
  {
    id: EventId,
    type: Type.Union([Type.Literal('image/jpeg'), Type.Literal('image/png'), Type.Literal('image/webp')]),
    bytes: Type.Integer(),
    at: Instant,
    actor: Type.String(),
  },
  { additionalProperties: false },
);
export type EventPhoto = Static<typeof EventPhoto>;
/** The position inside a photo, offered once; what is stored has none. */
export const PhotoAdded = Type.Object(
  {
    ...EventPhoto.properties,
    taken: Type.Union([Type.Object({ lon: Type.Number(), lat: Type.Number() }), Type.Null()]),
  },
  { additionalProperties: false },
);
export type PhotoAdded = Static<typeof PhotoAdded>;

/** The same kind, near and recent: offered, never merged by itself. */
export const SimilarEvent = Type.Object(
  {
    id: EventId,
    serial: Type.Integer(),
    state: EventStateName,
    text: Type.String(),
    distanceM: Type.Number(),
    reportedAt: Instant,
  },
  { additionalProperties: false },
);
export type SimilarEvent = Static<typeof SimilarEvent>;

export const EventReported = Type.Object(
  {
    event: EventRow,
    similar: Type.Array(SimilarEvent),
    repeated: Type.Boolean({ description: 'this id was here already' }),
  },
  { additionalProperties: false },
);
export type EventReported = Static<typeof EventReported>;

export const EventCard = Type.Object(
  {
    event: EventRow,
    dictionary: DictionaryId,
    ticket: TextOrNull,
    place: TextOrNull,
    address: TextOrNull,
    accuracyM: Type.Union([Type.Number(), Type.Null()]),
    edition: Type.Union([Type.Integer(), Type.Null()], { description: 'id of the edition that located it' }),
    path: Type.Array(Type.Object({ level: Type.String(), code: Type.String(), name: Type.String() })),
    mergedInto: Type.Union([EventId, Type.Null()]),
    whistled: Type.Array(Type.String()),
    clocks: Type.Array(ClockView),
    steps: Type.Array(StepRow),
    photos: Type.Array(EventPhoto),
    similar: Type.Array(SimilarEvent),
    allowed: Type.Array(AllowedStep),
  },
  { additionalProperties: false },
);
export type EventCard = Static<typeof EventCard>;

export const EventQuery = Type.Object(
  {
    area: Type.Optional(AreaCode),
    grid: Type.Optional(GridCode),
    serial: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })),
    state: Type.Optional(EventStateName),
    open: Type.Optional(Type.Boolean({ description: 'true: not ended' })),
    located: Type.Optional(Type.Boolean()),
    overdue: Type.Optional(Type.Boolean()),
    category: Type.Optional(CategoryCode),
    grade: Type.Optional(GradeName),
    channel: Type.Optional(ChannelName),
    handler: Type.Optional(Type.String({ maxLength: 60, pattern: '^[^\\u0000]*$' })),
    bbox: Type.Optional(BboxText),
    from: Type.Optional(Instant),
    to: Type.Optional(Instant),
    q: Type.Optional(Type.String({ minLength: 1, maxLength: 60, pattern: '^[^\\u0000]*$' })),
    order: Type.Optional(
      Type.Union([Type.Literal('due'), Type.Literal('newest')], {
        description: 'due: overdue first, then by deadline',
      }),
    ),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 2000, default: 200 })),
    after: Type.Optional(After),
  },
  { additionalProperties: false },
);
export type EventQuery = Static<typeof EventQuery>;
export const EventList = Type.Object({ events: Type.Array(EventRow), next: Next }, { additionalProperties: false });
export type EventList = Static<typeof EventList>;
export const EventParams = Type.Object({ id: EventId });
export const PhotoParams = Type.Object({ id: EventId, photo: EventId });
