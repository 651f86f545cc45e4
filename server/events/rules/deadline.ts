/**
 * A time limit becomes a deadline. What starts outside office hours starts at the next opening; n working days end at the same clock time
 * n workdays later; working hours pass over nights, breaks, weekends and holidays; emergency hours and calendar days run through.
 */
import type { TimeLimit, TimeUnit } from '../../contract/event-rules.ts';
import { type Calendar, closingAt, DAY_MS, knows, officeTime, openingAt } from './calendar.ts';

const HOUR_MS = 3_600_000;

export interface Deadline {
  readonly dueAt: number;
  /** False: a year without a calendar was taken as Monday to Friday. */
  readonly calendarKnown: boolean;
}

export function deadline(calendar: Calendar, from: number, { amount, unit }: TimeLimit): Deadline {
  if (unit === 'emergency-hour' || unit === 'calendar-day') {
    const through = Math.round(amount * (unit === 'calendar-day' ? DAY_MS : HOUR_MS));
    return { dueAt: from + through, calendarKnown: true };
  }
  const start = officeTime(calendar, from);
  const wholeDays = unit === 'working-day' && Number.isInteger(amount);
  const limit = Math.round(amount * (unit === 'working-day' ? calendar.dayMs : HOUR_MS));
  const dueAt = wholeDays ? openingAt(calendar, start + limit) : closingAt(calendar, start + limit);
  return { dueAt, calendarKnown: knows(calendar, from, dueAt) };
}

export function runsThrough(unit: TimeUnit): boolean {
  return unit === 'emergency-hour' || unit === 'calendar-day';
}

/** Time of the unit's kind from one instant to another, ms: office time for working units. Negative when `to` is earlier. */
export function elapsed(calendar: Calendar, unit: TimeUnit, from: number, to: number): number {
  return runsThrough(unit) ? to - from : officeTime(calendar, to) - officeTime(calendar, from);
}

/** Share of the limit that is left: 1 at its start, 0 when due, never less. For what is about to be overdue. */
export function shareLeft(calendar: Calendar, unit: TimeUnit, from: number, dueAt: number, at: number): number {
  const whole = elapsed(calendar, unit, from, dueAt);
  if (whole <= 0) return at < dueAt ? 1 : 0;
  return Math.min(1, Math.max(0, elapsed(calendar, unit, at, dueAt) / whole));
}

/**
 * The deadline after a stop. What was left when the clock stopped, in time of the unit's kind, is what is left when it goes on. A clock
 * that was over when it stopped is still over: its deadline stays.
 */
export function deadlineAfterStop(
  calendar: Calendar,
  unit: TimeUnit,
  dueAt: number,
  stoppedAt: number,
  goesOnAt: number,
): Deadline {
  if (dueAt <= stoppedAt) return { dueAt, calendarKnown: true };
  if (runsThrough(unit)) return { dueAt: dueAt + goesOnAt - stoppedAt, calendarKnown: true };
  const left = officeTime(calendar, dueAt) - officeTime(calendar, stoppedAt);
  // extended to an instant of the night it stopped in
  if (left === 0) return { dueAt: dueAt + goesOnAt - stoppedAt, calendarKnown: true };
  // due at an opening, as working days are, is due at an opening again
  const end = officeTime(calendar, goesOnAt) + left;
  const opening = openingAt(calendar, officeTime(calendar, dueAt)) === dueAt;
  const next = opening ? openingAt(calendar, end) : closingAt(calendar, end);
  return { dueAt: next, calendarKnown: knows(calendar, stoppedAt, next) };
}
