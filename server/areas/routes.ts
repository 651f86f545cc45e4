/** GET /api/areas, /api/areas/{code}. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { AreaDetail, AreaList, AreaParams, AreaQuery } from '../contract/areas.ts';
import { GridOneQuery } from '../contract/grids.ts';
import { problemResponses } from '../contract/problem.ts';
import { parseAsOf } from '../contract/time.ts';
import { sendPublished } from '../http/published.ts';
import type { AreasService } from './service.ts';

export async function areaRoutes(
  instance: FastifyInstance,
  deps: { areas: AreasService; version(): string },
): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    '/api/areas',
    {
      config: { access: 'public' },
      schema: {
        tags: ['areas'],
        summary: 'County, town, community',
        querystring: AreaQuery,
        response: { 200: AreaList, ...problemResponses },
      },
    },
    (request, reply) => {
      const { county, parent, level, boundaries, asOf } = request.query;
      return sendPublished(request, reply, deps.version(), async () =>
        JSON.stringify({
          areas: await deps.areas.list({
            asOf: asOf === undefined ? null : parseAsOf(asOf),
            ...(county === undefined ? {} : { county }),
            ...(parent === undefined ? {} : { parent }),
            ...(level === undefined ? {} : { level }),
            ...(boundaries === undefined ? {} : { boundaries }),
          }),
        }),
      );
    },
  );
  app.get(
    '/api/areas/:code',
    {
      config: { access: 'public' },
      schema: {
        tags: ['areas'],
        summary: 'One area with its boundary',
        params: AreaParams,
        querystring: GridOneQuery,
        response: { 200: AreaDetail, ...problemResponses },
      },
    },
    (request, reply) => {
      const { asOf } = request.query;
      return sendPublished(request, reply, deps.version(), async () =>
        JSON.stringify(await deps.areas.one(request.params.code, asOf === undefined ? null : parseAsOf(asOf))),
      );
    },
  );
}
