/** Dates in questions. */
import { Type } from 'typebox';

/**
 * `2026-11-22` means the close of that day in Asia/Shanghai, so asking for today gives what is in force now;
 * a date-time with offset is taken as it is.
 */
export const AsOf = Type.String({
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2}))?$',
  maxLength: 40,
  description: 'A day (its close in Asia/Shanghai) or a date-time with offset',
});
