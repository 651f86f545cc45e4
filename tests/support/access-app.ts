/** A small service with every plugin and the routes of access, a clock that is moved by hand, and people to ask with. */
import { scryptSync } from 'node:crypto';
import type { FastifyInstance, InjectOptions } from 'fastify';
import type { CallerGrant } from '../../server/access/caller.ts';
import type { PasswordCost } from '../../server/access/password.ts';
import { registerAccess } from '../../server/access/plugin.ts';
import { insertAccount } from '../../server/access/repository.ts';
import { accessRoutes } from '../../server/access/routes.ts';
import { newToken } from '../../server/access/token.ts';
import { insertToken } from '../../server/access/token-repository.ts';
import { ROLES, type Role } from '../../server/contract/access.ts';
import type { Database } from '../../server/database/database.ts';
import { registerCompression } from '../../server/http/compression.ts';
import { registerMetrics } from '../../server/http/metrics.ts';
import { registerOpenapi } from '../../server/http/openapi.ts';
import { registerProblems } from '../../server/http/problems.ts';
import { registerRateLimit } from '../../server/http/rate-limit.ts';
import { registerApiHeaders } from '../../server/http/security-headers.ts';
import { makeServer } from '../../server/http/server-options.ts';

export interface MovedClock {
  now: Date;
  /** Moves on by so many seconds. */
  pass(seconds: number): void;
}

export interface AccessApp {
  app: FastifyInstance;
  db: Database;
  clock: MovedClock;
}

export interface AccessAppOptions {
  adminToken?: string;
  publicUrl?: string;
  perMinute?: number;
  /** `full`: what a service has in use. */
  passwords?: 'cheap' | 'full';
  /** Routes of the test's own. */
  more?: (app: FastifyInstance) => Promise<void> | void;
}

export function movedClock(at = '2026-11-22T08:00:00Z'): MovedClock {
  const clock = {
    now: new Date(at),
    pass(seconds: number): void {
      clock.now = new Date(clock.now.getTime() + seconds * 1000);
    },
  };
  return clock;
}

export async function accessApp(db: Database, options: AccessAppOptions = {}): Promise<AccessApp> {
  const clock = movedClock();
  const app = makeServer({ logLevel: 'silent', trustProxy: false });
  await registerRateLimit(app, options.perMinute ?? 100_000);
  registerProblems(app);
  registerApiHeaders(app);
  await registerCompression(app);
  await registerOpenapi(app, '0.0.0');
  const deps = {
    db,
    config: {
      adminToken: options.adminToken,
      publicUrl: options.publicUrl,
      passwordCost: options.passwords === 'full' ? undefined : CHEAP,
    },
    clock: () => clock.now,
    demo: () => false,
  };
  registerAccess(app, deps);
  registerMetrics(app);
  await accessRoutes(app, deps);
  await options.more?.(app);
  await app.ready();
  return { app, db, clock };
}

/** So little work that tests do not wait: a service has it only from the test that makes it, never from the environment. */
export const CHEAP: PasswordCost = { log2: 10, r: 8, p: 1 };

/** A stored hash as the service makes them. */
export function cheapHash(password: string): string {
  const salt = Buffer.from('a salt for tests');
  const { log2, r, p } = CHEAP;
  const key = scryptSync(password, salt, 32, { N: 2 ** log2, r, p });
  return `scrypt$${log2}$${r}$${p}$${salt.toString('base64url')}$${key.toString('base64url')}`;
}

export async function addAccount(
  db: Database,
  login: string,
  grants: CallerGrant[],
  password = PASSWORD,
): Promise<void> {
  const account = { login, name: login, passwordHash: cheapHash(password), grants, demo: false };
  await db.transaction((tx) => insertAccount(tx, account));
}

export const PASSWORD = 'a long enough password';

export async function addToken(
  db: Database,
  name: string,
  grants: CallerGrant[],
  expiresAt: Date | null = null,
): Promise<string> {
  const { token, hash } = newToken();
  const now = new Date('2026-11-22T08:00:00Z');
  await db.transaction((tx) => insertToken(tx, { name, hash, grants, createdBy: 'test', now, expiresAt }));
  return token;
}

/** One token a role, over the area. */
export async function tokenOfEachRole(db: Database, area: string | null): Promise<Record<Role, string>> {
  const tokens: Partial<Record<Role, string>> = {};
  for (const role of ROLES) tokens[role] = await addToken(db, `${role} of ${area}`, [{ role, area }]);
  return tokens as Record<Role, string>;
}

export interface Answer {
  status: number;
  code: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies freely
  body: any;
  headers: Record<string, string | string[] | number | undefined>;
  cookie: string | undefined;
}

/** One request; `cookie` is the session id and comes with what a browser on our page sends. */
export async function ask(
  app: FastifyInstance,
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT',
  url: string,
  extra: {
    token?: string;
    cookie?: string;
    payload?: unknown;
    headers?: Record<string, string>;
    address?: string;
  } = {},
): Promise<Answer> {
  const headers: Record<string, string> = {};
  if (extra.token !== undefined) headers.authorization = `Bearer ${extra.token}`;
  if (extra.cookie !== undefined)
    Object.assign(headers, { cookie: `gezhong=${extra.cookie}`, 'sec-fetch-site': 'same-origin' });
  const request: InjectOptions = { method, url, headers: { ...headers, ...extra.headers } };
  if (extra.payload !== undefined) request.payload = extra.payload as NonNullable<InjectOptions['payload']>;
  if (extra.address !== undefined) request.remoteAddress = extra.address;
  const response = await app.inject(request);
  const body =
    response.body === ''
      ? undefined
      : /json/.test(String(response.headers['content-type']))
        ? response.json()
        : response.body;
  const set = String(response.headers['set-cookie'] ?? '');
  return {
    status: response.statusCode,
    code: body?.code,
    body,
    headers: response.headers,
    cookie: /gezhong=([^;]*)/.exec(set)?.[1],
  };
}

export async function signedIn(app: FastifyInstance, login: string, password = PASSWORD): Promise<string> {
  const answer = await ask(app, 'POST', '/api/session', { payload: { login, password } });
  if (answer.cookie === undefined) throw new Error(`sign-in failed: ${answer.status} ${answer.code}`);
  return answer.cookie;
}
