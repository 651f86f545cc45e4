/** What the loop of events runs by, all of it data: dictionaries of categories, time limits, the calendar, units that act. */
import { type Static, Type } from 'typebox';
import { AreaCode, CountyCode } from './codes.ts';

/** Emergency hours run day and night; working hours only in office hours; working days end at the same clock time. */
export const TIME_UNITS = ['emergency-hour', 'working-hour', 'working-day', 'calendar-day'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];
export const TimeUnitName = Type.Unsafe<TimeUnit>(Type.Union(TIME_UNITS.map((unit) => Type.Literal(unit))));

export const TimeLimit = Type.Object(
  { amount: Type.Number({ exclusiveMinimum: 0, maximum: 1000 }), unit: TimeUnitName },
  { additionalProperties: false },
);
export type TimeLimit = Static<typeof TimeLimit>;

/** What is timed: until it is dispatched, until it is handled, until it is verified. */
export const CLOCKS = ['dispatch', 'handle', 'verify'] as const;
export type ClockName = (typeof CLOCKS)[number];
export const ClockLiteral = Type.Unsafe<ClockName>(Type.Union(CLOCKS.map((clock) => Type.Literal(clock))));

/** 简易 一般 突出 重大 */
export const GRADES = ['simple', 'ordinary', 'notable', 'major'] as const;
export type Grade = (typeof GRADES)[number];
export const GradeName = Type.Unsafe<Grade>(Type.Union(GRADES.map((grade) => Type.Literal(grade))));

/** The four ways: solved on the spot, coordinated by the community, urgent straight up, approval tracked to the end. */
export const WAYS = ['on-the-spot', 'community', 'urgent', 'approval'] as const;
export type Way = (typeof WAYS)[number];
export const WayName = Type.Unsafe<Way>(Type.Union(WAYS.map((way) => Type.Literal(way))));

/** Who has it in hand. */
export const LEVELS = ['grid', 'community', 'town', 'county'] as const;
export type EventLevel = (typeof LEVELS)[number];
export const LevelName = Type.Unsafe<EventLevel>(Type.Union(LEVELS.map((level) => Type.Literal(level))));

export const DictionaryId = Type.String({ pattern: '^[a-z0-9-]{1,40}$' });
/** Major and minor together. A code means nothing without its dictionary. */
export const CategoryCode = Type.String({ pattern: '^[0-9]{2,10}$' });

export const Category = Type.Object(
  {
    code: CategoryCode,
    major: Type.String({ pattern: '^[0-9]{1,5}$' }),
    majorName: Type.String({ minLength: 1, maxLength: 40, pattern: '^[^\\u0000]*$' }),
    name: Type.String({ minLength: 1, maxLength: 40, pattern: '^[^\\u0000]*$' }),
    grade: GradeName,
    way: WayName,
    level: LevelName,
    limits: Type.Object({ dispatch: TimeLimit, handle: TimeLimit, verify: TimeLimit }, { additionalProperties: false }),
    retired: Type.Boolean({ description: 'no new event takes it' }),
  },
  { $id: 'EventCategory', additionalProperties: false },
);
export type Category = Static<typeof Category>;

export const Dictionary = Type.Object(
  {
    id: DictionaryId,
    name: Type.String({ minLength: 1, maxLength: 60 }),
    sample: Type.Boolean({ description: 'shipped as a sample; claims no conformity to any standard' }),
    version: Type.Integer(),
    categories: Type.Array(Category),
  },
  { additionalProperties: false },
);
export type Dictionary = Static<typeof Dictionary>;
export const DictionaryList = Type.Object(
  { dictionaries: Type.Array(Type.Omit(Dictionary, ['categories'], { additionalProperties: false })) },
  { additionalProperties: false },
);
export const DictionaryParams = Type.Object({ id: DictionaryId });
export const CategoryParams = Type.Object({ id: DictionaryId, code: CategoryCode });
/** A file of categories. Bad rows are told and left out; a row of a known code changes it. */
export const DictionaryImported = Type.Object(
  {
    dictionary: DictionaryId,
    version: Type.Integer(),
    added: Type.Integer(),
    changed: Type.Integer(),
    same: Type.Integer(),
    bad: Type.Array(
      Type.Object(
        {
          row: Type.Integer({ description: 'of the file, the heading is 1' }),
          field: Type.Union([Type.String(), Type.Null()]),
          code: Type.String(),
          value: Type.Union([Type.String(), Type.Null()]),
        },
        { additionalProperties: false },
      ),
      { description: 'at most 200 are named' },
    ),
    badRows: Type.Integer(),
  },
  { additionalProperties: false },
);
export type DictionaryImported = Static<typeof DictionaryImported>;
export const DictionaryImportQuery = Type.Object(
  { name: Type.Optional(Type.String({ minLength: 1, maxLength: 60, pattern: '^[^\\u0000]*$' })) },
  { additionalProperties: false, description: 'name: of a dictionary that is not there yet; default its id' },
);

const ClockTime = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' });

/** A day that is not as its weekday says: a holiday (`work` false) or a make-up workday 调休 (true). */
export const CalendarDay = Type.Object(
  {
    date: Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' }),
    work: Type.Boolean(),
    name: Type.String({ minLength: 1, maxLength: 40, pattern: '^[^\\u0000]*$' }),
  },
  { additionalProperties: false },
);
export type CalendarDay = Static<typeof CalendarDay>;

/** Asia/Shanghai. A year that is not among `years` is taken as Monday to Friday, and answers that used it say so. */
export const WorkCalendar = Type.Object(
  {
    office: Type.Array(Type.Object({ from: ClockTime, to: ClockTime }, { additionalProperties: false }), {
      minItems: 1,
      maxItems: 4,
      description: 'in order, apart: morning, afternoon',
    }),
    years: Type.Array(Type.Integer({ minimum: 2000, maximum: 2100 })),
    days: Type.Array(CalendarDay, { maxItems: 4000 }),
  },
  { additionalProperties: false },
);
export type WorkCalendar = Static<typeof WorkCalendar>;

export const CalendarParams = Type.Object({ year: Type.Integer({ minimum: 2000, maximum: 2100 }) });
export const CalendarQuery = Type.Object(
  { area: Type.Optional(CountyCode) },
  { additionalProperties: false, description: 'without: what holds for every county that has none of its own' },
);
/** A year as it holds for the area: its own, else that of all. */
export const CalendarYear = Type.Object(
  {
    year: Type.Integer(),
    area: Type.Union([CountyCode, Type.Null()], { description: 'whose days these are; null: of all' }),
    known: Type.Boolean({ description: 'false: the year is taken as Monday to Friday' }),
    days: Type.Array(CalendarDay),
    office: WorkCalendar.properties.office,
  },
  { additionalProperties: false },
);
export type CalendarYear = Static<typeof CalendarYear>;
export const CalendarYearBody = Type.Object(
  {
    days: Type.Array(CalendarDay, { maxItems: 366 }),
    office: Type.Optional(WorkCalendar.properties.office),
  },
  { additionalProperties: false, description: 'office: the hours of the area in every year' },
);
export type CalendarYearBody = Static<typeof CalendarYearBody>;

export const UnitCode = Type.String({ pattern: '^[0-9A-Za-z_-]{1,40}$' });
/** A department or station that events are dispatched to. */
export const EventUnit = Type.Object(
  {
    code: UnitCode,
    name: Type.String({ minLength: 1, maxLength: 60, pattern: '^[^\\u0000]*$' }),
    area: AreaCode,
    level: LevelName,
    members: Type.Array(Type.String({ minLength: 1, maxLength: 70, pattern: '^[^\\u0000]*$' }), {
      maxItems: 500,
      description: 'logins that take its steps',
    }),
  },
  { additionalProperties: false },
);
export type EventUnit = Static<typeof EventUnit>;
export const EventUnitList = Type.Object({ units: Type.Array(EventUnit) }, { additionalProperties: false });
export const EventUnitParams = Type.Object({ code: UnitCode });
export const CountyQuery = Type.Object({ county: CountyCode }, { additionalProperties: false });

/** How a county runs the loop. */
export const EventSettings = Type.Object(
  {
    county: CountyCode,
    dictionary: DictionaryId,
    /** Offered as the same: this kind, this near, this recent. */
    similar: Type.Object(
      { metres: Type.Number({ minimum: 0, maximum: 5000 }), hours: Type.Number({ minimum: 0, maximum: 720 }) },
      { additionalProperties: false },
    ),
    borderM: Type.Number({
      minimum: 0,
      maximum: 500,
      description: 'nearer to a border than this, both grids are offered',
    }),
    warnBefore: Type.Number({
      minimum: 0,
      maximum: 1,
      description: 'share of the time limit that is left when it is about to be overdue',
    }),
    emergencyLimits: Type.Object(
      { dispatch: TimeLimit, handle: TimeLimit, verify: TimeLimit },
      { additionalProperties: false, description: 'in emergency mode, for urgent events' },
    ),
  },
  { additionalProperties: false },
);
export type EventSettings = Static<typeof EventSettings>;
