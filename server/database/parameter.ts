/**
 * A JavaScript value as a statement parameter: text, bytes or null, the same for both databases.
 * Arrays become PostgreSQL arrays (a JSON array must be passed as JSON text), other objects JSON text, dates UTC.
 */
import { ownError } from './errors.ts';

export type Parameter = string | Uint8Array | null;

/** Throws 'parameter-invalid' for what no column can hold: functions, symbols, invalid dates. */
export function toParameter(value: unknown): Parameter {
  if (value === null || value === undefined) return null;
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'bigint':
      return String(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      return fromObject(value);
    default:
      throw ownError('parameter-invalid', `a ${typeof value} cannot be a parameter`);
  }
}

function fromObject(value: object): Parameter {
  if (value instanceof Uint8Array) return value;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) throw ownError('parameter-invalid', 'an invalid date cannot be a parameter');
    return value.toISOString();
  }
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return `{${(value as Int32Array).join(',')}}`;
  if (Array.isArray(value)) return arrayText(value);
  return JSON.stringify(value);
}

/** The text form of an array, nested ones included: {1,"a b",NULL}. */
function arrayText(values: readonly unknown[]): string {
  let all = '';
  for (const value of values) all += all === '' ? elementText(value) : `,${elementText(value)}`;
  return `{${all}}`;
}

function elementText(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return arrayText(value);
  const text = toParameter(value);
  if (text === null) return 'NULL';
  if (typeof text !== 'string')
    return `"\\\\x${Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString('hex')}"`;
  return text.includes('"') || text.includes('\\') ? `"${text.replace(/[\\"]/g, '\\$&')}"` : `"${text}"`;
}
