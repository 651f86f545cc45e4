/**
 * Requests per minute and address, counted over the processes on one database where `shared` is given. A route opts out with
 * `config: { rateLimit: false }`, and a fast route is out. The answers do not tell the counters; a refusal says when to come again.
 */
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { Refusal } from '../contract/problem.ts';
import { isFast } from './fast-route.ts';
import type { SharedLimit } from './shared-limit.ts';

const SILENT = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false } as const;

export async function registerRateLimit(app: FastifyInstance, perMinute: number, shared?: SharedLimit): Promise<void> {
  app.addHook('onRoute', (route: RouteOptions) => {
    if (isFast(route)) route.config = { ...route.config, rateLimit: false };
  });
  await app.register(rateLimit, {
    max: perMinute,
    timeWindow: 60_000,
    ...(shared === undefined ? { cache: 20_000 } : { store: shared.storeClass() }),
    addHeaders: { ...SILENT, 'retry-after': true },
    addHeadersOnExceeding: SILENT,
    errorResponseBuilder: (_request, context) =>
      new Refusal('too-many-requests', { retryAfterS: Math.max(1, Math.ceil(context.ttl / 1000)), perMinute }),
  });
}
