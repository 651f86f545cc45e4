/** Hangs access on the app: what every route must say, and what its saying does. */
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { addHook } from '../http/route-hook.ts';
import { authenticate } from './authentication.ts';
import { assertRole, type Caller, publicCaller } from './caller.ts';
import type { AccessDeps } from './deps.ts';
import type {} from './route-config.ts';

const known = Symbol('caller');

/**
 * Before the routes. A route without `config.access` stops the start. Routes that are not public get a hook that resolves
 * the caller, asks for one of their roles, and keeps the answer out of caches unless the route says otherwise.
 */
export function registerAccess(app: FastifyInstance, deps: AccessDeps): void {
  app.decorate('accessDeps', deps);
  app.decorate('routeAccess', []);
  app.decorateRequest('caller', {
    getter(this: FastifyRequest & { [known]?: Caller }): Caller {
      return this[known] ?? publicCaller;
    },
    setter(this: FastifyRequest & { [known]?: Caller }, caller: Caller) {
      this[known] = caller;
    },
  });
  app.addHook('onRoute', (route: RouteOptions) => {
    const access = route.config?.access;
    if (access === undefined) throw new Error(`${route.method} ${route.url} does not say who may ask: config.access`);
    for (const method of [route.method].flat()) app.routeAccess.push({ method, url: route.url, access });
    if (access === 'public') return;
    if (access.length === 0) throw new Error(`${route.method} ${route.url} lets nobody in: config.access is empty`);
    addHook(route, 'onRequest', async (request, reply) => {
      reply.header('cache-control', 'no-store');
      request.caller = await authenticate(request);
      assertRole(request.caller, access);
    });
  });
}
