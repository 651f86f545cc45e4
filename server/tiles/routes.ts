/** GET /tiles/{layers}, /tiles/{layers}/{z}/{x}/{y}.mvt, /tiles/{layers}/{edition}/{z}/{x}/{y}.mvt. */
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchemaCompiler } from 'fastify';
import { problemResponses, Refusal } from '../contract/problem.ts';
import { PinnedTileParams, TileJson, TileParams, TileQuery, TileSetParams } from '../contract/tiles.ts';
import type { CrossOrigin } from '../http/cross-origin.ts';
import { isUnchanged } from '../http/etag.ts';
import { TILE_TYPE } from './kept-tile.ts';
import { EMPTY_FOR_GOOD, sendTile } from './send-tile.ts';
import type { TilesService } from './service.ts';
import { tileJson } from './tile-json.ts';
import { layerSet, tileAt, wantedFields, whole } from './tile-path.ts';

export interface TilesRouteDeps {
  readonly tiles: TilesService;
  /** Names everything published. */
  version(): string;
  edition(): number | null;
  readonly publicUrl: string | undefined;
  /** Refuses (429) who asks too often, for what costs a look into the database. */
  limit(request: FastifyRequest): Promise<void>;
  readonly crossOrigin: CrossOrigin;
}

/** Paths are checked by the handler: it says which number is wrong and which names there are. */
const unchecked: FastifySchemaCompiler<unknown> = () => () => true;

export const tileResponses = {
  200: { content: { [TILE_TYPE]: { schema: { type: 'string', format: 'binary' } } } },
  204: { type: 'null', description: 'nothing is there' },
  ...problemResponses,
};

export async function tileRoutes(app: FastifyInstance, deps: TilesRouteDeps): Promise<void> {
  const { tiles, crossOrigin } = deps;
  app.get<{ Params: { layers: string } }>(
    '/tiles/:layers',
    {
      config: { access: 'public' },
      schema: {
        tags: ['tiles'],
        summary: 'What the tiles of a layer set hold, as TileJSON',
        params: TileSetParams,
        response: { 200: TileJson, ...problemResponses },
      },
    },
    async (request, reply) => {
      const set = publicSet(request.params.layers);
      const origin = deps.publicUrl ?? `${request.protocol}://${request.host}`;
      const state = { origin, edition: deps.edition(), published: deps.version() };
      if (isUnchanged(request, reply, { version: state.published, question: { origin } })) return reply.send();
      return tileJson(set, { ...state, bounds: await tiles.bounds() });
    },
  );

  app.get<{ Params: { layers: string; z: string; x: string; y: string }; Querystring: { properties?: string } }>(
    '/tiles/:layers/:z/:x/:y.mvt',
    {
      config: { access: 'public', fast: true },
      validatorCompiler: unchecked,
      schema: {
        tags: ['tiles'],
        summary: 'A vector tile of the edition in force',
        params: TileParams,
        querystring: TileQuery,
        response: tileResponses,
      },
    },
    (request, reply): undefined | Promise<undefined> => {
      const warm = tiles.warm(request.raw.url!);
      const options = { more: crossOrigin.headers(request) };
      if (warm !== undefined) return sendTile(request, reply, warm, tiles.counters, options);
      // for a refusal, which Fastify sends
      crossOrigin.set(request, reply);
      const set = publicSet(request.params.layers);
      const tile = tileAt(set, request.params);
      const fields = wantedFields(set, request.query.properties);
      return tiles.inForce(set, tile, fields).then((kept) => sendTile(request, reply, kept, tiles.counters, options));
    },
  );

  app.get<{
    Params: { layers: string; edition: string; z: string; x: string; y: string };
    Querystring: { properties?: string };
  }>(
    '/tiles/:layers/:edition/:z/:x/:y.mvt',
    {
      config: { access: 'public', fast: true },
      validatorCompiler: unchecked,
      schema: {
        tags: ['tiles'],
        summary: 'A vector tile of a named edition, which never changes',
        params: PinnedTileParams,
        querystring: TileQuery,
        response: tileResponses,
      },
    },
    async (request: FastifyRequest, reply: FastifyReply) => {
      const kept = tiles.cache.get(request.raw.url!);
      const options = { emptyCache: EMPTY_FOR_GOOD, more: crossOrigin.headers(request) };
      if (kept !== undefined) return sendTile(request, reply, kept, tiles.counters, options);
      crossOrigin.set(request, reply);
      const params = request.params as { layers: string; edition: string; z: string; x: string; y: string };
      const set = publicSet(params.layers);
      if (!set.pinned) throw new Refusal('layer-unknown', { layers: set.name, edition: params.edition });
      const edition = whole('edition', params.edition);
      const tile = tileAt(set, params);
      const fields = wantedFields(set, (request.query as { properties?: string }).properties);
      await deps.limit(request);
      return sendTile(request, reply, await tiles.pinned(set, edition, tile, fields), tiles.counters, options);
    },
  );
}

/** Sets behind a login have routes of their own. */
function publicSet(name: string) {
  const set = layerSet(name);
  if (set.private) throw new Refusal('layer-unknown', { layers: name });
  return set;
}
