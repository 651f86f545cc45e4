/**
 * When things happen and are dealt with in the demo county, in minutes from the midnight with which the day of loading begins:
 * negative is past. What would lie after the moment of loading is left out by the loader, so that the last days stand open.
 */
import type { Random } from './random.ts';

const DAY = 1440;
const OPENS = 8.5 * 60;
const SHUTS = 18 * 60;

/** Reports by hour of the day, in the middle of a week. */
const BY_HOUR = [1, 1, 1, 1, 1, 2, 6, 14, 26, 30, 26, 18, 14, 18, 24, 26, 22, 18, 14, 12, 11, 8, 4, 2];
const TOTAL = BY_HOUR.reduce((sum, one) => sum + one, 0);

export function minuteOfDay(random: Random): number {
  let left = random.next() * TOTAL;
  const hour = BY_HOUR.findIndex((share) => {
    left -= share;
    return left < 0;
  });
  return Math.max(0, hour) * 60 + random.whole(0, 59);
}

const dayOf = (minute: number): number => Math.floor(minute / DAY) * DAY;

/** The same instant when somebody is on duty then, else the next opening and a little. */
export function onDuty(minute: number, random: Random): number {
  const inDay = minute - dayOf(minute);
  if (inDay < OPENS) return dayOf(minute) + OPENS + random.whole(2, 30);
  if (inDay > SHUTS) return dayOf(minute) + DAY + OPENS + random.whole(2, 30);
  return minute;
}

/** So many minutes on duty later. */
export function laterOnDuty(minute: number, minutes: number, random: Random): number {
  let now = onDuty(minute, random);
  for (let left = minutes; ; ) {
    const rest = dayOf(now) + SHUTS - now;
    if (left <= rest) return Math.round(now + left);
    left -= rest;
    now = dayOf(now) + DAY + OPENS;
  }
}
