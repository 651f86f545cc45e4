/** /api/coverage/checks, /changes, /trend: checks as jobs, and what was before. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { assertMay } from '../access/caller.ts';
import {
  AreaQuery,
  ChangesQuery,
  CheckList,
  CheckListQuery,
  CheckParams,
  CheckQuery,
  CoverageChanges,
  CoverageCheck,
  CoverageTrend,
} from '../contract/coverage.ts';
import { problemResponses } from '../contract/problem.ts';
import type { ChangeDeps } from './changes.ts';
import { changesSince } from './changes.ts';
import type { CheckJobs } from './check-jobs.ts';
import { COVERAGE_READERS } from './routes.ts';
import { questionOf } from './service.ts';
import { trend } from './trend.ts';

/** A check costs a core for a while. An admin has every role. */
export const CHECKERS = ['auditor', 'planner', 'reviewer'] as const;

export async function checkRoutes(instance: FastifyInstance, deps: ChangeDeps & { checks: CheckJobs }): Promise<void> {
  const { checks } = deps;
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  const tags = ['coverage'];
  app.post(
    '/api/coverage/checks',
    {
      config: { access: CHECKERS },
      schema: {
        tags,
        summary: 'Check an area as a job; what it finds is kept for comparison',
        body: CheckQuery,
        response: { 202: CoverageCheck, ...problemResponses },
      },
    },
    async (request, reply) => {
      assertMay(request.caller, CHECKERS, request.body.area);
      const check = await checks.start(questionOf(request.body), request.caller.actor);
      return reply.code(202).header('location', `/api/coverage/checks/${check.id}`).send(check);
    },
  );
  app.get(
    '/api/coverage/checks',
    {
      config: { access: COVERAGE_READERS },
      schema: {
        tags,
        summary: 'Checks of an area, the newest first',
        querystring: CheckListQuery,
        response: { 200: CheckList, ...problemResponses },
      },
    },
    async (request) => {
      const { area, limit = 100, after } = request.query;
      assertMay(request.caller, COVERAGE_READERS, area);
      return checks.list(area, limit, after);
    },
  );
  app.get(
    '/api/coverage/checks/:id',
    {
      config: { access: COVERAGE_READERS },
      schema: {
        tags,
        summary: 'How far a check is; its totals when it is over',
        params: CheckParams,
        response: { 200: CoverageCheck, ...problemResponses },
      },
    },
    async (request) => {
      assertMay(request.caller, COVERAGE_READERS, await checks.area(request.params.id));
      return checks.get(request.params.id);
    },
  );
  app.delete(
    '/api/coverage/checks/:id',
    {
      config: { access: CHECKERS },
      schema: {
        tags,
        summary: 'Cancel a check that runs; one that is over stays',
        params: CheckParams,
        response: { 200: CoverageCheck, ...problemResponses },
      },
    },
    async (request) => {
      assertMay(request.caller, CHECKERS, await checks.area(request.params.id));
      return checks.cancel(request.params.id, request.caller.actor);
    },
  );
  app.get(
    '/api/coverage/changes',
    {
      config: { access: COVERAGE_READERS },
      schema: {
        tags,
        summary: 'Findings now against an earlier check or edition',
        querystring: ChangesQuery,
        response: { 200: CoverageChanges, ...problemResponses },
      },
      // The compiled serializer takes no schema that names another one twice.
      serializerCompiler: () => (payload) => JSON.stringify(payload),
    },
    async (request) => {
      assertMay(request.caller, COVERAGE_READERS, request.query.area);
      return changesSince(deps, request.query);
    },
  );
  app.get(
    '/api/coverage/trend',
    {
      config: { access: COVERAGE_READERS },
      schema: {
        tags,
        summary: 'The numbers of an area, edition by edition',
        querystring: AreaQuery,
        response: { 200: CoverageTrend, ...problemResponses },
      },
    },
    async (request) => {
      assertMay(request.caller, COVERAGE_READERS, request.query.area);
      return trend(deps.db, deps.coverage, request.query.area);
    },
  );
}
