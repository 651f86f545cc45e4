/** GET /tiles/style.json: how the tiles are drawn, for QGIS and for maps of others. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { problemResponses } from '../contract/problem.ts';
import { MapStyle, MapStyleQuery } from '../contract/tiles.ts';
import { tileStyle } from './style.ts';

export async function tileStyleRoutes(
  instance: FastifyInstance,
  { publicUrl }: { publicUrl: string | undefined },
): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    '/tiles/style.json',
    {
      config: { access: 'public' },
      schema: {
        tags: ['tiles'],
        summary: 'A MapLibre style of the tiles of grids, areas and buildings',
        querystring: MapStyleQuery,
        response: { 200: MapStyle, ...problemResponses },
      },
    },
    async (request, reply) => {
      reply.headers({ 'cache-control': 'public, max-age=300', vary: 'accept-encoding' });
      return tileStyle(publicUrl ?? `${request.protocol}://${request.host}`, request.query.labels ?? true);
    },
  );
}
