/**
 * `datetime`: an instant or an interval of RFC 3339, `..` or nothing for an open end. A plain day is one in Asia/Shanghai: as an
 * instant its close, as `asOf` has it elsewhere, or where whole days are meant all of it; at the begin of an interval its first
 * moment, at the end its last. Pure.
 */
import { parseAsOf, type Span } from '../contract/time.ts';
import { broken } from './broken.ts';

export type Dated = { asOf: Date } | { during: Span };

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 24 * 3600_000;
const FIRST = Date.UTC(1900, 0, 1);
const LAST = Date.UTC(2200, 0, 1);

/** `wholeDays`: a plain day means all of it. Throws `request-invalid`. */
export function datedBy(text: string, { wholeDays }: { wholeDays: boolean }): Dated {
  const parts = text.split('/');
  if (parts.length === 1) {
    if (DAY.test(text) && wholeDays) return { during: { from: end(text, 'first'), to: end(text, 'last') } };
    return { asOf: end(text, 'last') };
  }
  const [first, last, ...more] = parts as [string, string, ...string[]];
  const isOpen = (part: string): boolean => part === '' || part === '..';
  if (more.length > 0 || (isOpen(first) && isOpen(last))) throw invalid(text);
  const from = isOpen(first) ? null : end(first, 'first');
  const to = isOpen(last) ? null : end(last, 'last');
  if (from !== null && to !== null && from > to) throw invalid(text);
  return { during: { from, to } };
}

function end(text: string, which: 'first' | 'last'): Date {
  const isDay = DAY.test(text);
  if (!isDay && !INSTANT.test(text)) throw invalid(text);
  let instant: Date;
  try {
    instant = parseAsOf(isDay ? text : text.toUpperCase());
  } catch {
    throw invalid(text);
  }
  // A day that no calendar has, 30 February, is moved on by Date without a word.
  const day = Number(text.slice(8, 10));
  const time = instant.getTime();
  const isReal =
    isDay || new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)) - 1, day)).getUTCDate() === day;
  if (!isReal || !(time >= FIRST && time < LAST)) throw invalid(text);
  return isDay && which === 'first' ? new Date(time + 1 - DAY_MS) : instant;
}

function invalid(text: string): Error {
  return broken('datetime', 'date-invalid', { datetime: text });
}
