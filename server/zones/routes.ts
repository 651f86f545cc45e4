/** /api/zones: cordons, shelters and checkpoints with an end. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { RowParams } from '../contract/coverage.ts';
import { NewZone, Zone, ZoneEnd, ZoneList, ZoneQuery } from '../contract/emergencies.ts';
import { problemResponses } from '../contract/problem.ts';
import { ZONE_DRAWERS, ZONE_READERS, type ZonesService } from './service.ts';

export async function zoneRoutes(instance: FastifyInstance, { zones }: { zones: ZonesService }): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    '/api/zones',
    {
      config: { access: ZONE_READERS },
      schema: {
        tags: ['emergencies'],
        summary: 'Zones in force in an area, above it and below it, with who and what lies inside',
        querystring: ZoneQuery,
        response: { 200: ZoneList, ...problemResponses },
      },
    },
    async (request) => {
      const { area, at } = request.query;
      return { zones: await zones.list(request.caller, area, at === undefined ? null : new Date(at)) };
    },
  );
  app.post(
    '/api/zones',
    {
      config: { access: ZONE_DRAWERS },
      schema: {
        tags: ['emergencies'],
        summary: 'Draw a zone; it belongs to the smallest area that holds it whole',
        body: NewZone,
        response: { 201: Zone, ...problemResponses },
      },
    },
    async (request, reply) => reply.code(201).send(await zones.draw(request.caller, request.body)),
  );
  app.post(
    '/api/zones/:id/end',
    {
      config: { access: ZONE_DRAWERS },
      schema: {
        tags: ['emergencies'],
        summary: 'Move the end of a zone, earlier or later',
        params: RowParams,
        body: ZoneEnd,
        response: { 200: Zone, ...problemResponses },
      },
    },
    async (request) => zones.end(request.caller, request.params.id, request.body),
  );
}
