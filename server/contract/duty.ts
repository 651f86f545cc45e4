/** Duty: the times at which workers sign in, what they did of it, and what they are excused from. */
import { type Static, Type } from 'typebox';
import { AreaCode, CountyCode, GridCode } from './codes.ts';
import { EventId } from './events.ts';
import { Instant } from './time.ts';
import { PostRoleName, Worker } from './workers.ts';

const Reason = Type.String({ minLength: 1, maxLength: 500, pattern: '^[^\\u0000]*$' });
export const Day = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', description: 'in Asia/Shanghai' });
const HourMinute = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' });

/** What a county asks of its workers. The days on which it asks are those of the calendar of events: weekends, holidays and make-up workdays. */
export const DutySettings = Type.Object(
  {
    county: CountyCode,
    roles: Type.Array(PostRoleName, {
      minItems: 1,
      maxItems: 9,
      uniqueItems: true,
      description: 'who holds such a post has to sign in',
    }),
    signIns: Type.Array(HourMinute, { minItems: 1, maxItems: 6, description: 'in order; sign-in of each is due then' }),
    graceMin: Type.Integer({ minimum: 0, maximum: 120, description: 'later than this is late' }),
    missedMin: Type.Integer({ minimum: 5, maximum: 720, description: 'later than this is missed' }),
    earlyMin: Type.Integer({ minimum: 0, maximum: 240, description: 'a sign-in this long before counts for it' }),
    outAt: Type.Union([HourMinute, Type.Null()], {
      description: 'a shift still open then ends by itself; null: 24 hours after it began',
    }),
    positionIntervalS: Type.Integer({ minimum: 10, maximum: 60 }),
    trailDays: Type.Integer({ minimum: 0, maximum: 180, description: 'kept, then deleted' }),
    patrolsADay: Type.Integer({ minimum: 0, maximum: 20 }),
    patrolMin: Type.Integer({ minimum: 1, maximum: 240, description: 'minutes in the own grid that make a patrol' }),
    householdsADay: Type.Integer({ minimum: 0, maximum: 500 }),
    spotChecksADay: Type.Integer({ minimum: 0, maximum: 50, description: 'by a leader' }),
    visitDays: Type.Integer({
      minimum: 1,
      maximum: 3660,
      description: 'a building not visited for longer is a finding',
    }),
    nearM: Type.Integer({ minimum: 5, maximum: 500, description: 'so near a building a visit is proved by position' }),
    passedM: Type.Integer({
      minimum: 5,
      maximum: 200,
      description: 'so near a street or building it counts as passed',
    }),
  },
  { additionalProperties: false },
);
export type DutySettings = Static<typeof DutySettings>;
export const DutySettingsParams = Type.Object({ county: CountyCode });

export const DUTY_PLACES = ['own-grid', 'other-grid', 'outside', 'unknown'] as const;
export type DutyPlace = (typeof DUTY_PLACES)[number];
export const DutyPlaceName = Type.Unsafe<DutyPlace>(Type.Union(DUTY_PLACES.map((place) => Type.Literal(place))));

export const Shift = Type.Object(
  {
    id: EventId,
    worker: Type.Integer(),
    dueAt: Type.Union([Instant, Type.Null()], { description: 'the sign-in it answers; null: one besides' }),
    inAt: Instant,
    inGrid: Type.Union([GridCode, Type.Null()]),
    inPlace: DutyPlaceName,
    lateMin: Type.Integer({ minimum: 0 }),
    outAt: Type.Union([Instant, Type.Null()]),
    outPlace: Type.Union([DutyPlaceName, Type.Null()]),
    outBy: Type.Union([Type.Literal('worker'), Type.Literal('automatic'), Type.Literal('office'), Type.Null()]),
  },
  { $id: 'Shift', additionalProperties: false },
);
export type Shift = Static<typeof Shift>;

/** Made where there was no network it comes later: `at` is the time it happened, at most a day ago. */
export const SignBody = Type.Object(
  {
    id: EventId,
    worker: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 2 ** 53 - 1,
        description: 'left out: the worker who is signed in; else a device speaks for them',
      }),
    ),
    at: Type.Optional(Instant),
    lon: Type.Optional(Type.Number()),
    lat: Type.Optional(Type.Number()),
    accuracyM: Type.Optional(Type.Number({ minimum: 0, maximum: 100_000 })),
    reason: Type.Optional(Reason),
  },
  { additionalProperties: false, description: 'id: of the shift' },
);
export type SignBody = Static<typeof SignBody>;

export const ShiftParams = Type.Object({ id: EventId });
export const ShiftEnd = Type.Object({ reason: Reason }, { additionalProperties: false });
export const ShiftQuery = Type.Object({ area: AreaCode }, { additionalProperties: false });
export const OnDuty = Type.Object(
  {
    shifts: Type.Array(
      Type.Object(
        { shift: Shift, name: Type.String(), area: AreaCode },
        { additionalProperties: false, description: 'area: of the worker' },
      ),
    ),
  },
  { additionalProperties: false },
);
export type OnDuty = Static<typeof OnDuty>;

/** What a worker's own page needs first. */
export const DutyMe = Type.Object(
  {
    worker: Type.Union([Worker, Type.Null()], { description: 'null: this login is no worker of the register' }),
    settings: Type.Union([DutySettings, Type.Null()]),
    emergencyIntervalS: Type.Union([Type.Integer(), Type.Null()], { description: 'while emergency mode is on' }),
    // without the name: a schema that has one may stand only once in an answer
    shift: Type.Union([Type.Object(Shift.properties, { additionalProperties: false }), Type.Null()], {
      description: 'the open one',
    }),
    due: Type.Union([Instant, Type.Null()], {
      description: 'the next sign-in that is due today, or the one that is open now',
    }),
    today: Type.Object({
      shifts: Type.Array(Shift),
      households: Type.Integer(),
      visits: Type.Integer(),
      spotChecks: Type.Integer(),
      patrols: Type.Integer(),
    }),
    notice: Type.Object({
      version: Type.Integer({ description: 'of the notice about positions that is in force' }),
      seen: Type.Union([Instant, Type.Null()]),
    }),
  },
  { additionalProperties: false },
);
export type DutyMe = Static<typeof DutyMe>;

export const DUTY_EXCEPTIONS = ['leave', 'training', 'assignment', 'other'] as const;
export type DutyExceptionKind = (typeof DUTY_EXCEPTIONS)[number];
export const NewDutyException = Type.Object(
  {
    worker: Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 }),
    from: Day,
    to: Day,
    kind: Type.Unsafe<DutyExceptionKind>(Type.Union(DUTY_EXCEPTIONS.map((kind) => Type.Literal(kind)))),
    reason: Reason,
  },
  { additionalProperties: false },
);
export type NewDutyException = Static<typeof NewDutyException>;
export const DutyException = Type.Object(
  {
    id: Type.Integer(),
    name: Type.String(),
    ...NewDutyException.properties,
    by: Type.String(),
    at: Instant,
  },
  { $id: 'DutyException', additionalProperties: false },
);
export type DutyException = Static<typeof DutyException>;
export const DutyExceptionQuery = Type.Object(
  { area: AreaCode, from: Day, to: Day },
  { additionalProperties: false, description: 'that touch these days; not those withdrawn' },
);
export const DutyExceptionList = Type.Object(
  { exceptions: Type.Array(DutyException) },
  { additionalProperties: false },
);
export const NoticeSeen = Type.Object(
  { version: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }) },
  { additionalProperties: false },
);

export const ATTENDANCE_RESULTS = ['on-time', 'late', 'missed', 'excused', 'open'] as const;
export type AttendanceResult = (typeof ATTENDANCE_RESULTS)[number];

/** Of one worker and one sign-in that was due. */
export const Attendance = Type.Object(
  {
    worker: Type.Integer(),
    name: Type.String(),
    day: Day,
    dueAt: Instant,
    result: Type.Unsafe<AttendanceResult>(Type.Union(ATTENDANCE_RESULTS.map((result) => Type.Literal(result)))),
    lateMin: Type.Integer(),
    shift: Type.Union([EventId, Type.Null()]),
    inPlace: Type.Union([DutyPlaceName, Type.Null()]),
    exception: Type.Union([Type.Integer(), Type.Null()]),
  },
  { additionalProperties: false, description: 'open: it can still be answered' },
);
export type Attendance = Static<typeof Attendance>;
export const AttendanceQuery = Type.Object({ area: AreaCode, from: Day, to: Day }, { additionalProperties: false });
export const AttendanceAnswer = Type.Object(
  {
    rows: Type.Array(Attendance),
    totals: Type.Object({
      due: Type.Integer(),
      onTime: Type.Integer(),
      late: Type.Integer(),
      missed: Type.Integer(),
      excused: Type.Integer(),
    }),
    calendar: Type.Boolean({ description: 'false: a year without a loaded calendar, Monday to Friday is assumed' }),
  },
  { additionalProperties: false, description: 'at most 62 days; `due` counts what is decided' },
);
export type AttendanceAnswer = Static<typeof AttendanceAnswer>;
