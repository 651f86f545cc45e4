/** The words of the time slider: moments and spans as they are written beside it. */
import { enCommandTime } from '../../i18n/en-command-time.ts';
import { zhCommandTime } from '../../i18n/zh-command-time.ts';
import { DAY_MS, dateOf, HOUR_MS, MINUTE_MS } from '../../state/command/time/period.ts';
import { language, textsOf } from '../../state/language.ts';

export const tt = textsOf(zhCommandTime, enCommandTime);

const formats = new Map<string, Intl.DateTimeFormat>();
function write(name: string, options: Intl.DateTimeFormatOptions, at: number): string {
  const key = `${language.value}/${name}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(language.value, { timeZone: 'Asia/Shanghai', hourCycle: 'h23', ...options });
    formats.set(key, format);
  }
  return format.format(at);
}

export const dayText = (at: number): string => write('day', { month: 'numeric', day: 'numeric' }, at);
export const clockText = (at: number): string => write('clock', { hour: '2-digit', minute: '2-digit' }, at);
/** With the year only where it is not this one: that is rare, and long. */
export function momentText(at: number): string {
  const isThisYear = dateOf(at).slice(0, 4) === dateOf(Date.now()).slice(0, 4);
  const year = isThisYear ? {} : { year: 'numeric' as const };
  return write(
    isThisYear ? 'moment' : 'moment with year',
    { ...year, month: 'numeric', day: 'numeric', weekday: 'short', hour: '2-digit', minute: '2-digit' },
    at,
  );
}

const UNITS = [
  ['day', DAY_MS],
  ['hour', HOUR_MS],
  ['minute', MINUTE_MS],
] as const;

/** In the largest unit of which there are two, or one and nothing else: 90 minutes, 6 hours, 2 days. */
export function spanText(ms: number): string {
  for (const [unit, length] of UNITS) {
    if (ms >= 2 * length || ms === length) return tt(`span.${unit}`, { n: Math.round((ms / length) * 10) / 10 });
  }
  return ms >= MINUTE_MS
    ? tt('span.minute', { n: Math.round(ms / MINUTE_MS) })
    : tt('span.second', { n: Math.round(ms / 1000) });
}
