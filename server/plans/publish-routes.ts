/** GET and POST /api/plans/{id}/publish. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { assertMay } from '../access/caller.ts';
import { RowParams } from '../contract/coverage.ts';
import { NewPublish, Published, PublishPreview } from '../contract/plan-publish.ts';
import { problemResponses } from '../contract/problem.ts';
import { assertMatch } from '../http/if-match.ts';
import { LIFE } from './life.ts';
import type { PlanPublishing } from './publishing.ts';
import { PLAN_READERS } from './routes.ts';
import { type PlansService, planTag } from './service.ts';

export async function planPublishRoutes(
  instance: FastifyInstance,
  { plans, publishing }: { plans: PlansService; publishing: PlanPublishing },
): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  const tags = ['plans'];
  app.get(
    '/api/plans/:id/publish',
    {
      config: { access: PLAN_READERS },
      schema: {
        tags,
        summary: 'What publishing a plan would do, and what stands in its way',
        params: RowParams,
        response: { 200: PublishPreview, ...problemResponses },
      },
    },
    async (request, reply) => {
      const row = await plans.row(request.params.id);
      assertMay(request.caller, PLAN_READERS, row.area);
      reply.header('etag', planTag(row));
      return publishing.preview(row);
    },
  );
  app.post(
    '/api/plans/:id/publish',
    {
      config: { access: LIFE.publish.roles },
      schema: {
        tags,
        summary: 'Publish an approved plan as the next edition of its county. Needs If-Match',
        params: RowParams,
        body: NewPublish,
        response: { 200: Published, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const row = await plans.row(id);
      assertMay(request.caller, LIFE.publish.roles, row.area);
      assertMatch(request, planTag(row));
      const published = await publishing.publish(row, request.caller, request.body);
      reply.header('etag', planTag(await plans.row(id)));
      return published;
    },
  );
}
