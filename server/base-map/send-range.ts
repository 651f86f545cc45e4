/** A file, or the bytes of it that are asked for (RFC 9110, one range). Its strong tag changes when the file does. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';

export async function sendRange(file: string, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const found = await stat(file).catch(() => null);
  if (found === null) {
    reply.callNotFound();
    return reply;
  }
  reply.headers({
    'accept-ranges': 'bytes',
    'cache-control': 'public, max-age=300',
    etag: `"${found.size.toString(36)}-${Math.round(found.mtimeMs).toString(36)}"`,
  });
  reply.type('application/octet-stream');
  const range = rangeOf(request.headers.range, found.size);
  if (range === 'beyond') return reply.code(416).header('content-range', `bytes */${found.size}`).send('');
  const [start, end] = range ?? [0, found.size - 1];
  if (range !== null) reply.code(206).header('content-range', `bytes ${start}-${end}/${found.size}`);
  reply.header('content-length', end - start + 1);
  return reply.send(found.size === 0 ? '' : createReadStream(file, { start, end }));
}

/** First and last byte; null: the whole file, also where the header is none that this understands. */
export function rangeOf(header: string | undefined, size: number): [start: number, end: number] | 'beyond' | null {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return null;
  if (first === '') return Number(last) === 0 ? 'beyond' : [Math.max(0, size - Number(last)), size - 1];
  if (last !== '' && Number(last) < Number(first)) return null;
  if (Number(first) >= size) return 'beyond';
  return [Number(first), last === '' ? size - 1 : Math.min(Number(last), size - 1)];
}
