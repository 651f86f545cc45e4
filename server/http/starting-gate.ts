/**
 * While the database is still being opened a later start already listens: point lookups answer from the kept maps, what
 * says how the service is says so, and everything else under /api and /ogc waits here. Where opening fails the process ends.
 */
import type { FastifyInstance, RouteOptions } from 'fastify';
import { isFast } from './fast-route.ts';
import { addHook } from './route-hook.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answers before the service has started. */
    whileStarting?: true;
  }
}

/** Before every other hook on requests. `started` resolves once. */
export function registerStartingGate(app: FastifyInstance, started: Promise<void>): void {
  let open = false;
  started.then(
    () => {
      open = true;
    },
    () => {},
  );
  app.addHook('onRoute', (route: RouteOptions) => {
    if (isFast(route) || route.config?.whileStarting === true || !/^\/(api|ogc)(\/|$)/.test(route.url)) return;
    addHook(route, 'onRequest', (_request, _reply, done) => {
      if (open) done();
      else started.then(() => done(), done);
    });
  });
}
