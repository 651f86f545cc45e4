/** GET /api/coverage: as counts and findings, or the findings as GeoJSON features. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { assertMay } from '../access/caller.ts';
import { CoverageQuery, CoverageReport } from '../contract/coverage.ts';
import { problemResponses } from '../contract/problem.ts';
import { isUnchanged } from '../http/etag.ts';
import { coverageFeatures } from './features.ts';
import { type CoverageService, questionOf } from './service.ts';

/** Who may look. */
export const COVERAGE_READERS = ['viewer', 'planner', 'reviewer', 'auditor', 'dispatcher'] as const;

export async function coverageRoutes(instance: FastifyInstance, deps: { coverage: CoverageService }): Promise<void> {
  const { coverage } = deps;
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    '/api/coverage',
    {
      config: { access: COVERAGE_READERS },
      schema: {
        tags: ['coverage'],
        summary: 'Gaps, overlaps, places in no grid, grids outside their band or without their people',
        querystring: CoverageQuery,
        response: {
          200: {
            content: {
              'application/json': { schema: CoverageReport },
              'application/geo+json': { schema: { type: 'object', additionalProperties: true } },
            },
          },
          ...problemResponses,
        },
      },
    },
    async (request, reply) => {
      const query = request.query as CoverageQuery;
      assertMay(request.caller, COVERAGE_READERS, query.area);
      const asFeatures = request.headers.accept?.includes('application/geo+json') ?? false;
      const version = await coverage.version(questionOf(query));
      const question = { ...query, as: asFeatures ? 'features' : 'report' };
      if (isUnchanged(request, reply, { version, question, private: true })) return reply.send(undefined as never);
      const report = await coverage.report(query);
      if (!asFeatures) return reply.type('application/json; charset=utf-8').send(JSON.stringify(report) as never);
      return reply.type('application/geo+json; charset=utf-8').send(JSON.stringify(coverageFeatures(report)) as never);
    },
  );
}
