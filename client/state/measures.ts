/** Sizes and moments as people write them, fetched with the workspaces that show them. */
import { language, number } from './language.ts';

const digitsOf = (value: number): number => (value < 1 ? 3 : value < 10 ? 2 : value < 1000 ? 1 : 0);

/** 0.04 m², 955.6 m², 12,300 m², 3.25 km²: three figures are enough to judge by. */
export const areaText = (m2: number): string =>
  m2 >= 1e6 ? `${number(m2 / 1e6, 2)} km²` : `${number(m2, digitsOf(m2))} m²`;

/** 0.42 m, 85.5 m, 1.25 km. */
export const lengthText = (m: number): string =>
  m >= 1000 ? `${number(m / 1000, 2)} km` : `${number(m, digitsOf(m))} m`;

/** 2026年11月22日 10:05, in Asia/Shanghai. */
export const momentText = (iso: string): string =>
  new Intl.DateTimeFormat(language.value, { dateStyle: 'long', timeStyle: 'short', timeZone: 'Asia/Shanghai' }).format(
    new Date(iso),
  );

/** 11月22日 10:05; with the year when it is another one. */
export function shortMoment(iso: string, now = new Date()): string {
  const at = new Date(iso);
  const year = (date: Date) =>
    new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: 'Asia/Shanghai' }).format(date);
  return new Intl.DateTimeFormat(language.value, {
    ...(year(at) === year(now) ? {} : { year: 'numeric' as const }),
    month: language.value === 'en' ? 'short' : 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'Asia/Shanghai',
  }).format(at);
}
