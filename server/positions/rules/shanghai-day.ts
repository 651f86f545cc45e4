/** Days as they are in China, counted from 1970: no summer time since 1991. Pure. */
const OFFSET_MS = 8 * 3600_000;
export const DAY_MS = 86_400_000;

export function dayOf(t: number): number {
  return Math.floor((t + OFFSET_MS) / DAY_MS);
}

/** Its first millisecond. */
export function startOfDay(day: number): number {
  return day * DAY_MS - OFFSET_MS;
}

/** 2026-11-30. */
export function dayText(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

export function parseDay(text: string): number {
  return Date.parse(`${text}T00:00:00Z`) / DAY_MS;
}

/** The 30th of February is none. */
export function isDay(text: string): boolean {
  const day = parseDay(text);
  return Number.isInteger(day) && dayText(day) === text;
}

/** Of both ends and all between. */
export function daysBetween(fromT: number, toT: number): string[] {
  const first = dayOf(fromT);
  return Array.from({ length: dayOf(toT) - first + 1 }, (_, i) => dayText(first + i));
}
