/** What scripts of other origins may read: answers, refusals and preflights of open routes, and nothing of any other. */
import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { registerAccess } from '../../../server/access/plugin.ts';
import { Refusal } from '../../../server/contract/problem.ts';
import type { Database } from '../../../server/database/database.ts';
import { CrossOrigin, type OpenOrigins, registerCrossOrigin } from '../../../server/http/cross-origin.ts';
import { sendFast } from '../../../server/http/fast-reply.ts';
import { registerProblems } from '../../../server/http/problems.ts';
import { registerRateLimit } from '../../../server/http/rate-limit.ts';
import { makeServer } from '../../../server/http/server-options.ts';

const MAP = 'https://map.example';
const ALLOWED = 'access-control-allow-origin';
const open = { access: 'public' } as const;
let app: FastifyInstance;

/** Routes of every kind below open and closed paths. */
async function appOf(origins: OpenOrigins, perMinute = 1000): Promise<FastifyInstance> {
  const crossOrigin = new CrossOrigin(origins);
  app = makeServer({ logLevel: 'silent', trustProxy: false });
  registerCrossOrigin(app, crossOrigin);
  await registerRateLimit(app, perMinute);
  registerProblems(app);
  registerAccess(app, {
    db: {} as Database,
    config: { adminToken: 'x'.repeat(24), publicUrl: undefined },
    clock: () => new Date(),
  });
  app.get('/ogc', { config: open }, async (_request, reply) => {
    reply.headers({ vary: 'accept', link: '<x>; rel="next"', etag: '"1"' });
    return {};
  });
  app.get('/ogc/fails', { config: open }, async () => {
    throw new Refusal('collection-unknown', { collection: 'x' });
  });
  app.get('/ogc/own', { config: { access: ['viewer'] } }, async () => ({}));
  app.post('/ogc/written', { config: open }, async () => ({}));
  app.get('/tiles/:layers', { config: open }, async () => ({}));
  app.get('/tiles/events', { config: { access: ['viewer'] } }, async () => ({}));
  app.get('/tiles/:layers/fast', { config: { access: 'public', fast: true } }, (request, reply): undefined =>
    sendFast(reply, 200, ['vary', 'accept-encoding', ...crossOrigin.headers(request)], 'x'),
  );
  app.get('/api/things', { config: open }, async () => ({}));
  app.get('/ogcx', { config: open }, async () => ({}));
  await app.ready();
  return app;
}
afterEach(() => app.close());

const from = (url: string, origin: string | null = MAP, method: 'GET' | 'HEAD' | 'POST' | 'PUT' = 'GET') =>
  app.inject({ method, url, headers: origin === null ? {} : { origin } });
const preflight = (url: string, method = 'GET', asked = 'if-none-match', origin = MAP) =>
  app.inject({
    method: 'OPTIONS',
    url,
    headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': asked },
  });

describe('answers that are public', () => {
  it('may be read by the scripts of every origin, without credentials, with the headers maps need', async () => {
    await appOf('*');
    for (const [url, method] of [
      ['/ogc', 'GET'],
      ['/ogc', 'HEAD'],
      ['/tiles/grids', 'GET'],
      ['/tiles/grids/fast', 'GET'],
    ] as const) {
      for (const origin of [MAP, null]) {
        const { statusCode, headers } = await from(url, origin, method);
        expect([url, statusCode, headers[ALLOWED]]).toEqual([url, 200, '*']);
        expect(headers['access-control-expose-headers']).toMatch(/Link, Content-Crs, ETag/);
        expect(headers['access-control-allow-credentials']).toBeUndefined();
        // the same for everybody, so caches need not tell origins apart
        expect(String(headers.vary)).not.toMatch(/origin/i);
      }
    }
  });

  it('may be read when they are refusals: of a route, of the rate limit', async () => {
    await appOf('*', 2);
    const answers = [await from('/ogc/fails'), await from('/ogc/fails'), await from('/ogc/fails')];
    expect(answers.map(({ statusCode, headers }) => [statusCode, headers[ALLOWED]])).toEqual([
      [404, '*'],
      [404, '*'],
      [429, '*'],
    ]);
  });

  it('may be asked for with an entity tag, and with no token', async () => {
    await appOf('*');
    for (const url of ['/ogc', '/tiles/grids', '/tiles/grids/fast']) {
      const { statusCode, headers, body } = await preflight(url);
      expect([url, statusCode, body]).toEqual([url, 204, '']);
      expect(headers).toMatchObject({ [ALLOWED]: '*', 'access-control-allow-methods': 'GET, HEAD, OPTIONS' });
      const accepted = String(headers['access-control-allow-headers']).toLowerCase().split(', ');
      expect(accepted).toContain('if-none-match');
      expect(accepted).not.toContain('authorization');
      expect(accepted).not.toContain('*');
      expect(headers['access-control-allow-credentials']).toBeUndefined();
    }
  });
});

describe('everything else', () => {
  it.each([
    ['another part of the service', '/api/things', 'GET', 200],
    ['a name that only begins alike', '/ogcx', 'GET', 200],
    ['what asks for a role', '/ogc/own', 'GET', 401],
    ['what asks for a role beside an open pattern', '/tiles/events', 'GET', 401],
    ['what changes something', '/ogc/written', 'POST', 200],
    ['another method of an open path', '/ogc', 'PUT', 405],
    ['what is not there', '/ogc/nothing', 'GET', 404],
  ] as const)('is closed: %s', async (_what, url, method, status) => {
    await appOf('*');
    const { statusCode, headers } = await from(url, MAP, method);
    expect([statusCode, headers[ALLOWED]]).toEqual([status, undefined]);
    const asked = await preflight(url, method);
    if (url !== '/ogc') expect([asked.statusCode >= 400, asked.headers[ALLOWED]]).toEqual([true, undefined]);
    else expect(asked.headers['access-control-allow-methods']).not.toContain(method);
  });
});

describe('origins that are listed', () => {
  it('may read, others may not, and caches tell them apart', async () => {
    await appOf([MAP, 'http://10.1.2.3:8080']);
    for (const url of ['/ogc', '/tiles/grids/fast', '/ogc/fails']) {
      for (const [origin, expected] of [
        [MAP, MAP],
        ['http://10.1.2.3:8080', 'http://10.1.2.3:8080'],
        ['https://map.example.evil', undefined],
        ['http://map.example', undefined],
        ['null', undefined],
        [null, undefined],
      ] as const) {
        const { headers } = await from(url, origin);
        expect([url, origin, headers[ALLOWED]]).toEqual([url, origin, expected]);
        expect(String(headers.vary)).toMatch(/origin/);
      }
    }
    expect(String((await from('/ogc')).headers.vary)).toBe('accept, origin');
    expect((await preflight('/ogc')).headers[ALLOWED]).toBe(MAP);
    const foreign = await preflight('/ogc', 'GET', 'if-none-match', 'https://other.example');
    expect([foreign.headers[ALLOWED], foreign.headers['access-control-allow-methods']]).toEqual([undefined, undefined]);
  });

  it('may be none', async () => {
    await appOf([]);
    const answers = [await from('/ogc'), await from('/tiles/grids/fast'), await preflight('/ogc')];
    for (const { headers } of answers)
      expect(Object.keys(headers).filter((name) => /access-control/.test(name))).toEqual([]);
    expect(answers.map(({ headers }) => String(headers.vary)).join()).not.toContain('origin');
  });
});
