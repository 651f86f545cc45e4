/** /api/visits, /api/presence. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { problemResponses } from '../contract/problem.ts';
import {
  NewVisit,
  PresenceAnswer,
  PresenceQuery,
  UnvisitedList,
  UnvisitedQuery,
  Visit,
  VisitList,
  VisitQuery,
} from '../contract/visits.ts';
import type { PresenceService } from './presence-service.ts';
import { PRESENCE_READERS, UNVISITED_READERS, VISIT_READERS, VISITORS } from './roles.ts';
import type { VisitsService } from './service.ts';

export interface VisitRouteDeps {
  visits: VisitsService;
  presence: PresenceService;
}

export async function visitRoutes(instance: FastifyInstance, { visits, presence }: VisitRouteDeps): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  const tags = ['visits'];
  app.post(
    '/api/visits',
    {
      config: { access: VISITORS },
      schema: {
        tags,
        summary: 'Log a visit, on duty; 200: it was said before',
        body: NewVisit,
        response: { 200: Visit, 201: Visit, ...problemResponses },
      },
    },
    async (request, reply) => {
      const visit = await visits.log(request.caller, request.body);
      return reply.code(visit.repeated ? 200 : 201).send(visit);
    },
  );
  app.get(
    '/api/visits',
    {
      config: { access: VISIT_READERS },
      schema: {
        tags,
        summary: 'Visits of an area, the newest first',
        querystring: VisitQuery,
        response: { 200: VisitList, ...problemResponses },
      },
    },
    (request) => visits.list(request.caller, request.query),
  );
  app.get(
    '/api/visits/unvisited',
    {
      config: { access: UNVISITED_READERS },
      schema: {
        tags,
        summary: 'Buildings and units by how long nobody has been there',
        querystring: UnvisitedQuery,
        response: { 200: UnvisitedList, ...problemResponses },
      },
    },
    (request) => {
      const { area, limit, after } = request.query;
      return visits.unvisited(request.caller, area, limit, after);
    },
  );
  app.get(
    '/api/presence',
    {
      config: { access: PRESENCE_READERS },
      schema: {
        tags,
        summary: 'Visits, patrols and sign-ins of every grid of an area in a period',
        querystring: PresenceQuery,
        response: { 200: PresenceAnswer, ...problemResponses },
      },
    },
    (request) => {
      const { area, from, to } = request.query;
      return presence.of(request.caller, area, from, to);
    },
  );
}
