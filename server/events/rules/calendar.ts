/**
 * Office time of a work calendar in Asia/Shanghai (+08:00, no daylight saving since 1991). Office time is one number that only grows in
 * office hours: the office milliseconds since the first day kept. Workdays are counted per day beforehand, so that both directions,
 * instant → office time and back, are one look-up.
 */
import type { WorkCalendar } from '../../contract/event-rules.ts';
import { Refusal } from '../../contract/problem.ts';

export const DAY_MS = 86_400_000;
const OFFSET_MS = 8 * 3_600_000;
/** The first and the last year kept. A limit is 1,000 units at most, so what begins in this century ends within it. */
const FIRST_YEAR = 1992;
const LAST_YEAR = 2110;
const FIRST_DAY = Date.UTC(FIRST_YEAR, 0, 1) / DAY_MS;
const DAYS = Date.UTC(LAST_YEAR + 1, 0, 1) / DAY_MS - FIRST_DAY;

export interface Calendar {
  /** Office hours as milliseconds after midnight, in order. */
  readonly office: readonly { readonly from: number; readonly to: number; readonly before: number }[];
  /** Office milliseconds of one workday. */
  readonly dayMs: number;
  /** Workdays before the day of this index. */
  readonly before: Int32Array;
  /** Index of the day of each workday. */
  readonly workdays: Int32Array;
  readonly years: ReadonlySet<number>;
}

/** Throws `calendar-invalid` with a pointer. */
export function calendarOf({ office, years, days }: WorkCalendar): Calendar {
  let dayMs = 0;
  let end = -1;
  const hours = office.map((hours, index) => {
    const [from, to] = [clockMs(hours.from), clockMs(hours.to)];
    if (from >= to || from < end) throw invalid(`/office/${index}`);
    end = to;
    const before = dayMs;
    dayMs += to - from;
    return { from, to, before };
  });
  if (hours.length === 0) throw invalid('/office');

  const known = new Set(years);
  const special = new Map<number, boolean>();
  for (const [index, { date, work }] of days.entries()) {
    const midnight = Date.parse(`${date}T00:00:00Z`);
    if (Number.isNaN(midnight) || new Date(midnight).toISOString().slice(0, 10) !== date)
      throw invalid(`/days/${index}/date`);
    const day = midnight / DAY_MS - FIRST_DAY;
    if (!known.has(Number(date.slice(0, 4))) || special.has(day)) throw invalid(`/days/${index}/date`);
    special.set(day, work);
  }

  const before = new Int32Array(DAYS + 1);
  const workdays: number[] = [];
  for (let day = 0; day < DAYS; day += 1) {
    before[day] = workdays.length;
    // 1970-01-01 was a Thursday
    const weekday = (day + FIRST_DAY + 4) % 7;
    if (special.get(day) ?? (weekday !== 0 && weekday !== 6)) workdays.push(day);
  }
  before[DAYS] = workdays.length;
  return { office: hours, dayMs, before, workdays: Int32Array.from(workdays), years: known };
}

/** Office milliseconds up to an instant. */
export function officeTime(calendar: Calendar, instant: number): number {
  const day = dayIndex(instant);
  const before = calendar.before[day]!;
  const whole = before * calendar.dayMs;
  if (calendar.before[day + 1] === before) return whole;
  const clock = instant + OFFSET_MS - (day + FIRST_DAY) * DAY_MS;
  let inside = 0;
  for (const { from, to } of calendar.office) inside += Math.max(0, Math.min(clock, to) - from);
  return whole + inside;
}

/** The instant office time reaches this value; where an office closes on it, that closing. */
export function closingAt(calendar: Calendar, time: number): number {
  const index = Math.max(0, Math.ceil(time / calendar.dayMs) - 1);
  const inside = time - index * calendar.dayMs;
  const { office } = calendar;
  const hours = office.find(({ from, to, before }) => inside <= before + to - from) ?? office[office.length - 1]!;
  return midnight(calendar, index) + hours.from + inside - hours.before;
}

/** The same, and where an office closes on it, the opening after. */
export function openingAt(calendar: Calendar, time: number): number {
  const index = Math.floor(time / calendar.dayMs);
  const inside = time - index * calendar.dayMs;
  const { office } = calendar;
  const hours = office.find(({ from, to, before }) => inside < before + to - from) ?? office[office.length - 1]!;
  return midnight(calendar, index) + hours.from + inside - hours.before;
}

/** Whether the day on which the instant falls is a workday. */
export function isWorkday({ before }: Calendar, instant: number): boolean {
  const day = dayIndex(instant);
  return before[day + 1] !== before[day];
}

/** True when the calendar has every year from one instant to the other. */
export function knows(calendar: Calendar, from: number, to: number): boolean {
  for (let year = yearOf(from); year <= yearOf(to); year += 1) if (!calendar.years.has(year)) return false;
  return true;
}

function midnight({ workdays }: Calendar, index: number): number {
  const day = workdays[index];
  if (day === undefined) throw new RangeError(`no calendar holds workday ${index}`);
  return (day + FIRST_DAY) * DAY_MS - OFFSET_MS;
}

function dayIndex(instant: number): number {
  const day = Math.floor((instant + OFFSET_MS) / DAY_MS) - FIRST_DAY;
  if (!(day >= 0 && day < DAYS)) throw new RangeError(`no calendar holds ${instant}`);
  return day;
}

function yearOf(instant: number): number {
  return new Date(instant + OFFSET_MS).getUTCFullYear();
}

function clockMs(text: string): number {
  return (Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5))) * 60_000;
}

function invalid(pointer: string): Refusal {
  return new Refusal('calendar-invalid', {}, { errors: [{ pointer, code: 'calendar-invalid' }] });
}
