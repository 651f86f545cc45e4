/** POST /api/events/{id}/photos, GET /api/events/{id}/photos/{photo}. */
import { randomUUID } from 'node:crypto';
import multipart from '@fastify/multipart';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { EventParams, PhotoAdded, PhotoParams } from '../contract/events.ts';
import { problemResponses, Refusal } from '../contract/problem.ts';
import { eventTag } from './event-file.ts';
import { type EventPhotos, PHOTO_BYTES } from './photo-service.ts';
import { EVENT_READERS, STEP_TAKERS } from './roles.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Of the multipart frame around the file. */
const FRAME_BYTES = 10_000;

export async function eventPhotoRoutes(instance: FastifyInstance, deps: { photos: EventPhotos }): Promise<void> {
  const { photos } = deps;
  await instance.register(async (scope) => {
    await scope.register(multipart, { throwFileSizeLimit: false });
    const app = scope.withTypeProvider<TypeBoxTypeProvider>();
    const tags = ['events'];
    app.post(
      '/api/events/:id/photos',
      {
        config: { access: STEP_TAKERS },
        schema: {
          tags,
          summary:
            'A photo of an event: JPEG, PNG or WebP, 12 MB at most. Its position is offered in the answer and not kept',
          consumes: ['multipart/form-data'],
          description:
            'multipart/form-data with `file`, and perhaps `id`, a UUID of the caller’s, so that a retry adds nothing',
          params: EventParams,
          response: { 200: PhotoAdded, 201: PhotoAdded, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { id, file } = await receivePhoto(request);
        const { photo, serial, version, repeated } = await photos.add(request.caller, request.params.id, id, file);
        reply
          .header('etag', eventTag(serial, version))
          .header('location', `/api/events/${request.params.id}/photos/${id}`);
        return reply.code(repeated ? 200 : 201).send(photo);
      },
    );
    app.get(
      '/api/events/:id/photos/:photo',
      {
        config: { access: EVENT_READERS },
        compress: false,
        schema: {
          tags,
          summary: 'A photo of an event, for those who may see the event',
          params: PhotoParams,
          response: problemResponses,
        },
      },
      async (request, reply) => {
        const { type, content } = await photos.content(request.caller, request.params.id, request.params.photo);
        reply
          .header('cache-control', 'private, no-store')
          .header('x-content-type-options', 'nosniff')
          .header('content-disposition', 'inline')
          .type(type);
        return reply.send(Buffer.from(content.buffer, content.byteOffset, content.byteLength) as never);
      },
    );
  });
}

/** Throws `media-type-unsupported`, `file-missing`, `body-too-large`, `body-invalid`. */
async function receivePhoto(request: FastifyRequest): Promise<{ id: string; file: Uint8Array }> {
  if (!request.isMultipart()) throw new Refusal('media-type-unsupported', { expected: 'multipart/form-data' });
  const tooLarge = new Refusal('body-too-large', { limitBytes: PHOTO_BYTES });
  if (Number(request.headers['content-length'] ?? 0) > PHOTO_BYTES + FRAME_BYTES) throw tooLarge;
  let id: string | null = null;
  let file: Uint8Array | null = null;
  try {
    const limits = { fileSize: PHOTO_BYTES, files: 1, fields: 2, fieldSize: 100 };
    for await (const part of request.parts({ limits })) {
      if (part.type === 'file' && part.fieldname === 'file') {
        file = await part.toBuffer();
        if (part.file.truncated) throw tooLarge;
      } else if (part.type === 'field' && part.fieldname === 'id') id = String(part.value);
      else throw invalidPart(part.fieldname, 'unknown-field');
    }
  } catch (error) {
    const isMalformed = error instanceof Error && error.constructor === Error && !('code' in error);
    throw isMalformed ? new Refusal('body-invalid', { reason: 'multipart-malformed' }) : error;
  }
  if (file === null) throw new Refusal('file-missing', { field: 'file' });
  if (id !== null && !UUID.test(id)) throw invalidPart('id', 'pattern');
  return { id: id ?? randomUUID(), file };
}

function invalidPart(name: string, code: string): Refusal {
  return new Refusal('body-invalid', {}, { errors: [{ pointer: `/${name.slice(0, 100)}`, code }] });
}
