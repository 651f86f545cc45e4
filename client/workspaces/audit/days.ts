/** Days as a date field writes them, in Asia/Shanghai (no daylight saving since 1991). Pure. */
const CHINA_OFFSET_MS = 8 * 3600_000;

/** `2027-05-22`: the day so many months after a moment; the last day of a month that is too short. */
export function inMonths(months: number, from: Date): string {
  const here = new Date(from.getTime() + CHINA_OFFSET_MS);
  const first = new Date(Date.UTC(here.getUTCFullYear(), here.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(here.getUTCDate(), last));
  return first.toISOString().slice(0, 10);
}

/** The last second of a day. */
export const endOfDay = (day: string): string => `${day}T23:59:59+08:00`;
