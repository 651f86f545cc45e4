/** POST /api/imports, /api/imports/inspect; GET and DELETE /api/imports/{id}. */

import { rm } from 'node:fs/promises';
import multipart from '@fastify/multipart';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { assertMay, assertRole, may } from '../access/caller.ts';
import type {} from '../access/route-config.ts';
import type { Role } from '../contract/access.ts';
import {
  ImportJob,
  ImportLayer,
  type ImportOptions,
  ImportParams,
  ImportQuery,
  Inspection,
} from '../contract/imports.ts';
import { problemResponses } from '../contract/problem.ts';
import { countyOf } from './import-options.ts';
import type { ImportService } from './service.ts';
import { receiveUpload } from './upload.ts';

/** An admin has every role. */
const IMPORTERS: readonly Role[] = ['planner', 'dispatcher'];
/** Events are the dispatchers'; what is published is the planners'. */
const importersOf = (layer: ImportLayer): readonly Role[] => (layer === 'events' ? ['dispatcher'] : ['planner']);
const InspectQuery = Type.Object({ layer: Type.Optional(ImportLayer) }, { additionalProperties: false });
const body = {
  consumes: ['multipart/form-data'],
  description: 'multipart/form-data with `file`, and `options` as JSON text (ImportOptions)',
};

export async function importRoutes(instance: FastifyInstance, deps: { imports: ImportService }): Promise<void> {
  const { imports } = deps;
  await instance.register(async (scope) => {
    await scope.register(multipart, { throwFileSizeLimit: false });
    const app = scope.withTypeProvider<TypeBoxTypeProvider>();

    app.post(
      '/api/imports',
      {
        config: { access: IMPORTERS },
        schema: {
          tags: ['imports'],
          summary:
            'A file becomes areas, an edition of grids, places, a base map, workers or events: a job with a report',
          ...body,
          querystring: ImportQuery,
          response: { 202: ImportJob, ...problemResponses },
        },
      },
      async (request, reply) => {
        const upload = await receiveUpload(request, imports.uploadFolder(), imports.maxUploadBytes);
        try {
          const options = upload.options as ImportOptions;
          const county = countyWanted(options);
          assertMay(request.caller, importersOf(request.query.layer), county);
          const job = await imports.start({
            layer: request.query.layer,
            ...upload,
            options,
            author: request.caller.actor,
            temporary: true,
            mayLink: may(request.caller, ['admin'], county),
          });
          return await reply.code(202).header('location', `/api/imports/${job.id}`).send(job);
        } catch (error) {
          await rm(upload.path, { force: true });
          throw error;
        }
      },
    );

    app.post(
      '/api/imports/inspect',
      {
        config: { access: IMPORTERS },
        schema: {
          tags: ['imports'],
          summary: 'What is in this file? Nothing is kept',
          ...body,
          querystring: InspectQuery,
          response: { 200: Inspection, ...problemResponses },
        },
      },
      async (request) => {
        assertRole(request.caller, IMPORTERS);
        const { path, fileName, options } = await receiveUpload(
          request,
          imports.uploadFolder(),
          imports.maxUploadBytes,
        );
        try {
          return await imports.inspect(path, fileName, inspectOptions(options), request.query.layer);
        } finally {
          await rm(path, { force: true });
        }
      },
    );

    app.get(
      '/api/imports/:id',
      {
        config: { access: IMPORTERS },
        schema: {
          tags: ['imports'],
          summary: 'How far an import is; its report when it is over',
          params: ImportParams,
          response: { 200: ImportJob, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { id } = request.params;
        const { layer, county } = await imports.subject(id);
        assertMay(request.caller, importersOf(layer), county);
        const text = await imports.text(id);
        return reply
          .type('application/json; charset=utf-8')
          .header('cache-control', 'no-store')
          .serializer(asIs)
          .send(text as never);
      },
    );

    app.delete(
      '/api/imports/:id',
      {
        config: { access: IMPORTERS },
        schema: {
          tags: ['imports'],
          summary: 'Cancels an import that runs',
          params: ImportParams,
          response: { 200: ImportJob, ...problemResponses },
        },
      },
      async (request) => {
        const { id } = request.params;
        const { layer, county } = await imports.subject(id);
        assertMay(request.caller, importersOf(layer), county);
        return imports.cancel(id);
      },
    );
  });
}

function asIs(payload: unknown): string {
  return payload as string;
}

/** The county of options that are not checked yet; none, or nonsense, asks for the right to everything. */
function countyWanted(options: unknown): string | null {
  const { county } = (typeof options === 'object' && options !== null ? options : {}) as { county?: unknown };
  return typeof county === 'string' && /^\d{6}(:|$)/.test(county) ? countyOf({ county }).code : null;
}

function inspectOptions(options: unknown): { encoding?: string; fileLayer?: string } {
  const given = (typeof options === 'object' && options !== null ? options : {}) as Record<string, unknown>;
  return {
    ...(typeof given.encoding === 'string' ? { encoding: given.encoding } : {}),
    ...(typeof given.fileLayer === 'string' ? { fileLayer: given.fileLayer } : {}),
  };
}
