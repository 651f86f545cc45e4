/** Days of Asia/Shanghai (+08:00, no daylight saving since 1991) as texts, and the instants they begin with. Pure. */

const DAY_MS = 86_400_000;
const OFFSET_MS = 8 * 3_600_000;

/** The day on which an instant falls. */
export function dayOf(instant: number): string {
  return new Date(instant + OFFSET_MS).toISOString().slice(0, 10);
}

/** The midnight with which a day begins; NaN for what is no day. */
export function startOf(day: string): number {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  return new Date(midnight).getTime() === midnight && new Date(midnight).toISOString().slice(0, 10) === day
    ? midnight - OFFSET_MS
    : Number.NaN;
}

export function dayAfter(day: string, days = 1): string {
  return dayOf(startOf(day) + days * DAY_MS);
}

/** From the first to the last, both with; none when the last comes first. */
export function daysFrom(first: string, last: string): string[] {
  const days: string[] = [];
  for (let day = first; day <= last; day = dayAfter(day)) days.push(day);
  return days;
}

/** `08:30` of a day. */
export function clockOf(day: string, time: string): number {
  return startOf(day) + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * 60_000;
}
