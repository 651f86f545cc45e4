/** /api/coverage/exclusions: ground that no grid has to cover. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { assertMay } from '../access/caller.ts';
import { AreaQuery, Exclusion, ExclusionList, NewExclusion, RowParams } from '../contract/coverage.ts';
import { problemResponses } from '../contract/problem.ts';
import { declareExclusion, EXCLUDERS, endExclusion, listExclusions } from './exclusions.ts';
import { COVERAGE_READERS } from './routes.ts';
import type { CoverageService } from './service.ts';

export async function exclusionRoutes(instance: FastifyInstance, deps: { coverage: CoverageService }): Promise<void> {
  const { rulings } = deps.coverage;
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    '/api/coverage/exclusions',
    {
      config: { access: COVERAGE_READERS },
      schema: {
        tags: ['coverage'],
        summary: 'Exclusions that hold in an area: its own, those above it and those below it',
        querystring: AreaQuery,
        response: { 200: ExclusionList, ...problemResponses },
      },
    },
    async (request) => {
      assertMay(request.caller, COVERAGE_READERS, request.query.area);
      return { exclusions: await listExclusions(rulings, request.query.area) };
    },
  );
  app.post(
    '/api/coverage/exclusions',
    {
      config: { access: EXCLUDERS },
      schema: {
        tags: ['coverage'],
        summary: 'Declare ground that no grid has to cover: a shape, or the ground of a finding',
        body: NewExclusion,
        response: { 201: Exclusion, ...problemResponses },
      },
    },
    async (request, reply) => {
      const exclusion = await declareExclusion(rulings, request.caller, request.body);
      return reply.code(201).header('location', `/api/coverage/exclusions/${exclusion.id}`).send(exclusion);
    },
  );
  app.delete(
    '/api/coverage/exclusions/:id',
    {
      config: { access: EXCLUDERS },
      schema: {
        tags: ['coverage'],
        summary: 'End an exclusion: the ground is to be covered again',
        params: RowParams,
        response: { 204: Type.Null({ description: 'done' }), ...problemResponses },
      },
    },
    async (request, reply) => {
      await endExclusion(rulings, request.caller, request.params.id);
      return reply.code(204).send(null);
    },
  );
}
