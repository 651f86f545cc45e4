/** An instant as files write it. Without an offset it is the time of Asia/Shanghai, which has had no summer time since 1991. */

const TEXT =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/;
const CHINA_MINUTES = 480;

/** ISO 8601 in UTC; null for what is no date, as the 30th of February. A day alone is its first minute. */
export function instantText(text: string): string | null {
  const found = TEXT.exec(text.trim());
  if (found === null) return null;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map((one) => Number(one ?? 0)) as number[];
  const ms = Number((found[7] ?? '0').padEnd(3, '0').slice(0, 3));
  if (hour! > 23 || minute! > 59 || second! > 59) return null;
  const date = new Date(Date.UTC(year!, month! - 1, day!, hour, minute, second, ms));
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month! - 1 || date.getUTCDate() !== day) return null;
  return new Date(date.getTime() - offsetMinutes(found[8]) * 60_000).toISOString();
}

function offsetMinutes(text: string | undefined): number {
  if (text === undefined) return CHINA_MINUTES;
  if (text === 'Z') return 0;
  const digits = text.replace(/[^\d]/g, '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return text.startsWith('-') ? -minutes : minutes;
}
