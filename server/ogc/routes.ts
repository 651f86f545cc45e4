/**
 * GET /ogc, /ogc/api, /ogc/conformance, /ogc/collections, /ogc/collections/{id}, /items, /items/{feature}. Everybody may ask;
 * a token or a session shows more. A collection that is not for the caller is not there.
 */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { resolveCaller } from '../access/authentication.ts';
import type { Caller } from '../access/caller.ts';
import {
  NoQuery,
  OGC_QUERIES,
  OgcCollection,
  OgcCollectionParams,
  OgcCollections,
  OgcConformance,
  OgcFeature,
  OgcFeatures,
  OgcItemParams,
  OgcItemQuery,
  type OgcItemsQuery,
  OgcLanding,
} from '../contract/ogc.ts';
import { problemResponses, Refusal } from '../contract/problem.ts';
import { collectionView } from './collection-view.ts';
import type { Collection } from './collections.ts';
import { CONFORMANCE } from './conformance.ts';
import type { Extents } from './extents.ts';
import { featureSchema, SCHEMA_TYPE } from './feature-schema.ts';
import { itemsPage, oneItem, type Written } from './items.ts';
import { landing } from './landing.ts';
import { GEOJSON_TYPE, JSON_TYPE, link, linkHeader, OPENAPI_TYPE, originOf } from './links.ts';
import { openapi30 } from './openapi.ts';

export interface OgcDeps {
  readonly collections: readonly Collection[];
  readonly extents: Extents;
  readonly clock: () => Date;
  /** Names everything published. */
  version(): string;
  readonly programVersion: string;
  readonly publicUrl: string | undefined;
  /** Requests a minute and address on other routes. */
  readonly rateLimit: number;
}

/** GDAL 3.6 takes ten features a page, whatever it is offered: a multiple of what others may ask from one address. */
const PAGES_TIMES = 10;

const PUBLIC = { 'cache-control': 'public, max-age=60', vary: 'accept, accept-encoding' };
const PRIVATE = { 'cache-control': 'private, no-store', vary: 'accept, accept-encoding, cookie, authorization' };

export async function ogcRoutes(instance: FastifyInstance, deps: OgcDeps): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  const { collections, extents } = deps;
  const config = { access: 'public' } as const;
  const tags = ['ogc'];
  const origin = (request: FastifyRequest): string => originOf(request, deps.publicUrl);
  const base = (request: FastifyRequest): string => `${origin(request)}/ogc/collections`;
  const plain = (summary: string) => ({ tags, summary, querystring: NoQuery });
  const view = async (request: FastifyRequest, collection: Collection, caller: Caller) =>
    collectionView(collection, await extents.of(collection.id, caller), base(request));

  // With the stroke it is the path `/` of the API definition.
  for (const path of ['/ogc', '/ogc/']) {
    const schema = { ...plain('Landing page'), hide: path !== '/ogc' };
    app.get(
      path,
      { config, schema: { ...schema, response: { 200: OgcLanding, ...problemResponses } } },
      async (request, reply) => {
        reply.headers(PUBLIC);
        return landing(origin(request));
      },
    );
  }
  app.get(
    '/ogc/conformance',
    { config, schema: { ...plain('Conformance classes'), response: { 200: OgcConformance, ...problemResponses } } },
    async (_request, reply) => {
      reply.headers(PUBLIC);
      return { conformsTo: [...CONFORMANCE] };
    },
  );
  app.get(
    '/ogc/api',
    {
      config,
      schema: { ...plain('This interface as OpenAPI 3.0'), response: problemResponses },
      // Clients compare the type letter by letter; by itself Fastify sets the version in quotes.
      onSend: async (_request, reply) => {
        if (reply.statusCode === 200) reply.header('content-type', OPENAPI_TYPE);
      },
    },
    async (request, reply) => {
      const caller = await resolveCaller(request);
      const shown = collections.filter((one) => one.visibleTo(caller));
      const document = openapi30(origin(request), deps.programVersion, shown);
      return reply
        .headers(PRIVATE)
        .type(OPENAPI_TYPE)
        .send(JSON.stringify(document) as never);
    },
  );
  app.get(
    '/ogc/collections',
    {
      config,
      schema: { ...plain('Collections the caller may see'), response: { 200: OgcCollections, ...problemResponses } },
    },
    async (request, reply) => {
      const caller = await resolveCaller(request);
      const shown = collections.filter((one) => one.visibleTo(caller));
      reply.headers(PRIVATE);
      return {
        links: [link(base(request), 'self', JSON_TYPE, 'Collections')],
        collections: await Promise.all(shown.map((one) => view(request, one, caller))),
      };
    },
  );

  for (const collection of collections) {
    const path = `/ogc/collections/${collection.id}`;
    const address = (request: FastifyRequest): string => `${base(request)}/${collection.id}`;
    const callerOf = async (request: FastifyRequest): Promise<Caller> => {
      const caller = await resolveCaller(request);
      if (!collection.visibleTo(caller)) throw unknown(collection.id);
      return caller;
    };
    app.get(
      path,
      { config, schema: { ...plain(collection.title), response: { 200: OgcCollection, ...problemResponses } } },
      async (request, reply) => {
        const caller = await callerOf(request);
        reply.headers(collection.isPrivate ? PRIVATE : PUBLIC);
        return view(request, collection, caller);
      },
    );
    app.get(
      `${path}/schema`,
      { config, schema: { ...plain(`The fields of ${collection.title}`), response: problemResponses } },
      async (request, reply) => {
        await callerOf(request);
        reply.headers(collection.isPrivate ? PRIVATE : PUBLIC);
        const schema = featureSchema(collection, `${address(request)}/schema`);
        return reply.type(SCHEMA_TYPE).send(JSON.stringify(schema) as never);
      },
    );
    app.get(
      `${path}/items`,
      {
        config: { ...config, rateLimit: { max: deps.rateLimit * PAGES_TIMES } },
        schema: {
          tags,
          summary: `${collection.title} as GeoJSON, page by page`,
          querystring: OGC_QUERIES[collection.id],
          response: { 200: OgcFeatures, ...problemResponses },
        },
      },
      async (request, reply) => {
        const caller = await callerOf(request);
        const query = request.query as OgcItemsQuery;
        return send(reply, collection, await itemsPage(collection, caller, query, address(request), deps));
      },
    );
    app.get(
      `${path}/items/:feature`,
      {
        config,
        schema: {
          tags,
          summary: `One of ${collection.title}`,
          params: OgcItemParams,
          querystring: OgcItemQuery,
          response: { 200: OgcFeature, ...problemResponses },
        },
      },
      async (request, reply) => {
        const caller = await callerOf(request);
        const { feature } = request.params;
        return send(reply, collection, await oneItem(collection, caller, feature, request.query.crs, address(request)));
      },
    );
  }
  // What is no collection, or none for the caller, is answered alike.
  for (const rest of ['', '/schema', '/items', '/items/:feature']) {
    app.get(
      `/ogc/collections/:collection${rest}`,
      { config, schema: { hide: true, params: OgcCollectionParams } },
      (request) => {
        throw unknown((request.params as { collection: string }).collection);
      },
    );
  }
}

function unknown(collection: string): Refusal {
  return new Refusal('collection-unknown', { collection });
}

function send(reply: FastifyReply, { isPrivate }: Collection, { text, system, links }: Written): never {
  reply.headers(isPrivate ? PRIVATE : PUBLIC);
  reply.headers({ 'content-crs': `<${system.uri}>`, link: linkHeader(links) });
  return reply.type(GEOJSON_TYPE).send(text) as never;
}
