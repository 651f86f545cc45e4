/** /api/session, /api/setup, /api/accounts, /api/tokens, /api/audit. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import {
  AccountBody,
  AccountChange,
  AccountList,
  AccountParams,
  AccountView,
  AuditList,
  AuditQuery,
  SessionBody,
  SessionView,
  SetupBody,
  TokenBody,
  TokenCreated,
  TokenList,
  TokenParams,
} from '../contract/access.ts';
import { problemResponses } from '../contract/problem.ts';
import { changeAccount, createAccount, listAccounts } from './accounts.ts';
import { listAudit } from './audit-page.ts';
import { assertOwnOrigin } from './authentication.ts';
import { expiredCookie, readCookie, sessionCookie } from './cookie.ts';
import type { AccessRouteDeps } from './deps.ts';
import { currentSession, type SignedIn, setUp, signIn, signOut } from './service.ts';
import { LONGEST_MS } from './session.ts';
import { createToken, endToken, listTokens } from './tokens.ts';

const ADMIN = { access: ['admin'] } as const;
const PUBLIC = { access: 'public' } as const;
const tags = ['access'];
const Nothing = Type.Null({ description: 'done' });

export async function accessRoutes(app: FastifyInstance, deps: AccessRouteDeps): Promise<void> {
  const routes = app.withTypeProvider<TypeBoxTypeProvider>();
  const isSecure = (request: FastifyRequest): boolean =>
    request.protocol === 'https' || deps.config.publicUrl?.startsWith('https:') === true;
  const from = (request: FastifyRequest) => ({ address: request.ip, presented: readCookie(request.headers.cookie) });
  const welcome = (request: FastifyRequest, reply: FastifyReply, { sessionId, view }: SignedIn): SessionView => {
    reply.header('cache-control', 'no-store');
    reply.header('set-cookie', sessionCookie(sessionId, { secure: isSecure(request), maxAgeS: LONGEST_MS / 1000 }));
    return view;
  };

  routes.get(
    '/api/session',
    {
      config: PUBLIC,
      schema: { tags, summary: 'who is signed in', response: { 200: SessionView, ...problemResponses } },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const presented = readCookie(request.headers.cookie);
      const view = await currentSession(deps, presented);
      if (presented !== undefined && view.login === null) reply.header('set-cookie', expiredCookie(isSecure(request)));
      return view;
    },
  );
  routes.post(
    '/api/session',
    {
      config: PUBLIC,
      schema: { tags, summary: 'sign in', body: SessionBody, response: { 200: SessionView, ...problemResponses } },
    },
    async (request, reply) => {
      assertOwnOrigin(request, 'if-told');
      return welcome(request, reply, await signIn(deps, request.body, from(request)));
    },
  );
  routes.delete(
    '/api/session',
    { config: PUBLIC, schema: { tags, summary: 'sign out', response: { 204: Nothing, ...problemResponses } } },
    async (request, reply) => {
      const presented = readCookie(request.headers.cookie);
      assertOwnOrigin(request, presented === undefined ? 'if-told' : 'required');
      if (presented !== undefined) await signOut(deps, presented);
      reply
        .header('set-cookie', expiredCookie(isSecure(request)))
        .header('cache-control', 'no-store')
        .code(204);
      return null;
    },
  );
  routes.post(
    '/api/setup',
    {
      config: PUBLIC,
      schema: {
        tags,
        summary: 'make the first admin',
        body: SetupBody,
        response: { 200: SessionView, ...problemResponses },
      },
    },
    async (request, reply) => {
      assertOwnOrigin(request, 'if-told');
      return welcome(request, reply, await setUp(deps, request.body, from(request)));
    },
  );

  routes.get(
    '/api/accounts',
    {
      config: ADMIN,
      schema: { tags, summary: 'accounts one administers', response: { 200: AccountList, ...problemResponses } },
    },
    async (request) => ({ accounts: await listAccounts(deps, request.caller) }),
  );
  routes.post(
    '/api/accounts',
    {
      config: ADMIN,
      schema: {
        tags,
        summary: 'make an account',
        body: AccountBody,
        response: { 201: AccountView, ...problemResponses },
      },
    },
    async (request, reply) => {
      const account = await createAccount(deps, request.caller, request.body);
      reply.code(201).header('location', `/api/accounts/${encodeURIComponent(account.login)}`);
      return account;
    },
  );
  routes.patch(
    '/api/accounts/:login',
    {
      config: ADMIN,
      schema: {
        tags,
        summary: 'change name, password, grants, or disable',
        params: AccountParams,
        body: AccountChange,
        response: { 200: AccountView, ...problemResponses },
      },
    },
    (request) => changeAccount(deps, request.caller, request.params.login, request.body),
  );
  routes.delete(
    '/api/accounts/:login',
    {
      config: ADMIN,
      schema: {
        tags,
        summary: 'disable; accounts are never deleted',
        params: AccountParams,
        response: { 204: Nothing, ...problemResponses },
      },
    },
    async (request, reply) => {
      await changeAccount(deps, request.caller, request.params.login, { disabled: true });
      reply.code(204);
      return null;
    },
  );

  routes.get(
    '/api/tokens',
    { config: ADMIN, schema: { tags, summary: 'machine tokens', response: { 200: TokenList, ...problemResponses } } },
    async (request) => ({ tokens: await listTokens(deps, request.caller) }),
  );
  routes.post(
    '/api/tokens',
    {
      config: ADMIN,
      schema: {
        tags,
        summary: 'make a machine token',
        body: TokenBody,
        response: { 201: TokenCreated, ...problemResponses },
      },
    },
    async (request, reply) => {
      reply.code(201);
      return createToken(deps, request.caller, request.body);
    },
  );
  routes.delete(
    '/api/tokens/:id',
    {
      config: ADMIN,
      schema: { tags, summary: 'revoke', params: TokenParams, response: { 204: Nothing, ...problemResponses } },
    },
    async (request, reply) => {
      await endToken(deps, request.caller, request.params.id);
      reply.code(204);
      return null;
    },
  );

  routes.get(
    '/api/audit',
    {
      config: { access: ['auditor'] },
      schema: {
        tags,
        summary: 'the audit log, newest first',
        querystring: AuditQuery,
        response: { 200: AuditList, ...problemResponses },
      },
    },
    (request) => listAudit(deps, request.caller, request.query),
  );
}
