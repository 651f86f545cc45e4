/**
 * The structured log, and one line a request in it: method, path, route, status, milliseconds, who. Never a query string, a
 * header or a body, so no token and no position of anyone gets into a log. Fast routes leave no line.
 */
import fastify, { type FastifyBaseLogger, type FastifyReply, type FastifyRequest } from 'fastify';
import pino, { type DestinationStream } from 'pino';
import type {} from '../access/route-config.ts';

const SECRET = ['authorization', 'cookie', 'password', 'token', 'link', 'req.headers', '*.password', '*.token'];

export function makeLogger(level: string, stream?: DestinationStream): FastifyBaseLogger {
  const options = { level, redact: { paths: SECRET, censor: '[removed]' } };
  return stream === undefined ? pino(options) : pino(options, stream);
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? '';
}

/** One line for an answered request. A path that no route answers has no response hook: its handler calls this itself. */
export function logRequest(error: Error | null | undefined, request: FastifyRequest, reply: FastifyReply): void {
  const line = {
    method: request.method,
    path: pathOf(request),
    route: request.routeOptions.url,
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime * 10) / 10,
    address: request.ip,
    ...(request.caller === undefined || request.caller.kind === 'public' ? {} : { actor: request.caller.actor }),
  };
  if (error) request.server.log.error({ ...line, reqId: request.id, err: error }, 'request broke off');
  else request.server.log.info({ ...line, reqId: request.id }, 'request');
}

/** What Fastify says about a request by itself: only that it was completed. */
export class RequestLog extends fastify.LogController {
  override isLogDisabled(): boolean {
    return false;
  }

  override incomingRequest(): void {}

  override routeNotFound(): void {}

  override requestCompleted(error: Error | null | undefined, request: FastifyRequest, reply: FastifyReply): void {
    logRequest(error, request, reply);
  }
}
