/** GET and POST /api/plans/{id}/steps: the way of a plan. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { assertMay } from '../access/caller.ts';
import { RowParams } from '../contract/coverage.ts';
import { NewPlanStep, PlanSteps } from '../contract/plan-life.ts';
import { problemResponses } from '../contract/problem.ts';
import { assertMatch } from '../http/if-match.ts';
import { STEPPERS } from './life.ts';
import type { PlanLife } from './life-service.ts';
import { PLAN_READERS } from './routes.ts';
import { type PlansService, planTag } from './service.ts';

export async function planLifeRoutes(
  instance: FastifyInstance,
  { plans, life }: { plans: PlansService; life: PlanLife },
): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  const tags = ['plans'];
  app.get(
    '/api/plans/:id/steps',
    {
      config: { access: PLAN_READERS },
      schema: {
        tags,
        summary: 'The way a plan has gone, with notes, and what the caller may do now',
        params: RowParams,
        response: { 200: PlanSteps, ...problemResponses },
      },
    },
    async (request) => {
      const row = await plans.row(request.params.id);
      assertMay(request.caller, PLAN_READERS, row.area);
      return life.steps(row, request.caller);
    },
  );
  app.post(
    '/api/plans/:id/steps',
    {
      config: { access: STEPPERS },
      schema: {
        tags,
        summary: 'Submit, withdraw, review, approve or return a plan. Needs If-Match; a return needs its reason',
        params: RowParams,
        body: NewPlanStep,
        response: { 200: PlanSteps, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const row = await plans.row(id);
      assertMay(request.caller, STEPPERS, row.area);
      assertMatch(request, planTag(row));
      await life.take(row, request.caller, request.body);
      const taken = await plans.row(id);
      reply.header('etag', planTag(taken));
      return life.steps(taken, request.caller);
    },
  );
}
