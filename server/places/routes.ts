/** GET /api/places, /api/places/{code}. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { PlaceCollection, PlaceFeature, PlaceOneQuery, PlaceParams, PlaceQuery } from '../contract/places.ts';
import { problemResponses } from '../contract/problem.ts';
import { parseAsOf } from '../contract/time.ts';
import { sendPublished } from '../http/published.ts';
import type { PlacesService } from './service.ts';

export async function placeRoutes(
  instance: FastifyInstance,
  deps: { places: PlacesService; version(): string },
): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  const instant = (asOf: string | undefined) => (asOf === undefined ? null : parseAsOf(asOf));
  app.get(
    '/api/places',
    {
      config: { access: 'public' },
      schema: {
        tags: ['places'],
        summary: 'Buildings, units, organizations, shops, service points: counts only',
        querystring: PlaceQuery,
        response: { 200: PlaceCollection, ...problemResponses },
      },
    },
    (request, reply) =>
      sendPublished(request, reply, deps.version(), () => deps.places.list(request.query, instant(request.query.asOf))),
  );
  app.get(
    '/api/places/:code',
    {
      config: { access: 'public' },
      schema: {
        tags: ['places'],
        summary: 'One place',
        params: PlaceParams,
        querystring: PlaceOneQuery,
        response: { 200: PlaceFeature, ...problemResponses },
      },
    },
    (request, reply) => {
      const { county, asOf } = request.query;
      return sendPublished(request, reply, deps.version(), () =>
        deps.places.one(request.params.code, county, instant(asOf)),
      );
    },
  );
}
