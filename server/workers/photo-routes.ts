/** PUT and DELETE /api/workers/{id}/photo. The picture is the body. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { problemResponses, Refusal } from '../contract/problem.ts';
import { Worker, WorkerParams } from '../contract/workers.ts';
import { WORKER_PHOTO_BYTES, type WorkerPhotos } from './photo-service.ts';
import { WORKER_WRITERS } from './roles.ts';

const TYPES = ['image/jpeg', 'image/png', 'image/webp'];

export async function workerPhotoRoutes(
  instance: FastifyInstance,
  { photos }: { photos: WorkerPhotos },
): Promise<void> {
  await instance.register(async (scope) => {
    scope.addContentTypeParser(TYPES, { parseAs: 'buffer', bodyLimit: WORKER_PHOTO_BYTES }, (_request, body, done) =>
      done(null, body),
    );
    const app = scope.withTypeProvider<TypeBoxTypeProvider>();
    const config = { access: WORKER_WRITERS };
    const tags = ['workers'];
    app.put(
      '/api/workers/:id/photo',
      {
        config,
        schema: {
          tags,
          summary:
            'Publish a photo of a worker: JPEG, PNG or WebP, 512 kB at most. Position, time and maker are not kept',
          consumes: TYPES,
          params: WorkerParams,
          response: { 200: Worker, ...problemResponses },
        },
      },
      async (request) => {
        const { body } = request;
        if (!Buffer.isBuffer(body)) throw new Refusal('media-type-unsupported', { expected: TYPES });
        return photos.put(request.caller, request.params.id, body);
      },
    );
    app.delete(
      '/api/workers/:id/photo',
      {
        config,
        schema: {
          tags,
          summary: 'Withdraw the photo of a worker',
          params: WorkerParams,
          response: { 200: Worker, ...problemResponses },
        },
      },
      (request) => photos.drop(request.caller, request.params.id),
    );
  });
}
