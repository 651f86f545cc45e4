/**
 * Who asks: `Authorization: Bearer` or the session cookie, nothing else; a token in a query is not looked at. A request with
 * the cookie that changes something must come from our own page.
 */
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../contract/problem.ts';
import { fromPrimary } from '../database/read-scope.ts';
import { type Caller, publicCaller } from './caller.ts';
import { readCookie } from './cookie.ts';
import { changesSomething, originVerdict } from './origin.ts';
import { findSession } from './session.ts';
import { callerOfToken } from './token.ts';

/**
 * Throws 'token-invalid', 'session-expired', 'origin-forbidden'. Without credentials: the public caller. `use` false: only
 * looked at, which keeps no idle session alive.
 */
export async function authenticate(request: FastifyRequest, { use = true } = {}): Promise<Caller> {
  const { db, config, clock } = request.server.accessDeps;
  const bearer = bearerOf(request);
  if (bearer !== undefined) {
    const caller = await fromPrimary(() => callerOfToken(db, bearer, config.adminToken, clock()));
    if (caller === undefined) throw new Refusal('token-invalid');
    return caller;
  }
  const id = readCookie(request.headers.cookie);
  if (id === undefined) return publicCaller;
  assertOwnOrigin(request, 'required');
  const session = await fromPrimary(() => findSession(db, id, clock(), use));
  if (session === undefined) throw new Refusal('session-expired');
  return { kind: 'session', actor: session.login, grants: session.grants };
}

/**
 * For public routes that show more to those who are signed in. A session that is over counts as none, so that a forgotten
 * cookie never shuts anyone out. Throws 'token-invalid', 'origin-forbidden'.
 */
export async function resolveCaller(request: FastifyRequest): Promise<Caller> {
  if (request.caller !== publicCaller) return request.caller;
  try {
    request.caller = await authenticate(request);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'session-expired') throw error;
  }
  return request.caller;
}

/**
 * Refuses what comes from a foreign page. `required`: what a browser would send must be there, for a cookie travels with it;
 * `if-told`: programs that send neither header may pass.
 */
export function assertOwnOrigin(request: FastifyRequest, strictness: 'required' | 'if-told'): void {
  if (!changesSomething(request.method)) return;
  const verdict = originVerdict({
    secFetchSite: single(request.headers['sec-fetch-site']),
    origin: request.headers.origin,
    host: request.host,
    publicUrl: request.server.accessDeps.config.publicUrl,
  });
  if (verdict === 'same' || (verdict === 'unknown' && strictness === 'if-told')) return;
  throw new Refusal('origin-forbidden');
}

function bearerOf(request: FastifyRequest): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
