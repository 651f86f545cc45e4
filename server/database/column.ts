/**
 * A column's text as a JavaScript value, by type, the same for both databases: int8 and numeric → number, date →
 * 'YYYY-MM-DD', timestamptz → Date (±Infinity for 'infinity'), json parsed, bytea → Uint8Array, arrays of all these,
 * anything else the server's text. Expects DateStyle ISO and bytea_output hex.
 */
import { ownError } from './errors.ts';

export type ColumnParser = (text: string) => unknown;

export const BYTEA = 17;

const same: ColumnParser = (text) => text;

/** Beyond 2^53 an int8 is refused rather than rounded. */
const int8: ColumnParser = (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw ownError('value-unsafe', `int8 ${text} is no safe number; select it as text`);
  return value;
};

/** May share its memory with other values of the same result: copy before transferring it. */
const bytea: ColumnParser = (text) => {
  const bytes = Buffer.from(text.slice(2), 'hex');
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
};

const TIMESTAMP = /^(\d{4,6})-(\d\d)-(\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)([+-]\d\d)(?::?(\d\d))?$/;

const timestamptz: ColumnParser = (text) => {
  if (text === 'infinity') return Number.POSITIVE_INFINITY;
  if (text === '-infinity') return Number.NEGATIVE_INFINITY;
  const m = TIMESTAMP.exec(text);
  if (m === null) throw ownError('value-unsafe', `timestamp ${text} is outside what a Date can hold`);
  const year = m[1]!.length === 4 ? m[1]! : `+${m[1]!.padStart(6, '0')}`;
  return new Date(`${year}-${m[2]}-${m[3]}T${m[4]}${m[5]}:${m[6] ?? '00'}`);
};

const json: ColumnParser = (text) => JSON.parse(text);

/** Element type → its parser, and the type of the array of it. */
const TYPES: readonly (readonly [element: number, array: number, parse: ColumnParser])[] = [
  [16, 1000, (text) => text === 't'],
  [BYTEA, 1001, bytea],
  [19, 1003, same],
  [20, 1016, int8],
  [21, 1005, Number],
  [23, 1007, Number],
  [25, 1009, same],
  [26, 1028, Number],
  [114, 199, json],
  [700, 1021, Number],
  [701, 1022, Number],
  [1042, 1014, same],
  [1043, 1015, same],
  [1082, 1182, same],
  [1114, 1115, same],
  [1184, 1185, timestamptz],
  [1700, 1231, Number],
  [2950, 2951, same],
  [3802, 3807, json],
];

const parsers = new Map<number, ColumnParser>();
for (const [element, array, parse] of TYPES) {
  if (parse !== same) parsers.set(element, parse);
  parsers.set(array, (text) => parseArray(text, parse));
}

export function parserOf(type: number): ColumnParser {
  return parsers.get(type) ?? same;
}

/** Parses the text form of an array of any depth, bounds prefix `[0:2]=` included. */
export function parseArray(text: string, parse: ColumnParser): unknown[] {
  let at = text.startsWith('[') ? text.indexOf('=') + 1 : 0;
  const list = (): unknown[] => {
    const values: unknown[] = [];
    at++;
    while (text[at] !== '}') {
      if (at >= text.length) throw ownError('value-unsafe', 'array text ends early');
      if (text[at] === ',') at++;
      else if (text[at] === '{') values.push(list());
      else if (text[at] === '"') values.push(parse(quoted()));
      else {
        let end = at;
        while (text[end] !== ',' && text[end] !== '}') {
          if (end++ >= text.length) throw ownError('value-unsafe', 'array text ends early');
        }
        const word = text.slice(at, end);
        values.push(word === 'NULL' ? null : parse(word));
        at = end;
      }
    }
    at++;
    return values;
  };
  const quoted = (): string => {
    let value = '';
    for (at++; text[at] !== '"'; at++) {
      if (text[at] === '\\') at++;
      value += text[at] ?? '';
      if (at >= text.length) throw ownError('value-unsafe', 'array text ends early');
    }
    at++;
    return value;
  };
  return list();
}
