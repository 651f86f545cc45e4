/** Reads that a replica may answer: of what is published, of events and their figures, and of coverage. Who asks is asked of the primary. */
import type { FastifyInstance, RouteOptions } from 'fastify';
import { readAnywhere } from '../database/read-scope.ts';
import { addHook } from './route-hook.ts';

const READS = /^\/api\/(areas|grids|editions|bands|places|base|events|coverage)(\/|$)/;

export function isReplicaRead(route: Pick<RouteOptions, 'method' | 'url'>): boolean {
  return [route.method].flat().every((method) => method === 'GET' || method === 'HEAD') && READS.test(route.url);
}

/** Before the routes. Where there is no replica it makes no difference. */
export function registerReplicaReads(app: FastifyInstance): void {
  app.addHook('onRoute', (route: RouteOptions) => {
    if (isReplicaRead(route)) addHook(route, 'preHandler', (_request, _reply, done) => readAnywhere(done));
  });
}
