/**
 * Writes the answer of a fast route (fast-route.ts) straight to the socket: such a route has no hooks, no compression and a
 * body that is already bytes, so Fastify's way of sending would only cost time. Anything thrown before is still a problem answer.
 */
import type { FastifyReply } from 'fastify';

/** Header names and values in turn, content-length among them. `body`: bytes, or text of one character a byte; null for none. */
export function sendFast(
  reply: FastifyReply,
  status: number,
  headers: string[],
  body: string | Uint8Array | null,
): undefined {
  reply.hijack();
  reply.raw.writeHead(status, headers);
  if (body === null) reply.raw.end();
  else if (typeof body === 'string') reply.raw.end(body, 'latin1');
  else reply.raw.end(body);
}
