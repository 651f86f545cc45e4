/** GET /api/coverage/findings/{id}/repair, POST /api/coverage/repairs. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { assertMay } from '../access/caller.ts';
import { problemResponses } from '../contract/problem.ts';
import { FindingParams, NewRepairs, RepairPreview, RepairQuery, RepairsDone } from '../contract/repairs.ts';
import { assertMatch } from '../http/if-match.ts';
import { planTag } from '../plans/service.ts';
import { applyRepairs, MENDERS, previewOf, type RepairDeps } from './repairs.ts';
import { COVERAGE_READERS } from './routes.ts';

export async function repairRoutes(instance: FastifyInstance, deps: RepairDeps): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  const tags = ['coverage'];
  app.get(
    '/api/coverage/findings/:id/repair',
    {
      config: { access: COVERAGE_READERS },
      schema: {
        tags,
        summary: 'What the repair of a finding would do; nothing is changed',
        params: FindingParams,
        querystring: RepairQuery,
        response: { 200: RepairPreview, ...problemResponses },
      },
    },
    async (request) => {
      const { area, plan = null } = request.query;
      assertMay(request.caller, COVERAGE_READERS, area);
      return previewOf(deps, area, plan, request.params.id);
    },
  );
  app.post(
    '/api/coverage/repairs',
    {
      config: { access: MENDERS },
      schema: {
        tags,
        summary: 'Repair findings in a draft: a new one, or the plan that is named, which needs If-Match',
        body: NewRepairs,
        response: { 201: RepairsDone, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { area, plan } = request.body;
      assertMay(request.caller, MENDERS, area);
      const draft = plan === undefined ? null : await deps.plans.row(plan);
      if (draft !== null) {
        assertMay(request.caller, MENDERS, draft.area);
        assertMatch(request, planTag(draft));
      }
      const done = await applyRepairs(deps, request.caller, request.body, draft);
      reply.header('etag', planTag(await deps.plans.row(done.plan)));
      return reply.code(201).header('location', `/api/plans/${done.plan}`).send(done);
    },
  );
}
