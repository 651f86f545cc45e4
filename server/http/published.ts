/** Answers a read of published data: 304 before anything is looked up where the caller has this version, else the JSON text. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isUnchanged } from './etag.ts';

/** `version` names the state of everything published; `build` makes the body, already JSON text. */
export async function sendPublished(
  request: FastifyRequest,
  reply: FastifyReply,
  version: string,
  build: () => Promise<string>,
): Promise<never> {
  const question = { ...(request.params as object), ...(request.query as object) };
  const done = isUnchanged(request, reply, { version, question })
    ? reply.send()
    : reply.type('application/json; charset=utf-8').send(await build());
  return done as never;
}
