/** GET /api/grids, /api/grids/{code}, /api/editions, GET and PUT /api/bands. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import {
  BandList,
  BandSetting,
  EditionList,
  EditionQuery,
  GridCollection,
  GridFeature,
  GridOneQuery,
  GridParams,
  GridQuery,
} from '../contract/grids.ts';
import { problemResponses } from '../contract/problem.ts';
import { parseAsOf } from '../contract/time.ts';
import { sendPublished } from '../http/published.ts';
import type { GridsService } from './service.ts';

export interface GridDeps {
  grids: GridsService;
  version(): string;
  edition(): number | null;
}

export async function gridRoutes(instance: FastifyInstance, deps: GridDeps): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  const config = { access: 'public' } as const;
  const instant = (asOf: string | undefined) => (asOf === undefined ? null : parseAsOf(asOf));
  app.get(
    '/api/grids',
    {
      config,
      schema: {
        tags: ['grids'],
        summary: 'Grids in force',
        querystring: GridQuery,
        response: { 200: GridCollection, ...problemResponses },
      },
    },
    (request, reply) =>
      sendPublished(request, reply, deps.version(), () =>
        deps.grids.list(request.query, instant(request.query.asOf), deps.edition()),
      ),
  );
  app.get(
    '/api/grids/:code',
    {
      config,
      schema: {
        tags: ['grids'],
        summary: 'One grid',
        params: GridParams,
        querystring: GridOneQuery,
        response: { 200: GridFeature, ...problemResponses },
      },
    },
    (request, reply) =>
      sendPublished(request, reply, deps.version(), () =>
        deps.grids.one(request.params.code, instant(request.query.asOf)),
      ),
  );
  app.get(
    '/api/editions',
    {
      config,
      schema: {
        tags: ['grids'],
        summary: 'Editions, newest first',
        querystring: EditionQuery,
        response: { 200: EditionList, ...problemResponses },
      },
    },
    (request, reply) =>
      sendPublished(request, reply, deps.version(), async () =>
        JSON.stringify({ editions: await deps.grids.editions(request.query.county ?? null) }),
      ),
  );
  app.get(
    '/api/bands',
    {
      config,
      schema: { tags: ['grids'], summary: 'Household bands', response: { 200: BandList, ...problemResponses } },
    },
    async () => ({ bands: await deps.grids.bands() }),
  );
  app.put(
    '/api/bands',
    {
      config: { access: ['planner'] },
      schema: {
        tags: ['grids'],
        summary: 'Set the band of a kind in an area',
        body: BandSetting,
        response: { 204: Type.Null(), ...problemResponses },
      },
    },
    async (request, reply) => {
      await deps.grids.setBand(request.caller, request.body);
      return reply.code(204).send(null);
    },
  );
}
