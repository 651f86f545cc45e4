/** GET /api/patrols. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { PatrolAnswer, PatrolQuery } from '../contract/patrols.ts';
import { problemResponses } from '../contract/problem.ts';
import type { Patrols } from './patrols.ts';
import { COUNT_READERS } from './roles.ts';

export async function patrolRoutes(instance: FastifyInstance, { patrols }: { patrols: Patrols }): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    '/api/patrols',
    {
      config: { access: COUNT_READERS },
      schema: {
        tags: ['positions'],
        summary: 'What was patrolled in each grid of an area: time, metres, rounds, streets and buildings passed',
        querystring: PatrolQuery,
        response: { 200: PatrolAnswer, ...problemResponses },
      },
    },
    (request) => patrols.list(request.caller, request.query),
  );
}
