/** GET /api/base-map; and the PMTiles file, where the service gives it out. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { BaseMapAnswer } from '../contract/base-map.ts';
import { problemResponses } from '../contract/problem.ts';
import { ARCHIVE_PATH } from './archive-file.ts';
import type { BaseMapSettings } from './read-base-map.ts';
import { sendRange } from './send-range.ts';

export async function baseMapRoutes(instance: FastifyInstance, baseMap: BaseMapSettings | null): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    '/api/base-map',
    {
      config: { access: 'public', whileStarting: true },
      schema: {
        tags: ['base'],
        summary: 'The base map that the site has configured; a key in its addresses is for browsers, so no secret',
        response: { 200: BaseMapAnswer, ...problemResponses },
      },
    },
    async (_request, reply) => {
      reply.header('cache-control', 'no-cache');
      return { baseMap: baseMap?.told ?? null };
    },
  );
  const file = baseMap?.file ?? null;
  if (file === null) return;
  app.get(
    ARCHIVE_PATH,
    {
      config: { access: 'public', rateLimit: false },
      compress: false,
      // a file of gigabytes would be read to its end to say nothing
      exposeHeadRoute: false,
      schema: { hide: true },
    },
    (request, reply) => sendRange(file, request, reply),
  );
}
