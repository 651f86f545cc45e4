/**
 * Every answer that is no success is application/problem+json (RFC 9457), whoever refused: schema, service, database,
 * framework, or nobody because there is no such path. Faults of ours are logged with the request's id and told as 'internal'.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PROBLEMS, type Problem, Refusal } from '../contract/problem.ts';
import { allowedMethods } from './allowed-methods.ts';
import { refusalOf, statusOf } from './refusal-of.ts';
import { logRequest } from './request-log.ts';
import { API_HEADERS } from './security-headers.ts';
import { registerBodyRules } from './validation.ts';

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

export function problemBody(refusal: Refusal, requestId: string): Problem {
  return {
    type: `urn:gezhong:problem:${refusal.code}`,
    title: refusal.code.replaceAll('-', ' '),
    status: PROBLEMS[refusal.code],
    code: refusal.code,
    params: refusal.params,
    ...(refusal.errors === undefined ? {} : { errors: refusal.errors }),
    ...(refusal.geometry === undefined ? {} : { geometry: refusal.geometry }),
    requestId,
  };
}

/** Sends the refusal as the answer, with the headers its status asks for: Retry-After, Allow, WWW-Authenticate. */
export function sendProblem(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const status = statusOf(refusal);
  const { retryAfterS, allow } = refusal.params;
  if (status === 429 || status === 503) {
    const seconds = typeof retryAfterS === 'number' ? Math.max(1, Math.ceil(retryAfterS)) : 5;
    if (!reply.hasHeader('retry-after')) reply.header('retry-after', String(seconds));
  }
  if (status === 405 && Array.isArray(allow)) reply.header('allow', allow.join(', '));
  if (status === 401) reply.header('www-authenticate', 'Bearer realm="gezhong"');
  reply.removeHeader('etag').removeHeader('last-modified');
  reply.code(status).headers({ ...API_HEADERS, 'content-type': PROBLEM_TYPE, 'cache-control': 'no-store' });
  if (reply.request.is404) logRequest(null, reply.request, reply);
  return reply.send(JSON.stringify(problemBody(refusal, reply.request.id)));
}

/** Answers what was thrown; logs what is our fault. */
export function answerError(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = refusalOf(thrown);
  const status = statusOf(refusal);
  if (status === 500) request.server.log.error({ err: thrown, requestId: request.id }, 'request failed');
  else if (status > 500 && thrown !== refusal)
    request.server.log.warn({ err: thrown, requestId: request.id }, refusal.code);
  return sendProblem(reply, refusal);
}

/** 404, or 405 with Allow where the path answers to another method. */
export function answerNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const allow = allowedMethods(request.server, request.url);
  const wrongMethod = allow.length > 0 && !allow.includes(request.method);
  const refusal = wrongMethod ? new Refusal('method-not-allowed', { allow }) : new Refusal('not-found');
  return sendProblem(reply, refusal);
}

/** Installs both handlers and the rules for bodies. Before the routes, after the rate limit, so that guessing paths is limited too. */
export function registerProblems(app: FastifyInstance): void {
  registerBodyRules(app);
  app.setErrorHandler(answerError);
  app.setNotFoundHandler(app.hasDecorator('rateLimit') ? { preHandler: app.rateLimit() } : {}, answerNotFound);
}
