/** Instants that callers name: real ones, in a time that calendars and databases know, and not to come where they tell what was. */
import { Refusal } from '../contract/problem.ts';

/** A clock of a phone may be ahead by so much. */
export const AHEAD_MS = 2 * 60_000;
const FIRST = Date.UTC(2000, 0, 1);
const LAST = Date.UTC(2100, 0, 1);

/** Milliseconds. Throws `date-invalid`. */
export function instantOf(text: string, pointer: string): number {
  const instant = Date.parse(text);
  if (instant >= FIRST && instant < LAST) return instant;
  throw new Refusal('date-invalid', { text }, { errors: [{ pointer, code: 'date-invalid' }] });
}

/** The same for what was: at most now. Throws `date-invalid` for what is to come. */
export function pastInstant(text: string, now: number, pointer: string): number {
  const instant = instantOf(text, pointer);
  if (instant <= now + AHEAD_MS) return Math.min(instant, now);
  throw new Refusal('date-invalid', { text, reason: 'future' }, { errors: [{ pointer, code: 'date-invalid' }] });
}
