/**
 * GET /metrics in Prometheus text: the process, requests by route pattern and status class (never a raw URL), and what
 * other parts register on `app.metrics`. A fast route costs one addition per request.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { isFast } from './fast-route.ts';
import { addHook } from './route-hook.ts';

declare module 'fastify' {
  interface FastifyInstance {
    metrics: Metrics;
  }
}

export class Metrics {
  readonly registry = new Registry();

  /** A number read when asked, e.g. the age of an index in seconds. */
  gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.set(read());
      },
    });
  }

  /** A number that only grows and is counted elsewhere, one row for each of its kinds. */
  counterOf(name: string, help: string, label: string, read: () => Iterable<[string, number]>): void {
    new Counter({
      name,
      help,
      labelNames: [label],
      registers: [this.registry],
      collect() {
        this.reset();
        for (const [kind, value] of read()) this.inc({ [label]: kind }, value);
      },
    });
  }

  /** A counter its owner adds to. */
  counter<L extends string>(name: string, help: string, labelNames: readonly L[] = []): Counter<L> {
    return new Counter({ name, help, labelNames: [...labelNames], registers: [this.registry] });
  }

  /** Durations in seconds. */
  histogram<L extends string>(name: string, help: string, labelNames: readonly L[], buckets: number[]): Histogram<L> {
    return new Histogram({ name, help, labelNames: [...labelNames], buckets, registers: [this.registry] });
  }
}

const BUCKETS = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30];

/** Before the routes. Decorates the app with `metrics` and adds GET /metrics. */
export function registerMetrics(app: FastifyInstance): void {
  const metrics = new Metrics();
  app.decorate('metrics', metrics);
  collectDefaultMetrics({ register: metrics.registry });
  const durations = metrics.histogram(
    'gezhong_http_request_seconds',
    'Requests by method, route pattern and status class',
    ['method', 'route', 'status'],
    BUCKETS,
  );
  const fast = new Map<string, { count: number }>();
  metrics.counterOf('gezhong_http_fast_requests_total', 'Requests on routes without timing', 'route', () =>
    [...fast].map(([route, box]): [string, number] => [route, box.count]),
  );

  app.addHook('onRoute', (route: RouteOptions) => {
    if (isFast(route)) {
      countOnly(route, fast);
      return;
    }
    addHook(route, 'onResponse', (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
      const status = `${Math.floor(reply.statusCode / 100)}xx`;
      durations.observe({ method: request.method, route: route.url, status }, reply.elapsedTime / 1000);
      done();
    });
  });

  app.get(
    '/metrics',
    { config: { access: 'public', rateLimit: false }, schema: { hide: true }, exposeHeadRoute: false },
    async (_request, reply) => {
      reply.header('cache-control', 'no-store').type(metrics.registry.contentType);
      return metrics.registry.metrics();
    },
  );
}

function countOnly(route: RouteOptions, boxes: Map<string, { count: number }>): void {
  const handler = route.handler;
  const box = boxes.get(route.url) ?? { count: 0 };
  boxes.set(route.url, box);
  route.handler = function counted(request, reply) {
    box.count++;
    return handler.call(this, request, reply);
  };
}
