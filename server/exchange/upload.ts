/** A multipart body with one file and perhaps options: the file goes to disk as it arrives, never into memory. */
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../contract/problem.ts';
import { assertRoom, whileRoom } from './upload-room.ts';

export interface Upload {
  path: string;
  fileName: string;
  /** The field `options`, parsed; {} without it. */
  options: unknown;
}

const OPTIONS_BYTES = 100_000;

/** Throws Refusal: `media-type-unsupported`, `file-missing`, `body-too-large` with the limit, `body-invalid`, `storage-full`. Leaves no file then. */
export async function receiveUpload(request: FastifyRequest, folder: string, limitBytes: number): Promise<Upload> {
  if (!request.isMultipart()) throw new Refusal('media-type-unsupported', { expected: 'multipart/form-data' });
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > limitBytes + OPTIONS_BYTES + 10_000) throw tooLarge(limitBytes);
  await mkdir(folder, { recursive: true });
  assertRoom(folder, declared);
  const path = join(folder, randomUUID());
  let fileName: string | null = null;
  let options: unknown = {};
  try {
    const limits = { fileSize: limitBytes, files: 1, fields: 10, fieldSize: OPTIONS_BYTES };
    for await (const part of request.parts({ limits })) {
      if (part.type === 'file') {
        if (part.fieldname !== 'file') throw unknownPart(part.fieldname);
        await pipeline(part.file, whileRoom(folder), createWriteStream(path, { flags: 'wx' }));
        if (part.file.truncated) throw tooLarge(limitBytes);
        fileName = baseName(part.filename);
      } else if (part.fieldname !== 'options') throw unknownPart(part.fieldname);
      else if (part.valueTruncated)
        throw new Refusal('body-invalid', {}, { errors: [{ pointer: '/options', code: 'max-length' }] });
      else options = parsed(part.value);
    }
    if (fileName === null) throw new Refusal('file-missing', { field: 'file' });
    return { path, fileName, options };
  } catch (error) {
    await rm(path, { force: true });
    throw isMalformed(error) ? new Refusal('body-invalid', { reason: 'multipart-malformed' }) : error;
  }
}

/** The multipart parser throws plain Errors without a code for a body cut short or no multipart at all; the disk's have one. */
function isMalformed(error: unknown): boolean {
  return error instanceof Error && error.constructor === Error && !('code' in error);
}

function parsed(value: unknown): unknown {
  try {
    return typeof value === 'string' ? JSON.parse(value) : value;
  } catch {
    throw new Refusal('body-invalid', {}, { errors: [{ pointer: '/options', code: 'json-invalid' }] });
  }
}

function unknownPart(name: string): Refusal {
  return new Refusal('body-invalid', {}, { errors: [{ pointer: `/${name.slice(0, 100)}`, code: 'unknown-field' }] });
}

function tooLarge(limitBytes: number): Refusal {
  return new Refusal('body-too-large', { limitBytes });
}

/** Browsers may send a path; what remains is a name to show, never one to open. */
function baseName(given: string | undefined): string {
  const name = (given ?? '').split(/[\\/]/).pop() ?? '';
  const printable = Array.from(name.normalize('NFC')).filter((character) => character >= ' ' && character !== '\u007f');
  return printable.join('').slice(0, 200) || 'file';
}
