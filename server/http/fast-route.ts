/**
 * A route with `config: { fast: true }` (the point lookup) carries nothing per request: no log line, no
 * rate limit, no compression, no timing. It is only counted. What such a route needs, its handler sets itself.
 */
import type { FastifyContextConfig } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    fast?: true;
  }
}

export function isFast(route: { config?: FastifyContextConfig | undefined }): boolean {
  return route.config?.fast === true;
}
