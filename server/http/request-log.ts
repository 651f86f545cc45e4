/**
 * One structured line a request: method, path, route, status, milliseconds, who. Never a query string, a header or a body,
 * so no token and no position of anyone gets into a log. Fast routes leave no line.
 */
import fastify, { type FastifyReply, type FastifyRequest, type FastifyServerOptions } from 'fastify';
import type {} from '../access/route-config.ts';

const SECRET = ['authorization', 'cookie', 'password', 'token', 'link', 'req.headers', '*.password', '*.token'];

export function loggerOptions(level: string): NonNullable<FastifyServerOptions['logger']> {
  return {
    level,
    redact: { paths: SECRET, censor: '[removed]' },
    serializers: {
      req: (request: FastifyRequest) => ({ method: request.method, path: pathOf(request), address: request.ip }),
      res: (reply: { statusCode: number }) => ({ status: reply.statusCode }),
    },
  };
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? '';
}

/** What Fastify says about a request by itself: only that it was completed. */
export class RequestLog extends fastify.LogController {
  /** A fast route has no logger of its own: a comparison costs less than asking the route. */
  override isLogDisabled(request: FastifyRequest): boolean {
    return request.log === request.server.log;
  }

  override incomingRequest(): void {}

  override routeNotFound(): void {}

  override requestCompleted(error: Error | null | undefined, request: FastifyRequest, reply: FastifyReply): void {
    if (this.isLogDisabled(request)) return;
    const line = {
      method: request.method,
      path: pathOf(request),
      route: request.routeOptions.url,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      address: request.ip,
      ...(request.caller === undefined || request.caller.kind === 'public' ? {} : { actor: request.caller.actor }),
    };
    if (error) reply.log.error({ ...line, err: error }, 'request broke off');
    else reply.log.info(line, 'request');
  }
}
