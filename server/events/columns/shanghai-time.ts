/** Days and months of Asia/Shanghai as whole numbers: eight hours before UTC the whole year, no daylight saving since 1991. */

const OFFSET_MS = 8 * 3600_000;
const DAY_MS = 24 * 3600_000;

/** Days since 1970-01-01, as the clocks of Shanghai count them. */
export function dayOf(ms: number): number {
  return Math.floor((ms + OFFSET_MS) / DAY_MS);
}

/** When a day begins. */
export function startOfDay(day: number): number {
  return day * DAY_MS - OFFSET_MS;
}

/** The midnight before, in ms. */
export function midnightBefore(ms: number): number {
  return startOfDay(dayOf(ms));
}

/** 0–23. */
export function hourOf(ms: number): number {
  return Math.floor((ms + OFFSET_MS) / 3600_000) % 24;
}

/** `2026-11-30` */
export function dayText(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Months since 1970-01 of a day. */
export function monthOfDay(day: number): number {
  const date = new Date(day * DAY_MS);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

/** `2026-11` */
export function monthText(month: number): string {
  return `${1970 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
}
