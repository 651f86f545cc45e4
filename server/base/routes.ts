/** GET /api/base. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { BaseCollection, BaseQuery } from '../contract/base.ts';
import { problemResponses } from '../contract/problem.ts';
import { sendPublished } from '../http/published.ts';
import type { BaseService } from './service.ts';

export async function baseRoutes(
  instance: FastifyInstance,
  deps: { base: BaseService; version(): string },
): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    '/api/base',
    {
      config: { access: 'public' },
      schema: {
        tags: ['base'],
        summary: 'Roads, water, green and compounds under the grids',
        querystring: BaseQuery,
        response: { 200: BaseCollection, ...problemResponses },
      },
    },
    (request, reply) => sendPublished(request, reply, deps.version(), () => deps.base.list(request.query)),
  );
}
