/** GET and POST /api/plans/{id}/rebase, GET /api/plans/{id}/rebase/{community}. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { assertMay } from '../access/caller.ts';
import { RowParams } from '../contract/coverage.ts';
import { PlanCommunityParams } from '../contract/plan-cells.ts';
import { OperationsDone } from '../contract/plan-edits.ts';
import { NewRebase, PlanRebase, RebasePreview } from '../contract/plan-rebase.ts';
import { problemResponses } from '../contract/problem.ts';
import { knownVersion } from './edit-routes.ts';
import type { PlanRebases } from './rebases.ts';
import { PLAN_READERS } from './routes.ts';
import { PLANNERS, type PlansService, planTag } from './service.ts';

export async function planRebaseRoutes(
  instance: FastifyInstance,
  { plans, rebases }: { plans: PlansService; rebases: PlanRebases },
): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  const tags = ['plans'];
  app.get(
    '/api/plans/:id/rebase',
    {
      config: { access: PLAN_READERS },
      schema: {
        tags,
        summary: 'Where the ground of a plan has changed under it: buildings, households, the base map, the edition',
        params: RowParams,
        response: { 200: PlanRebase, ...problemResponses },
      },
    },
    async (request, reply) => {
      const row = await plans.row(request.params.id);
      assertMay(request.caller, PLAN_READERS, row.area);
      reply.header('etag', planTag(row));
      return rebases.list(row);
    },
  );
  app.get(
    '/api/plans/:id/rebase/:community',
    {
      config: { access: PLAN_READERS },
      schema: {
        tags,
        summary: 'What moving a community of a plan to the ground of now would mean, by each choice; makes its cells',
        params: PlanCommunityParams,
        response: { 200: RebasePreview, ...problemResponses },
      },
    },
    async (request, reply) => {
      const row = await plans.row(request.params.id);
      assertMay(request.caller, PLAN_READERS, row.area);
      reply.header('etag', planTag(row));
      return rebases.preview(row, request.params.community);
    },
  );
  app.post(
    '/api/plans/:id/rebase',
    {
      config: { access: PLANNERS },
      schema: {
        tags,
        summary:
          'Move communities of a plan to the cells and the edition of now, with a choice for each: one operation, one step of undo. Needs If-Match',
        params: RowParams,
        body: NewRebase,
        response: { 200: OperationsDone, ...problemResponses },
      },
      // The compiled serializer takes no schema that names another one twice.
      serializerCompiler: () => (payload: unknown) => JSON.stringify(payload),
    },
    async (request, reply) => {
      const row = await plans.row(request.params.id);
      assertMay(request.caller, PLANNERS, row.area);
      const done = await rebases.move(row, request.caller.actor, request.body, knownVersion(request, row.id));
      reply.header('etag', planTag({ id: row.id, version: done.version }));
      return done;
    },
  );
}
