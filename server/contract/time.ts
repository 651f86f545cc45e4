/** Dates in questions and answers. */
import { Type } from 'typebox';
import { Refusal } from './problem.ts';

/**
 * `2026-11-22` means the close of that day in Asia/Shanghai, so asking for today gives what is in force now;
 * a date-time with offset is taken as it is.
 */
export const AsOf = Type.String({
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2}))?$',
  maxLength: 40,
  description: 'A day (its close in Asia/Shanghai) or a date-time with offset',
});

/** An instant in an answer, ISO 8601 in UTC; in a question any offset. */
export const Instant = Type.String({ format: 'date-time', maxLength: 40 });

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const CHINA_OFFSET_MS = 8 * 3600_000;

/** A day means its last millisecond in Asia/Shanghai (no daylight saving since 1991). Throws `date-invalid`. */
export function parseAsOf(text: string): Date {
  const day = DAY.exec(text);
  if (!day) {
    const instant = new Date(text);
    if (Number.isNaN(instant.getTime()))
      throw new Refusal('date-invalid', { text }, { errors: [{ pointer: 'asOf', code: 'date-invalid' }] });
    return instant;
  }
  const [year, month, date] = [Number(day[1]), Number(day[2]), Number(day[3])];
  const start = new Date(Date.UTC(year, month - 1, date));
  if (start.getUTCFullYear() !== year || start.getUTCMonth() !== month - 1 || start.getUTCDate() !== date) {
    throw new Refusal('date-invalid', { text }, { errors: [{ pointer: 'asOf', code: 'date-invalid' }] });
  }
  return new Date(start.getTime() + 24 * 3600_000 - CHINA_OFFSET_MS - 1);
}

/** From one instant to another, both included; null: without an end on that side. */
export interface Span {
  from: Date | null;
  to: Date | null;
}
