/** GET /api/coverage: as counts and findings, or the findings as GeoJSON features. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { assertMay } from '../access/caller.ts';
import { CoverageQuery, CoverageReport } from '../contract/coverage.ts';
import { problemResponses } from '../contract/problem.ts';
import { parseAsOf } from '../contract/time.ts';
import { isUnchanged } from '../http/etag.ts';
import { coverageFeatures } from './features.ts';
import type { CoverageService } from './service.ts';

const ROLES = ['viewer', 'planner', 'reviewer', 'auditor', 'dispatcher'] as const;

export async function coverageRoutes(
  instance: FastifyInstance,
  deps: { coverage: CoverageService; version(): string },
): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    '/api/coverage',
    {
      config: { access: ROLES },
      schema: {
        tags: ['coverage'],
        summary: 'Gaps, overlaps and places in no grid',
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
      assertMay(request.caller, ROLES, query.area);
      const asFeatures = request.headers.accept?.includes('application/geo+json') ?? false;
      const question = { ...query, as: asFeatures ? 'features' : 'report' };
      if (isUnchanged(request, reply, { version: deps.version(), question, private: true }))
        return reply.send(undefined as never);
      const report = await deps.coverage.check(query, query.asOf === undefined ? null : parseAsOf(query.asOf));
      if (!asFeatures) return reply.type('application/json; charset=utf-8').send(JSON.stringify(report) as never);
      return reply.type('application/geo+json; charset=utf-8').send(JSON.stringify(coverageFeatures(report)) as never);
    },
  );
}
