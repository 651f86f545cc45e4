/** /api/coverage/exceptions: findings that somebody has accepted. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { assertMay } from '../access/caller.ts';
import { AreaQuery, CoverageException, ExceptionList, NewException, RowParams } from '../contract/coverage.ts';
import { problemResponses } from '../contract/problem.ts';
import { ACCEPTORS, acceptFinding, endException, listExceptions } from './exceptions.ts';
import { COVERAGE_READERS } from './routes.ts';
import type { CoverageService } from './service.ts';

export async function exceptionRoutes(instance: FastifyInstance, deps: { coverage: CoverageService }): Promise<void> {
  const { rulings } = deps.coverage;
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    '/api/coverage/exceptions',
    {
      config: { access: COVERAGE_READERS },
      schema: {
        tags: ['coverage'],
        summary: 'Accepted findings of an area and of all below it, the newest first; withdrawn ones too',
        querystring: AreaQuery,
        response: { 200: ExceptionList, ...problemResponses },
      },
    },
    async (request) => {
      assertMay(request.caller, COVERAGE_READERS, request.query.area);
      return { exceptions: await listExceptions(rulings, request.query.area) };
    },
  );
  app.post(
    '/api/coverage/exceptions',
    {
      config: { access: ACCEPTORS },
      schema: {
        tags: ['coverage'],
        summary: 'Accept a finding, with a reason and an end at most three years ahead',
        body: NewException,
        response: { 201: CoverageException, ...problemResponses },
      },
    },
    async (request, reply) => {
      const exception = await acceptFinding(rulings, request.caller, request.body);
      return reply.code(201).header('location', `/api/coverage/exceptions/${exception.id}`).send(exception);
    },
  );
  app.delete(
    '/api/coverage/exceptions/:id',
    {
      config: { access: ACCEPTORS },
      schema: {
        tags: ['coverage'],
        summary: 'Withdraw an exception: it counts no more, and stays on record',
        params: RowParams,
        response: { 204: Type.Null({ description: 'done' }), ...problemResponses },
      },
    },
    async (request, reply) => {
      await endException(rulings, request.caller, request.params.id);
      return reply.code(204).send(null);
    },
  );
}
