/**
 * Writes the answer of a fast route (fast-route.ts) straight to the socket: such a route has no hooks, no compression and a
 * body that is already text, so Fastify's way of sending would only cost time. Anything thrown before is still a problem answer.
 */
import type { FastifyReply } from 'fastify';

/** Header names and values in turn, besides content-length. */
export function sendFast(reply: FastifyReply, status: number, headers: readonly string[], body: string): void {
  reply.hijack();
  reply.raw.writeHead(
    status,
    status === 304 ? [...headers] : [...headers, 'content-length', String(Buffer.byteLength(body))],
  );
  reply.raw.end(body);
}
