/**
 * The attribute table of a Shapefile (dBASE III to 7 field types that occur in them). Read here because the shapefile
 * package loses columns of equal name, yields deleted rows, and cannot refuse a wrong encoding. Offsets in bytes.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { reasonOf, SourceError } from '../source-error.ts';

export interface DbfField {
  nameBytes: Uint8Array;
  type: string;
  offset: number;
  length: number;
}

export interface DbfTable {
  /** Rows the header announces, deleted ones included. */
  rows: number;
  recordLength: number;
  headerLength: number;
  /** Language driver id, byte 29. */
  language: number;
  fields: DbfField[];
}

const FIELD_BYTES = 32;
const END_OF_FIELDS = 0x0d;
const END_OF_FILE = 0x1a;
const DELETED = 0x2a;
const BATCH_BYTES = 256 * 1024;
/** Field types whose bytes are text. */
export const TEXT_TYPE = 'C';

/** Errors: `shapefile-invalid` {part: 'dbf', reason}. */
export async function readDbfTable(path: string): Promise<DbfTable> {
  return withFile(path, async (file) => {
    const head = await readAt(file, 0, 32);
    if (head.length < 32) throw damaged('header');
    const headerLength = head.readUInt16LE(8);
    const recordLength = head.readUInt16LE(10);
    const body = await readAt(file, 32, Math.max(0, headerLength - 32));
    // Text longer than 255 bytes keeps the high byte of its length where numbers keep their decimals.
    const long = fieldsOf(body, true);
    const { fields, end } = long.end === recordLength ? long : fieldsOf(body, false);
    if (fields.length === 0 || end > recordLength) throw damaged('fields');
    return { rows: head.readUInt32LE(4), recordLength, headerLength, language: head[29] ?? 0, fields };
  });
}

function fieldsOf(body: Buffer, longText: boolean): { fields: DbfField[]; end: number } {
  const fields: DbfField[] = [];
  let offset = 1;
  for (let at = 0; at + FIELD_BYTES <= body.length && body[at] !== END_OF_FIELDS; at += FIELD_BYTES) {
    const type = String.fromCharCode(body[at + 11] ?? 0);
    const high = longText && type === TEXT_TYPE ? (body[at + 17] ?? 0) : 0;
    const length = (body[at + 16] ?? 0) + 256 * high;
    const end = body.subarray(at, at + 11).indexOf(0);
    fields.push({ nameBytes: body.subarray(at, at + (end < 0 ? 11 : end)), type, offset, length });
    offset += length;
  }
  return { fields, end: offset };
}

/**
 * The rows as bytes, null for a deleted one; a view is good until the next row. Errors: `shapefile-invalid` when the
 * file ends before its last row.
 */
export async function* dbfRows(path: string, table: DbfTable): AsyncGenerator<Buffer | null> {
  const file = await open(path, 'r');
  try {
    const perBatch = Math.max(1, Math.floor(BATCH_BYTES / table.recordLength));
    let position = table.headerLength;
    for (let row = 0; row < table.rows; ) {
      const wanted = Math.min(perBatch, table.rows - row) * table.recordLength;
      const batch = await readAt(file, position, wanted);
      position += wanted;
      // The last byte of the last row may be missing: some writers count the end mark in.
      const whole = batch.length >= wanted - 1 ? wanted : batch.length;
      for (let at = 0; at + table.recordLength <= whole; at += table.recordLength, row++) {
        const mark = batch[at];
        if (mark === END_OF_FILE) throw damaged('rows', row + 1);
        yield mark === DELETED ? null : batch.subarray(at, at + table.recordLength);
      }
      if (whole < wanted) throw damaged('rows', row + 1);
    }
  } finally {
    await file.close();
  }
}

/** The bytes of one value. */
export function cell(row: Buffer, field: DbfField): Buffer {
  return row.subarray(field.offset, field.offset + field.length);
}

/** Trims the padding (blanks and zero bytes) off both ends. */
export function trimmed(bytes: Buffer): Buffer {
  let start = 0;
  let end = bytes.length;
  while (end > start && (bytes[end - 1] === 0x20 || bytes[end - 1] === 0)) end--;
  while (start < end && bytes[start] === 0x20) start++;
  return bytes.subarray(start, end);
}

/** A value that is no text. Numbers too long for 2^53 stay text; dates are ISO; asterisks and memo fields are null. */
export function dbfValue(bytes: Buffer, type: string): unknown {
  switch (type) {
    case 'N':
    case 'F':
      return numberOf(trimmed(bytes).toString('latin1').trim());
    case 'L':
      return /^[yt]/i.test(bytes.toString('latin1')) ? true : /^[nf]/i.test(bytes.toString('latin1')) ? false : null;
    case 'D': {
      const date = /^(\d{4})(\d\d)(\d\d)$/.exec(bytes.toString('latin1').trim());
      return date && date[1] !== '0000' ? `${date[1]}-${date[2]}-${date[3]}` : null;
    }
    case 'I':
    case '+':
      return bytes.length === 4 ? bytes.readInt32LE(0) : null;
    case 'O':
    case 'B':
      return bytes.length === 8 ? bytes.readDoubleLE(0) : null;
    default:
      return null;
  }
}

function numberOf(text: string): number | string | null {
  if (!/^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(text)) return null;
  const value = Number(text);
  return Number.isInteger(value) && !Number.isSafeInteger(value) && /^\d+$/.test(text) ? text : value;
}

async function withFile<T>(path: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, 'r');
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  try {
    while (filled < length) {
      const { bytesRead } = await file.read(buffer, filled, length - filled, position + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
  } catch (error) {
    throw new SourceError('file-unreadable', { reason: reasonOf(error) }, undefined, error);
  }
  return buffer.subarray(0, filled);
}

function damaged(where: string, row?: number): SourceError {
  return new SourceError('shapefile-invalid', { part: 'dbf', where }, row);
}
