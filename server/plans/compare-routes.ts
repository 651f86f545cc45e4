/** GET /api/plans/compare. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { CompareQuery, PlanComparison } from '../contract/plan-compare.ts';
import { problemResponses } from '../contract/problem.ts';
import { comparisonCsv, comparisonFeatures, type PlanCompare } from './compare.ts';
import { PLAN_READERS } from './routes.ts';

export async function planCompareRoutes(
  instance: FastifyInstance,
  { compare }: { compare: PlanCompare },
): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    '/api/plans/compare',
    {
      config: { access: PLAN_READERS },
      schema: {
        tags: ['plans'],
        summary:
          'Two plans or editions: who changes grid, which grids change, borders old and new, numbers side by side',
        querystring: CompareQuery,
        response: {
          200: {
            content: {
              'application/json': { schema: PlanComparison },
              'application/geo+json': { schema: { type: 'object', additionalProperties: true } },
              'text/csv': { schema: { type: 'string' } },
            },
          },
          ...problemResponses,
        },
      },
    },
    async (request, reply) => {
      const query = request.query as CompareQuery;
      const { format = 'json', from, to } = query;
      const comparison = await compare.compare(query, request.caller, PLAN_READERS);
      const send = (type: string, text: string): never => reply.type(`${type}; charset=utf-8`).send(text) as never;
      if (format === 'json') return send('application/json', JSON.stringify(comparison));
      const name = `compare-${from}-${to}.${format}`;
      reply.header('content-disposition', `attachment; filename="${name}"`);
      if (format === 'csv') return send('text/csv', comparisonCsv(comparison));
      return send('application/geo+json', JSON.stringify(comparisonFeatures(comparison)));
    },
  );
}
