/**
 * Strong entity tags for reads of published data: made from the version of the data and the normalised question, so that a
 * question asked again is answered 304 before anything is looked up. Public answers live 60 s, those behind a login are private.
 */
import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

export interface Freshness {
  /** What the answer depends on besides the question: edition, revision. */
  version: string | number;
  /** The question; order of keys and absent values do not matter. */
  question: Readonly<Record<string, unknown>>;
  /** True where the caller's rights decided what is in the answer. */
  private?: boolean;
}

export function etagOf(version: string | number, question: Readonly<Record<string, unknown>>): string {
  const known = Object.entries(question)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const hash = createHash('sha256')
    .update(JSON.stringify([String(version), known]))
    .digest('base64url');
  return `"${hash.slice(0, 22)}"`;
}

/** "abc" and gzip → "abc.gzip". A weak tag stays. */
export function etagOfCoding(tag: string, coding: string): string {
  return tag.startsWith('"') && tag.endsWith('"') && coding !== 'identity' ? `${tag.slice(0, -1)}.${coding}"` : tag;
}

/** The tag of an If-None-Match list that names this version in any coding, '*' included; undefined when none does. */
export function matchingTag(ifNoneMatch: string | undefined, tag: string): string | undefined {
  if (ifNoneMatch === undefined) return undefined;
  if (ifNoneMatch.trim() === '*') return tag;
  const tags = ifNoneMatch.match(/"[^"]*"/g) ?? [];
  const stem = tag.slice(0, -1);
  return tags.find(
    (known) => known === tag || (known.startsWith(`${stem}.`) && /^\.(br|gzip)"$/.test(known.slice(stem.length))),
  );
}

/**
 * Sets ETag, Cache-Control and Vary, alike on 200 and 304. True when the caller has this version already: status 304 is set
 * and the handler returns `reply.send()`.
 */
export function isUnchanged(request: FastifyRequest, reply: FastifyReply, freshness: Freshness): boolean {
  const tag = etagOf(freshness.version, { path: request.url.split('?', 1)[0], ...freshness.question });
  reply.headers(
    freshness.private === true
      ? { 'cache-control': 'private, no-cache', vary: 'accept, accept-encoding, cookie, authorization' }
      : { 'cache-control': 'public, max-age=60', vary: 'accept, accept-encoding' },
  );
  const known = matchingTag(request.headers['if-none-match'], tag);
  reply.header('etag', known ?? tag);
  if (known === undefined) return false;
  reply.code(304);
  return true;
}
