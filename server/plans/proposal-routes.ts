/** /api/plans/{id}/proposals and /certificates. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { assertMay } from '../access/caller.ts';
import { RowParams } from '../contract/coverage.ts';
import { OperationsDone } from '../contract/plan-edits.ts';
import {
  ApplyProposal,
  CertificateParams,
  NewProposal,
  PartsQuery,
  PlanCertificate,
  PlanProposal,
  ProposalList,
  ProposalParams,
  ProposalParts,
} from '../contract/plan-proposals.ts';
import { problemResponses } from '../contract/problem.ts';
import { knownVersion } from './edit-routes.ts';
import type { PlanProposals } from './proposals.ts';
import { PLAN_READERS } from './routes.ts';
import { PLANNERS, type PlansService, planTag } from './service.ts';

export async function planProposalRoutes(
  instance: FastifyInstance,
  { plans, proposals }: { plans: PlansService; proposals: PlanProposals },
): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  const tags = ['plans'];
  // The compiled serializer takes no schema that names another one twice.
  const serializerCompiler = () => (payload: unknown) => JSON.stringify(payload);
  app.post(
    '/api/plans/:id/proposals',
    {
      config: { access: PLANNERS },
      schema: {
        tags,
        summary: 'Ask for a proposal: a job; communities are offered as they are done, nothing is changed',
        params: RowParams,
        body: NewProposal,
        response: { 202: PlanProposal, ...problemResponses },
      },
    },
    async (request, reply) => {
      const row = await plans.row(request.params.id);
      const proposal = await proposals.start(row, request.caller, request.body);
      return reply.code(202).header('location', `/api/plans/${row.id}/proposals/${proposal.id}`).send(proposal);
    },
  );
  app.get(
    '/api/plans/:id/proposals',
    {
      config: { access: PLAN_READERS },
      schema: {
        tags,
        summary: 'The proposals of a plan, the newest first',
        params: RowParams,
        response: { 200: ProposalList, ...problemResponses },
      },
    },
    async (request) => {
      const row = await plans.row(request.params.id);
      assertMay(request.caller, PLAN_READERS, row.area);
      return { proposals: await proposals.list(row.id) };
    },
  );
  app.get(
    '/api/plans/:id/proposals/:proposal',
    {
      config: { access: PLAN_READERS },
      schema: {
        tags,
        summary: 'How far a proposal is, and what it offers so far',
        params: ProposalParams,
        response: { 200: PlanProposal, ...problemResponses },
      },
    },
    async (request) => {
      const row = await plans.row(request.params.id);
      assertMay(request.caller, PLAN_READERS, row.area);
      return proposals.get(row.id, request.params.proposal);
    },
  );
  app.delete(
    '/api/plans/:id/proposals/:proposal',
    {
      config: { access: PLANNERS },
      schema: {
        tags,
        summary: 'Cancel a running proposal; what it has offered stays',
        params: ProposalParams,
        response: { 200: PlanProposal, ...problemResponses },
      },
    },
    async (request) => {
      const row = await plans.row(request.params.id);
      assertMay(request.caller, PLANNERS, row.area);
      return proposals.cancel(row, request.params.proposal, request.caller.actor);
    },
  );
  app.get(
    '/api/plans/:id/proposals/:proposal/parts',
    {
      config: { access: PLAN_READERS },
      schema: {
        tags,
        summary: 'The divisions that a proposal offers',
        params: ProposalParams,
        querystring: PartsQuery,
        response: { 200: ProposalParts, ...problemResponses },
      },
      serializerCompiler,
    },
    async (request) => {
      const row = await plans.row(request.params.id);
      assertMay(request.caller, PLAN_READERS, row.area);
      const { community, option } = request.query;
      return proposals.parts(row.id, request.params.proposal, community, option);
    },
  );
  app.post(
    '/api/plans/:id/proposals/:proposal/apply',
    {
      config: { access: PLANNERS },
      schema: {
        tags,
        summary: 'Take what a proposal offers into the plan, as one operation and one step of undo. Needs If-Match',
        params: ProposalParams,
        body: ApplyProposal,
        response: { 200: OperationsDone, ...problemResponses },
      },
      serializerCompiler,
    },
    async (request, reply) => {
      const row = await plans.row(request.params.id);
      assertMay(request.caller, PLANNERS, row.area);
      const { proposal } = request.params;
      const known = knownVersion(request, row.id);
      const done = await proposals.apply(row, request.caller.actor, proposal, request.body, known);
      reply.header('etag', planTag({ id: row.id, version: done.version }));
      return done;
    },
  );
  app.get(
    '/api/plans/:id/certificates/:certificate',
    {
      config: { access: PLAN_READERS },
      schema: {
        tags,
        summary: 'What a proposal for a community reached, and the proofs of what cannot be avoided',
        params: CertificateParams,
        response: { 200: PlanCertificate, ...problemResponses },
      },
    },
    async (request) => {
      const row = await plans.row(request.params.id);
      assertMay(request.caller, PLAN_READERS, row.area);
      return proposals.certificate(row.id, request.params.certificate);
    },
  );
}
