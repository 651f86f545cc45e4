/**
 * Every route × every role: who is let in must be who the route says, no more and no less. Works on any app that access was
 * registered on; answers the deviations in words, so that a test expects none.
 */
import type { FastifyInstance, InjectOptions } from 'fastify';
import { ROLES, type Role } from '../../server/contract/access.ts';

export interface RouteTableOptions {
  /** `METHOD /pattern` → the request to make instead of an empty one, e.g. for routes that never end by themselves. */
  requests?: Record<string, Pick<InjectOptions, 'url' | 'payload' | 'headers'>>;
  /** `METHOD /pattern` of routes not to ask, with the reason. */
  leaveOut?: Record<string, string>;
}

const REFUSED = new Set(['login-required', 'role-missing', 'token-invalid', 'session-expired']);

/** `tokens`: one of each role, over everything. */
export async function routeTableDeviations(
  app: FastifyInstance,
  tokens: Record<Role, string>,
  options: RouteTableOptions = {},
): Promise<string[]> {
  const deviations: string[] = [];
  for (const { method, url, access } of app.routeAccess) {
    const name = `${method} ${url}`;
    if (options.leaveOut?.[name] !== undefined) continue;
    const asked = { url: url.replace(/:\w+|\*/g, '999999'), ...options.requests?.[name] };
    const codeFor = async (token: string | undefined): Promise<string> => {
      const headers = { ...asked.headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
      const response = await app.inject({ ...asked, method: method as 'GET', headers });
      if (method === 'HEAD')
        return response.statusCode === 401 ? 'login-required' : response.statusCode === 403 ? 'role-missing' : '';
      if (response.statusCode === 500) deviations.push(`${name} breaks: ${response.statusCode} ${response.body}`);
      const isProblem = String(response.headers['content-type']).startsWith('application/problem+json');
      return isProblem ? (response.json() as { code: string }).code : '';
    };
    const nobody = await codeFor(undefined);
    if (access === 'public') {
      if (REFUSED.has(nobody)) deviations.push(`${name} is public and answers ${nobody}`);
      continue;
    }
    if (nobody !== 'login-required') deviations.push(`${name} without credentials answers ${nobody || 'success'}`);
    for (const role of ROLES) {
      const allowed = role === 'admin' || access.includes(role);
      const code = await codeFor(tokens[role]);
      if (allowed && REFUSED.has(code)) deviations.push(`${name} refuses ${role}: ${code}`);
      if (!allowed && code !== 'role-missing') deviations.push(`${name} lets ${role} in: ${code || 'success'}`);
    }
  }
  return deviations;
}

export interface ForeignRequest {
  name: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  role: Role;
  payload?: InjectOptions['payload'];
  headers?: Record<string, string>;
}

/** Requests about one area by callers whose right ends elsewhere: each must be refused for the area. */
export async function foreignAreaDeviations(
  app: FastifyInstance,
  tokens: Record<Role, string>,
  requests: readonly ForeignRequest[],
): Promise<string[]> {
  const deviations: string[] = [];
  for (const { name, role, ...request } of requests) {
    const headers = { ...request.headers, authorization: `Bearer ${tokens[role]}` };
    const response = await app.inject({ ...request, headers } as InjectOptions);
    const { code } = response.json() as { code?: string };
    if (response.statusCode !== 403 || code !== 'area-forbidden') {
      deviations.push(`${name} by a ${role} of elsewhere answers ${response.statusCode} ${code ?? ''}`);
    }
  }
  return deviations;
}
