/** GET /api/plans/{id}/cells, of one community and its report. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { assertMay } from '../access/caller.ts';
import { RowParams } from '../contract/coverage.ts';
import { CellLayerReport, CellsQuery, PlanCommunityParams } from '../contract/plan-cells.ts';
import { problemResponses } from '../contract/problem.ts';
import { toDegrees } from '../geometry/lattice.ts';
import { isUnchanged } from '../http/etag.ts';
import type { PlanCells } from './cells.ts';
import type { CellLayerRow } from './cells-repository.ts';
import { PLAN_READERS } from './routes.ts';
import type { PlansService } from './service.ts';

export async function planCellsRoutes(
  instance: FastifyInstance,
  { plans, cells }: { plans: PlansService; cells: PlanCells },
): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  const tags = ['plans'];
  const octets = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } as const;
  app.get(
    '/api/plans/:id/cells',
    {
      config: { access: PLAN_READERS },
      schema: {
        tags,
        summary:
          'The cells of every community of a plan whose cells are made, as server/partition/plan/layer-pack.ts joins them',
        params: RowParams,
        response: { 200: { content: octets }, ...problemResponses },
      },
    },
    async (request, reply) => {
      const row = await plans.row(request.params.id);
      assertMay(request.caller, PLAN_READERS, row.area);
      const layers = await cells.made(row);
      const version = layers.map(({ id, hash }) => `${id} ${hash}`).join(' ');
      if (isUnchanged(request, reply, { version, question: {}, private: true })) return reply.send(null as never);
      return reply.type('application/octet-stream').send(Buffer.from(await cells.packed(layers)) as never);
    },
  );
  app.get(
    '/api/plans/:id/cells/:community',
    {
      config: { access: PLAN_READERS },
      schema: {
        tags,
        summary: 'The cells of a community of a plan, in the form of server/partition/plan/layer-codec.ts',
        params: PlanCommunityParams,
        querystring: CellsQuery,
        response: {
          200: { content: octets },
          ...problemResponses,
        },
      },
    },
    async (request, reply) => {
      const row = await plans.row(request.params.id);
      assertMay(request.caller, PLAN_READERS, row.area);
      const layer = await cells.layer(row, request.params.community, request.query.layer ?? null);
      const version = `${layer.id} ${layer.hash}`;
      if (isUnchanged(request, reply, { version, question: {}, private: true })) return reply.send(null as never);
      return reply.type('application/octet-stream').send(Buffer.from(await cells.bytes(layer)) as never);
    },
  );
  app.get(
    '/api/plans/:id/cells/:community/report',
    {
      config: { access: PLAN_READERS },
      schema: {
        tags,
        summary: 'What the build of the cells found in its input',
        params: PlanCommunityParams,
        response: { 200: CellLayerReport, ...problemResponses },
      },
    },
    async (request) => {
      const row = await plans.row(request.params.id);
      assertMay(request.caller, PLAN_READERS, row.area);
      return reportOf(await cells.layer(row, request.params.community));
    },
  );
}

function reportOf({ community, hash, cells, arcs, households, report, builtAt }: CellLayerRow): CellLayerReport {
  const counts: Record<string, number> = {};
  for (const { kind } of report.findings) counts[kind] = (counts[kind] ?? 0) + 1;
  return {
    community,
    layer: hash,
    cells,
    arcs,
    households,
    builtAt: builtAt.toISOString(),
    unnodedCrossings: report.unnodedCrossings,
    counts,
    findings: report.findings.map(({ kind, x, y, subjects, detail }) => ({
      kind,
      at: [toDegrees(x), toDegrees(y)],
      subjects: [...subjects],
      detail,
    })),
  };
}
