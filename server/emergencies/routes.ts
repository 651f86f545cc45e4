/** /api/emergencies: emergency mode of areas. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { RowParams } from '../contract/coverage.ts';
import { Emergency, EmergencyEnd, EmergencyList, EmergencyQuery, NewEmergency } from '../contract/emergencies.ts';
import { problemResponses } from '../contract/problem.ts';
import { EMERGENCY_READERS, EMERGENCY_SWITCHERS, type EmergenciesService } from './service.ts';

export interface EmergencyRoutesDeps {
  emergencies: EmergenciesService;
  clock: () => Date;
}

export async function emergencyRoutes(instance: FastifyInstance, deps: EmergencyRoutesDeps): Promise<void> {
  const { emergencies, clock } = deps;
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    '/api/emergencies',
    {
      config: { access: EMERGENCY_READERS },
      schema: {
        tags: ['emergencies'],
        summary:
          'Emergency modes in force over an area, above it and below it; with all=true those that have ended too',
        querystring: EmergencyQuery,
        response: { 200: EmergencyList, ...problemResponses },
      },
    },
    async (request) => {
      const { area, at, all } = request.query;
      const instant = at === undefined ? clock() : new Date(at);
      return { emergencies: await emergencies.list(request.caller, area, all === true ? null : instant) };
    },
  );
  app.post(
    '/api/emergencies',
    {
      config: { access: EMERGENCY_SWITCHERS },
      schema: {
        tags: ['emergencies'],
        summary: 'Switch an area to emergency mode',
        body: NewEmergency,
        response: { 201: Emergency, ...problemResponses },
      },
    },
    async (request, reply) => reply.code(201).send(await emergencies.start(request.caller, request.body)),
  );
  app.post(
    '/api/emergencies/:id/end',
    {
      config: { access: EMERGENCY_SWITCHERS },
      schema: {
        tags: ['emergencies'],
        summary: 'End an emergency mode: what was before is in force again',
        params: RowParams,
        body: EmergencyEnd,
        response: { 200: Emergency, ...problemResponses },
      },
    },
    async (request) => emergencies.end(request.caller, request.params.id, request.body.reason),
  );
}
