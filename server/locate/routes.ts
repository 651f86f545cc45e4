/** GET and POST /api/locate. */
import { Readable } from 'node:stream';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { BulkLocateAnswer, BulkLocateBody, BulkLocateQuery, LocateAnswer, LocateQuery } from '../contract/locate.ts';
import { problemResponses, Refusal } from '../contract/problem.ts';
import { parseAsOf } from '../contract/time.ts';
import { SourceError } from '../exchange/source-error.ts';
import { decodeText } from '../exchange/text-encoding.ts';
import { sendFast } from '../http/fast-reply.ts';
import { API_HEADERS } from '../http/security-headers.ts';
import { locateAll, locateBinary, readPairs, writeCodes } from './bulk.ts';
import { locateCsv, locateNdjson } from './bulk-text.ts';
import type { CountyMap } from './county-map.ts';
import type { PublishedMaps } from './published-maps.ts';
import { parsePoint } from './question.ts';
import type { LocateService } from './service.ts';

export interface LocateDeps {
  locate: LocateService;
  maps: PublishedMaps;
  /** Refuses (429) a caller who asks too often; for the forms that cost a look into the database. */
  limit(request: FastifyRequest): Promise<void>;
  maxUploadBytes: number;
}

/** Each header costs a point answer about one per cent: JSON that is not sniffed needs no more than these. */
const pointHeaders = (etag: string): string[] => [
  'content-type',
  'application/json; charset=utf-8',
  'cache-control',
  'public, max-age=60',
  'x-content-type-options',
  'nosniff',
  'etag',
  etag,
];

/** A JSON body holds a million points at the most. */
const JSON_LIMIT = 64 * 1024 * 1024;

export async function locateRoutes(instance: FastifyInstance, deps: LocateDeps): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();

  app.get(
    '/api/locate',
    {
      config: { access: 'public', fast: true },
      schema: {
        tags: ['locate'],
        summary: 'Which grid contains this?',
        querystring: LocateQuery,
        response: { 200: LocateAnswer, ...problemResponses },
      },
    },
    // Not async, and nothing is returned once the answer is sent: a promise a request would cost more than the lookup.
    (request, reply): undefined | Promise<never> => {
      const { query } = request;
      const asked = query.code ?? query.place ?? query.address ?? query.asOf ?? query.county;
      if (asked !== undefined || (query.lon === undefined && query.lat === undefined)) {
        return askSlowly(request, reply, query) as Promise<never>;
      }
      const [x, y] = parsePoint(query.lon, query.lat, query.datum ?? 'wgs84');
      const accuracy = query.accuracy ?? 0;
      const etag = `"${deps.locate.version()}.${x}.${y}.${accuracy}${query.nearest ? 'n' : ''}"`;
      const headers = pointHeaders(etag);
      if (request.headers['if-none-match'] === etag) return sendFast(reply, 304, headers, null);
      const body = deps.locate.atPoint(x, y, accuracy, query.nearest ?? false);
      headers.push('content-length', String(body.length));
      return sendFast(reply, 200, headers, body);
    },
  );

  async function askSlowly(request: FastifyRequest, reply: FastifyReply, query: LocateQuery): Promise<FastifyReply> {
    await deps.limit(request);
    const body = await deps.locate.ask(query);
    return reply
      .headers(API_HEADERS)
      .header('cache-control', 'public, max-age=60')
      .type('application/json; charset=utf-8')
      .send(body);
  }

  app.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: JSON_LIMIT },
    (_request, body, done) => done(null, body),
  );
  app.addContentTypeParser(['text/csv', 'application/x-ndjson'], (_request, payload, done) => done(null, payload));

  app.post(
    '/api/locate',
    {
      config: { access: 'public' },
      bodyLimit: JSON_LIMIT,
      schema: {
        tags: ['locate'],
        summary: 'Many points: JSON, CSV, NDJSON or int32 pairs; the same kind comes back',
        querystring: BulkLocateQuery,
        body: { content: { 'application/json': { schema: BulkLocateBody } } },
        response: {
          200: {
            content: {
              'application/json': { schema: BulkLocateAnswer },
              'text/csv': { schema: { type: 'string' } },
              'application/x-ndjson': { schema: { type: 'string' } },
              'application/octet-stream': { schema: { type: 'string', format: 'binary' } },
            },
          },
          ...problemResponses,
        },
      },
    },
    async (request, reply) => {
      const query = request.query as BulkLocateQuery;
      reply.header('cache-control', 'no-store');
      const body = request.body as unknown;
      if (Buffer.isBuffer(body)) {
        const maps = await mapsFor(query.asOf, query.county);
        return reply.type('application/octet-stream').send(locateBinary(maps, body, newestOf(maps)) as never);
      }
      if (body instanceof Readable) return sendText(request, reply, body, query);
      const { points, datum, asOf } = body as BulkLocateBody;
      const maps = await mapsFor(asOf ?? query.asOf, query.county);
      const { xy, errors } = readPairs(points, datum ?? query.datum ?? 'wgs84');
      const text = writeCodes(locateAll(maps, xy), newestOf(maps), errors);
      return reply.type('application/json; charset=utf-8').send(text);
    },
  );

  async function mapsFor(asOf: string | undefined, county: string | undefined): Promise<readonly CountyMap[]> {
    const maps = asOf === undefined ? deps.maps.all() : await deps.maps.at(parseAsOf(asOf));
    return county === undefined ? maps : maps.filter((map) => map.countyCode === county);
  }

  /** The answer begins with the first batch, so whatever is wrong up to there is still a proper problem. */
  async function sendText(request: FastifyRequest, reply: FastifyReply, body: Readable, query: BulkLocateQuery) {
    const declared = Number(request.headers['content-length'] ?? 0);
    if (declared > deps.maxUploadBytes) throw new Refusal('body-too-large', { limit: deps.maxUploadBytes });
    const maps = await mapsFor(query.asOf, query.county);
    const type = request.headers['content-type']?.startsWith('text/csv') ? 'text/csv' : 'application/x-ndjson';
    const text = decodeText(
      capped(body, deps.maxUploadBytes),
      /charset=([^;]+)/i.exec(request.headers['content-type'] ?? '')?.[1],
    );
    const options = { datum: query.datum ?? 'wgs84', lonField: query.lonField, latField: query.latField };
    const rows = type === 'text/csv' ? locateCsv(text, maps, options) : locateNdjson(text, maps, options);
    const first = await rows.next().catch(refuseEncoding);
    return reply.type(`${type}; charset=utf-8`).send(Readable.from(prepend(first.value ?? '', rows)));
  }
}

function refuseEncoding(error: unknown): never {
  if (error instanceof SourceError) throw new Refusal('encoding-invalid', { ...error.params, reason: error.code });
  throw error;
}

async function* prepend(first: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}

async function* capped(body: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > limit) throw new Refusal('body-too-large', { limit });
    yield chunk;
  }
}

function newestOf(maps: readonly CountyMap[]): number | null {
  return maps.length === 0 ? null : Math.max(...maps.map((map) => map.edition));
}
