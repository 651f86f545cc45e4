/** GET /api/plans/{id}/state, GET and POST /api/plans/{id}/operations. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { assertMay } from '../access/caller.ts';
import { RowParams } from '../contract/coverage.ts';
import { OperationsDone, OperationsQuery, PlanStateNow, PlanStateQuery } from '../contract/plan-edits.ts';
import { NewOperations, PlanOperations } from '../contract/plan-operations.ts';
import { problemResponses, Refusal } from '../contract/problem.ts';
import { matchingTag } from '../http/etag.ts';
import type { KnownVersion, PlanEdits } from './edits.ts';
import { PLAN_READERS } from './routes.ts';
import { PLANNERS, type PlansService, planTag } from './service.ts';

/** A brush stroke is some hundred bytes; a proposal for a county some megabytes. */
const BODY_BYTES = 32 * 1024 * 1024;
const PAGE = 500;

export async function planEditRoutes(
  instance: FastifyInstance,
  { plans, edits }: { plans: PlansService; edits: PlanEdits },
): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  const tags = ['plans'];
  // The compiled serializer takes no schema that names another one twice.
  const serializerCompiler = () => (payload: unknown) => JSON.stringify(payload);
  app.get(
    '/api/plans/:id/state',
    {
      config: { access: PLAN_READERS },
      schema: {
        tags,
        summary: 'A plan of cells as it is now: slots and the cells in them; its entity tag is needed to change it',
        params: RowParams,
        querystring: PlanStateQuery,
        response: { 200: PlanStateNow, ...problemResponses },
      },
      serializerCompiler,
    },
    async (request, reply) => {
      const row = await plans.row(request.params.id);
      assertMay(request.caller, PLAN_READERS, row.area);
      const communities = request.query.community?.split(',') ?? [];
      const state = await edits.state(row, request.caller.actor, communities);
      reply.header('etag', planTag({ id: row.id, version: state.version }));
      return state;
    },
  );
  app.get(
    '/api/plans/:id/operations',
    {
      config: { access: PLAN_READERS },
      schema: {
        tags,
        summary: 'What was done to a plan, in order',
        params: RowParams,
        querystring: OperationsQuery,
        response: { 200: PlanOperations, ...problemResponses },
      },
      serializerCompiler,
    },
    async (request) => {
      const row = await plans.row(request.params.id);
      assertMay(request.caller, PLAN_READERS, row.area);
      const { after = 0, limit = PAGE } = request.query;
      return { seq: row.seq, operations: await edits.operations(row, after, limit) };
    },
  );
  app.post(
    '/api/plans/:id/operations',
    {
      bodyLimit: BODY_BYTES,
      config: { access: PLANNERS },
      schema: {
        tags,
        summary:
          'Change a plan: all of the operations or none. Needs If-Match; 412 tells what others did since, 409 which cells are no longer as they were',
        params: RowParams,
        body: NewOperations,
        response: { 200: OperationsDone, ...problemResponses },
      },
      serializerCompiler,
    },
    async (request, reply) => {
      const row = await plans.row(request.params.id);
      assertMay(request.caller, PLANNERS, row.area);
      const done = await edits.append(
        row,
        request.caller.actor,
        request.body.operations,
        knownVersion(request, row.id),
      );
      reply.header('etag', planTag({ id: row.id, version: done.version }));
      return done;
    },
  );
}

/** Throws `precondition-required`. */
export function knownVersion(request: FastifyRequest, plan: number): KnownVersion {
  const given = request.headers['if-match'];
  if (given === undefined) throw new Refusal('precondition-required', {});
  const told = new RegExp(`"plan-${plan}-(\\d{1,9})(?:\\.\\w+)?"`).exec(given)?.[1];
  return {
    isCurrent: (row) => matchingTag(given, planTag(row)) !== undefined,
    version: told === undefined ? null : Number(told),
  };
}
