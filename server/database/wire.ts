/**
 * The part of PostgreSQL's wire protocol (version 3, extended query) that the embedded engine is spoken to with.
 * Frontend messages are built whole; backend messages are read in place, without copying.
 */
import type { ErrorParts } from './errors.ts';
import type { Parameter } from './parameter.ts';

function frame(type: string, parts: readonly Uint8Array[]): Uint8Array {
  let length = 4;
  for (const part of parts) length += part.length;
  const message = Buffer.allocUnsafe(length + 1);
  message.writeUInt8(type.charCodeAt(0), 0);
  message.writeInt32BE(length, 1);
  let at = 5;
  for (const part of parts) {
    message.set(part, at);
    at += part.length;
  }
  return message;
}

const zeroEnded = (text: string): Uint8Array => Buffer.from(`${text}\0`);

function int16s(values: readonly number[]): Uint8Array {
  const bytes = Buffer.allocUnsafe(values.length * 2);
  values.forEach((value, i) => {
    bytes.writeInt16BE(value, i * 2);
  });
  return bytes;
}

function int32(value: number): Uint8Array {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeInt32BE(value, 0);
  return bytes;
}

/** Parse the unnamed statement, and describe it. */
export function parseMessages(text: string): Uint8Array {
  return Buffer.concat([frame('P', [zeroEnded(''), zeroEnded(text), int16s([0])]), frame('D', [zeroEnded('S')])]);
}

/** Bind the unnamed statement and execute it to its end. Text goes as text, bytes as binary; `formats`: one per column. */
export function executeMessages(parameters: readonly Parameter[], formats: readonly number[]): Uint8Array {
  const parts: Uint8Array[] = [zeroEnded(''), zeroEnded(''), int16s([parameters.length])];
  parts.push(int16s(parameters.map((value) => (value instanceof Uint8Array ? 1 : 0))), int16s([parameters.length]));
  for (const value of parameters) {
    if (value === null) parts.push(int32(-1));
    else {
      const bytes = typeof value === 'string' ? Buffer.from(value) : value;
      parts.push(int32(bytes.length), bytes);
    }
  }
  parts.push(int16s([formats.length]), int16s(formats));
  return Buffer.concat([frame('B', parts), frame('E', [zeroEnded(''), int32(0)])]);
}

export const SYNC: Uint8Array = frame('S', []);

/** A statement no parser accepts: makes the engine raise a proper error, which aborts whatever is open. */
export const ABORT: Uint8Array = frame('P', [zeroEnded(''), zeroEnded('!'), int16s([0])]);

/** Calls `each` with type, start and end of every message's body. */
export function eachMessage(data: Uint8Array, each: (type: string, start: number, end: number) => void): void {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  let at = 0;
  while (at + 5 <= data.length) {
    const end = at + 1 + view.getInt32(at + 1);
    each(String.fromCharCode(data[at]!), at + 5, end);
    at = end;
  }
}

/** The zero-ended strings of a message's body. */
export function stringsOf(data: Uint8Array, start: number, end: number): string[] {
  return Buffer.from(data.buffer, data.byteOffset + start, end - start)
    .toString('utf8')
    .split('\0');
}

/** An ErrorResponse's fields, as far as DatabaseError has them. */
export function errorParts(data: Uint8Array, start: number, end: number): ErrorParts {
  const fields = new Map(stringsOf(data, start, end).map((field) => [field.slice(0, 1), field.slice(1)]));
  const position = fields.get('P');
  return {
    code: fields.get('C') ?? 'XX000',
    message: fields.get('M') ?? 'error without a message',
    detail: fields.get('D'),
    hint: fields.get('H'),
    table: fields.get('t'),
    column: fields.get('c'),
    constraint: fields.get('n'),
    position: position === undefined ? undefined : Number(position),
  };
}

export interface Column {
  name: string;
  type: number;
}

/** A RowDescription's columns. */
export function columnsOf(data: Uint8Array, start: number): Column[] {
  const view = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const columns: Column[] = [];
  let at = start + 2;
  for (let left = view.readInt16BE(start); left > 0; left--) {
    const nameEnd = view.indexOf(0, at);
    columns.push({ name: view.toString('utf8', at, nameEnd), type: view.readUInt32BE(nameEnd + 7) });
    at = nameEnd + 19;
  }
  return columns;
}
