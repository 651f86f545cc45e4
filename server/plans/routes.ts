/** GET and POST /api/plans, GET /api/plans/{id}, /api/plans/{id}/grids; DELETE /api/plans/{id}. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { assertMay } from '../access/caller.ts';
import { AreaQuery, RowParams } from '../contract/coverage.ts';
import { NewPlan, Plan, PlanGrids, PlanList } from '../contract/plans.ts';
import { problemResponses } from '../contract/problem.ts';
import { assertMatch } from '../http/if-match.ts';
import type { GridsFileDeps } from './grids-file.ts';
import { gridsFile } from './grids-file.ts';
import { PLANNERS, type PlansService, planTag } from './service.ts';

/** Who may look at plans. */
export const PLAN_READERS = ['viewer', 'planner', 'reviewer', 'auditor'] as const;
/** Who may make and change drafts. An admin has every role. */
export const DRAFTERS = ['planner', 'auditor'] as const;

export async function planRoutes(
  instance: FastifyInstance,
  { plans, file }: { plans: PlansService; file: GridsFileDeps },
): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  const tags = ['plans'];
  app.get(
    '/api/plans',
    {
      config: { access: PLAN_READERS },
      schema: {
        tags,
        summary: 'Plans of an area and of all below it, the newest first',
        querystring: AreaQuery,
        response: { 200: PlanList, ...problemResponses },
      },
    },
    async (request) => {
      assertMay(request.caller, PLAN_READERS, request.query.area);
      return { plans: await plans.list(request.query.area) };
    },
  );
  app.post(
    '/api/plans',
    {
      config: { access: PLANNERS },
      schema: {
        tags,
        summary: 'A new plan of cells over a community, a town or a county and its edition in force',
        body: NewPlan,
        response: { 201: Plan, ...problemResponses },
      },
    },
    async (request, reply) => {
      const row = await plans.row(await plans.createOfCells(request.caller, request.body));
      reply.header('etag', planTag(row)).header('location', `/api/plans/${row.id}`);
      return reply.code(201).send(await plans.view(row));
    },
  );
  app.get(
    '/api/plans/:id',
    {
      config: { access: PLAN_READERS },
      schema: {
        tags,
        summary:
          'A plan with the shapes it changes or the communities it is made of; its entity tag is needed to change it',
        params: RowParams,
        response: { 200: Plan, ...problemResponses },
      },
    },
    async (request, reply) => {
      const row = await plans.row(request.params.id);
      assertMay(request.caller, PLAN_READERS, row.area);
      reply.header('etag', planTag(row));
      return plans.view(row);
    },
  );
  app.get(
    '/api/plans/:id/grids',
    {
      config: { access: PLAN_READERS },
      schema: {
        tags,
        summary: 'Every grid of a draft as GeoJSON, in the form that an import of grids takes',
        params: RowParams,
        response: { 200: { content: { 'application/geo+json': { schema: PlanGrids } } }, ...problemResponses },
      },
    },
    async (request, reply) => {
      const row = await plans.row(request.params.id);
      // The rest of the county in the file is published anyway.
      assertMay(request.caller, PLAN_READERS, row.area);
      return reply
        .type('application/geo+json; charset=utf-8')
        .header('etag', planTag(row))
        .serializer((text: unknown) => text as string)
        .send((await gridsFile(file, row)) as never);
    },
  );
  app.delete(
    '/api/plans/:id',
    {
      config: { access: DRAFTERS },
      schema: {
        tags,
        summary: 'Drop a draft. Needs If-Match',
        params: RowParams,
        response: { 204: Type.Null({ description: 'done' }), ...problemResponses },
      },
    },
    async (request, reply) => {
      const row = await plans.row(request.params.id);
      assertMay(request.caller, DRAFTERS, row.area);
      assertMatch(request, planTag(row));
      await plans.drop(row, request.caller.actor);
      return reply.code(204).send(null);
    },
  );
}
