/**
 * A route with `config: { fast: true }` (the point lookup) carries nothing per request: no log line, no child logger, no
 * rate limit, no compression, no timing. It is only counted. What such a route needs, its handler sets itself.
 */
import type { FastifyBaseLogger, FastifyContextConfig, RouteOptions } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    fast?: true;
  }
}

export function isFast(route: { config?: FastifyContextConfig | undefined }): boolean {
  return route.config?.fast === true;
}

/** Requests log to the server's own logger; a problem carries the request's id anyway. */
export function withoutChildLogger(route: RouteOptions): void {
  route.childLoggerFactory = (logger: FastifyBaseLogger) => logger;
}
