/**
 * Text that a database can keep and UTF-8 can carry: without NUL, which PostgreSQL has no place for, and without half of a
 * surrogate pair, which has no bytes. JSON allows both.
 */

/** JSON pointer to the first text that cannot be kept, value or name; null when all can. Buffers and streams are not looked at. */
export function unstorableAt(value: unknown): string | null {
  if (typeof value === 'string') return isStorable(value) ? null : '';
  if (typeof value !== 'object' || value === null) return null;
  return Array.isArray(value) ? inList(value) : inObject(value as Record<string, unknown>);
}

function inList(list: readonly unknown[]): string | null {
  for (let i = 0; i < list.length; i++) {
    // a bulk question is a hundred thousand pairs of them
    if (typeof list[i] === 'number') continue;
    const at = unstorableAt(list[i]);
    if (at !== null) return `/${i}${at}`;
  }
  return null;
}

function inObject(object: Readonly<Record<string, unknown>>): string | null {
  if (!isPlain(object)) return null;
  for (const key in object) {
    if (!isStorable(key)) return '';
    const at = unstorableAt(object[key]);
    if (at !== null) return `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}${at}`;
  }
  return null;
}

/** Made by JSON or read from a query, whose objects have an empty prototype of their own. */
function isPlain(object: object): boolean {
  const prototype = Object.getPrototypeOf(object) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

const HALF_PAIR = /\p{Surrogate}/u;
const isStorable = (text: string): boolean => !text.includes('\u0000') && !HALF_PAIR.test(text);
