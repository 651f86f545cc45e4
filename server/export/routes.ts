/** GET /api/exports: grids, areas or places of an area as a file. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { resolveCaller } from '../access/authentication.ts';
import { ExportQuery } from '../contract/exports.ts';
import { problemResponses } from '../contract/problem.ts';
import type { Exports } from './exports.ts';

export interface ExportDeps {
  readonly exports: Exports;
  /** Requests a minute and address on other routes. */
  readonly rateLimit: number;
}

/** A file costs as much as that many other answers. */
const COSTS = 20;

export async function exportRoutes(instance: FastifyInstance, { exports, rateLimit }: ExportDeps): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    '/api/exports',
    {
      config: { access: 'public', rateLimit: { max: Math.max(1, Math.ceil(rateLimit / COSTS)) } },
      compress: false,
      schema: {
        tags: ['exports'],
        summary: 'Grids, areas or places of an area as GeoJSON, GeoPackage, zipped Shapefile or CSV',
        querystring: ExportQuery,
        response: {
          200: { content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } },
          ...problemResponses,
        },
      },
    },
    async (request, reply) => {
      const file = await exports.write(await resolveCaller(request), request.query);
      const stream = createReadStream(file.path);
      stream.on('close', () => void file.remove().catch(() => {}));
      const { size } = await stat(file.path);
      return reply
        .type(file.mediaType)
        .headers({
          'content-length': size,
          'content-disposition': `attachment; filename="${file.fileName}"`,
          'cache-control': 'private, no-store',
        })
        .send(stream as never);
    },
  );
}
