/** A server with the plugins of server/http and no database, for tests of how requests are treated. */
import { Writable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { registerAccess } from '../../../server/access/plugin.ts';
import { problemResponses, Refusal } from '../../../server/contract/problem.ts';
import type { Database } from '../../../server/database/database.ts';
import { ownError } from '../../../server/database/errors.ts';
import { registerClientFiles } from '../../../server/http/client-files.ts';
import { registerCompression } from '../../../server/http/compression.ts';
import { isUnchanged } from '../../../server/http/etag.ts';
import { registerMetrics } from '../../../server/http/metrics.ts';
import { registerOpenapi } from '../../../server/http/openapi.ts';
import { registerProblems } from '../../../server/http/problems.ts';
import { registerRateLimit } from '../../../server/http/rate-limit.ts';
import { registerApiHeaders } from '../../../server/http/security-headers.ts';
import { makeServer } from '../../../server/http/server-options.ts';

export interface PlainApp {
  app: FastifyInstance;
  /** The structured log, line by line. */
  log: Record<string, unknown>[];
}

const unused = {} as Database;
const open = { access: 'public' } as const;

export const Thing = Type.Object(
  { name: Type.String(), count: Type.Integer() },
  { $id: 'Thing', additionalProperties: false },
);
const Question = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 10 })),
    deep: Type.Optional(Type.Boolean()),
    kind: Type.Optional(Type.Union([Type.Literal('a'), Type.Literal('b')])),
  },
  { additionalProperties: false },
);
const Body = Type.Object(
  {
    count: Type.Integer(),
    list: Type.Optional(Type.Array(Type.Object({ on: Type.Boolean() }, { additionalProperties: false }))),
  },
  { additionalProperties: false },
);

const FAILURES: Record<string, () => unknown> = {
  refusal: () => new Refusal('grid-unknown', { code: 'x' }, { geometry: { type: 'Point', coordinates: [116, 40] } }),
  ours: () => new TypeError('secret detail /etc/passwd'),
  text: () => 'thrown text',
  nothing: () => undefined,
  database: () => ownError('connection-lost', 'host=10.0.0.1 password=x'),
  busy: () => new Refusal('not-ready', { retryAfterS: 7 }),
  teapot: () => Object.assign(new Error('secret'), { statusCode: 418 }),
};

export async function plainApp(
  options: { perMinute?: number; clientFolder?: string; https?: boolean; tileOrigins?: string[] } = {},
): Promise<PlainApp> {
  const log: Record<string, unknown>[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      for (const line of String(chunk).split('\n'))
        if (line !== '') log.push(JSON.parse(line) as Record<string, unknown>);
      done();
    },
  });
  const app = makeServer({ logLevel: 'info', trustProxy: false }, stream);
  await registerRateLimit(app, options.perMinute ?? 100_000);
  registerProblems(app);
  registerApiHeaders(app);
  await registerCompression(app);
  await registerOpenapi(app, '1.2.3');
  registerAccess(app, {
    db: unused,
    config: { adminToken: 'x'.repeat(24), publicUrl: undefined },
    clock: () => new Date(),
  });
  registerMetrics(app);

  app.get(
    '/api/things',
    {
      config: open,
      schema: { tags: ['grids'], querystring: Question, response: { 200: Type.Array(Thing), ...problemResponses } },
    },
    async (request, reply) => {
      if (isUnchanged(request, reply, { version: 7, question: request.query as Record<string, unknown> }))
        return reply.send();
      return Array.from({ length: 100 }, (_, count) => ({ name: 'a thing with a name', count }));
    },
  );
  app.get(
    '/api/things/:id',
    { config: open, schema: { params: Type.Object({ id: Type.Integer() }) } },
    async (request) => request.params,
  );
  app.post(
    '/api/things',
    { config: open, schema: { tags: ['grids'], body: Body, response: { 200: Body, ...problemResponses } } },
    async (request) => request.body,
  );
  app.put(
    '/api/things/:id',
    { config: { access: ['planner'] }, schema: { tags: ['grids'], response: { 200: Thing, ...problemResponses } } },
    async () => ({}),
  );
  const typed = { content: { 'application/json': { schema: Body } } };
  app.post('/api/typed', { config: open, schema: { body: typed } }, async (request) => request.body);
  const texts = Type.Object({ name: Type.String(), list: Type.Optional(Type.Unknown()) });
  app.post('/api/texts', { config: open, schema: { body: texts } }, async (request) => request.body);
  app.get('/api/texts', { config: open, schema: { querystring: texts } }, async (request) => request.query);
  app.get('/api/echo', { config: open, schema: { querystring: Question } }, async (request) => request.query);
  app.get('/api/fast', { config: { access: 'public', fast: true } }, (request, reply) => {
    if (request.url.endsWith('?fail')) throw new Error('fast failure');
    reply.type('application/json').send(`{"fast":"${'x'.repeat(4000)}"}`);
  });
  app.get('/api/free', { config: { access: 'public', rateLimit: false } }, async () => ({}));
  app.get('/api/fail/:how', { config: open }, async (request) => {
    throw FAILURES[(request.params as { how: string }).how]?.();
  });
  const { clientFolder, https = false, tileOrigins = [] } = options;
  if (clientFolder !== undefined) await registerClientFiles(app, clientFolder, { https, tileOrigins });
  await app.ready();
  return { app, log };
}
