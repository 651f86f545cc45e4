/**
 * How fast the past is played. At 1× a second of watching shows so much that the whole period takes at most 24 minutes: of a
 * day one minute a second, so that a day takes 24 minutes at 1× and 24 seconds at 60×; of a month half an hour. Pure.
 */
import { HOUR_MS, MINUTE_MS, type Period } from './period.ts';

export const SPEEDS = [1, 2, 5, 10, 20, 30, 60] as const;
export type Speed = (typeof SPEEDS)[number];
export const FIRST_SPEED: Speed = 10;

const UNITS = [MINUTE_MS, 10 * MINUTE_MS, 30 * MINUTE_MS, HOUR_MS, 2 * HOUR_MS, 6 * HOUR_MS] as const;
const LONGEST_S = 24 * 60;

/** Milliseconds of the past that a second at 1× shows. */
export function unitOf({ from, to }: Period): number {
  return UNITS.find((unit) => (to - from) / unit <= LONGEST_S) ?? UNITS[UNITS.length - 1]!;
}

export const secondsToPlay = (period: Period, speed: number): number =>
  (period.to - period.from) / (unitOf(period) * speed);

/** The next slower or faster one; at the end the same. */
export function otherSpeed(now: Speed, by: 1 | -1): Speed {
  const at = SPEEDS.indexOf(now) + by;
  return SPEEDS[Math.max(0, Math.min(SPEEDS.length - 1, at))] ?? now;
}
