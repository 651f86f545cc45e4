/**
 * Answers of 2 kB and more are compressed (br, gzip) where the caller takes it: JSON, GeoJSON, CSV, scripts, styles.
 * A route opts out with `compress: false`; fast routes are out. Bodies of requests are taken as they are.
 * A strong ETag names one sequence of bytes, so a compressed answer gets the coding appended: "abc" → "abc.br".
 */
import compress from '@fastify/compress';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { etagOfCoding } from './etag.ts';
import { isFast } from './fast-route.ts';
import { addHook } from './route-hook.ts';

export const COMPRESS_FROM_BYTES = 2048;

const COMPRESSIBLE =
  /^(application\/(json|geo\+json|problem\+json|x-ndjson|javascript|xml)|text\/(?!event-stream)|image\/svg\+xml)/;

/** Before the routes. */
export async function registerCompression(app: FastifyInstance): Promise<void> {
  app.addHook('onRoute', (route: RouteOptions) => {
    if (isFast(route)) route.compress = false;
  });
  await app.register(compress, {
    globalCompression: true,
    globalDecompression: false,
    threshold: COMPRESS_FROM_BYTES,
    encodings: ['br', 'gzip'],
    customTypes: COMPRESSIBLE,
  });
  app.addHook('onRoute', (route: RouteOptions) => {
    if (route.compress !== false) addHook(route, 'onSend', tagCoding);
  });
}

function tagCoding(
  _request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
  done: (error: Error | null, payload: unknown) => void,
): void {
  const tag = reply.getHeader('etag');
  const coding = reply.getHeader('content-encoding');
  if (typeof tag === 'string' && typeof coding === 'string') reply.header('etag', etagOfCoding(tag, coding));
  done(null, payload);
}
