/**
 * Writes the answer of a fast route (fast-route.ts) straight to the socket: such a route has no hooks, no compression and a
 * body that is already bytes, so Fastify's way of sending would only cost time. Anything thrown before is still a problem answer.
 */
import type { FastifyReply } from 'fastify';

/** Header names and values in turn, besides content-length; without a body none is told. */
export function sendFast(reply: FastifyReply, status: number, headers: readonly string[], body: Buffer | null): void {
  reply.hijack();
  if (body === null) {
    reply.raw.writeHead(status, [...headers]);
    reply.raw.end();
    return;
  }
  reply.raw.writeHead(status, [...headers, 'content-length', String(body.length)]);
  reply.raw.end(body);
}
