/** Writes on shared things name the version they were made for: If-Match, 428 without, 412 when it is another one by now. */
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../contract/problem.ts';
import { matchingTag } from './etag.ts';

/** Throws `precondition-required`, `precondition-failed`. `tag` in quotes. */
export function assertMatch(request: FastifyRequest, tag: string): void {
  const given = request.headers['if-match'];
  if (given === undefined) throw new Refusal('precondition-required', {});
  if (matchingTag(given, tag) === undefined) throw new Refusal('precondition-failed', {});
}
