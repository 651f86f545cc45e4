/** /api/plans/{id}/sources. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { assertMay } from '../access/caller.ts';
import { RowParams } from '../contract/coverage.ts';
import { OperationsDone } from '../contract/plan-edits.ts';
import { ApplySources, NewPlanSource, PlanSources, SourceReport } from '../contract/plan-sources.ts';
import { problemResponses } from '../contract/problem.ts';
import { assertMatch } from '../http/if-match.ts';
import { knownVersion } from './edit-routes.ts';
import { PLAN_READERS } from './routes.ts';
import { PLANNERS, type PlansService, planTag } from './service.ts';
import type { PlanSourceLayers } from './sources.ts';

const BODY_BYTES = 64 * 1024 * 1024;

export async function planSourceRoutes(
  instance: FastifyInstance,
  { plans, sources }: { plans: PlansService; sources: PlanSourceLayers },
): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  const tags = ['plans'];
  app.get(
    '/api/plans/:id/sources',
    {
      config: { access: PLAN_READERS },
      schema: {
        tags,
        summary: 'The layers of departments that are merged in a plan',
        params: RowParams,
        response: { 200: PlanSources, ...problemResponses },
      },
    },
    async (request) => {
      const row = await plans.row(request.params.id);
      assertMay(request.caller, PLAN_READERS, row.area);
      return { sources: await sources.list(row.id) };
    },
  );
  app.post(
    '/api/plans/:id/sources',
    {
      bodyLimit: BODY_BYTES,
      config: { access: PLANNERS },
      schema: {
        tags,
        summary: 'Take a layer of a department into a plan whose cells are not made yet. Needs If-Match',
        params: RowParams,
        body: NewPlanSource,
        response: { 201: PlanSources, ...problemResponses },
      },
    },
    async (request, reply) => {
      const row = await plans.row(request.params.id);
      assertMay(request.caller, PLANNERS, row.area);
      assertMatch(request, planTag(row));
      await sources.add(row, request.caller, request.body);
      reply.header('etag', planTag({ id: row.id, version: row.version + 1 }));
      return reply.code(201).send({ sources: await sources.list(row.id) });
    },
  );
  app.get(
    '/api/plans/:id/sources/report',
    {
      config: { access: PLAN_READERS },
      schema: {
        tags,
        summary: 'Where the layers agree and where not; makes the cells of the plan',
        params: RowParams,
        response: { 200: SourceReport, ...problemResponses },
      },
    },
    async (request) => {
      const row = await plans.row(request.params.id);
      assertMay(request.caller, PLAN_READERS, row.area);
      return sources.report(row);
    },
  );
  app.post(
    '/api/plans/:id/sources/apply',
    {
      config: { access: PLANNERS },
      schema: {
        tags,
        summary:
          'Make one plan of the layers, in an order of who decides: one operation, one step of undo. Needs If-Match',
        params: RowParams,
        body: ApplySources,
        response: { 200: OperationsDone, ...problemResponses },
      },
      // The compiled serializer takes no schema that names another one twice.
      serializerCompiler: () => (payload: unknown) => JSON.stringify(payload),
    },
    async (request, reply) => {
      const row = await plans.row(request.params.id);
      assertMay(request.caller, PLANNERS, row.area);
      const done = await sources.apply(row, request.caller.actor, request.body, knownVersion(request, row.id));
      reply.header('etag', planTag({ id: row.id, version: done.version }));
      return done;
    },
  );
}
