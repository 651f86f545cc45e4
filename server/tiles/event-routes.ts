/** GET /tiles/events, /tiles/events/{z}/{x}/{y}.mvt: behind a login, each caller's own, kept by no shared cache. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ANY_ROLE, areasOf } from '../access/caller.ts';
import { problemResponses } from '../contract/problem.ts';
import { EventTileParams, EventTileQuery, TileJson } from '../contract/tiles.ts';
import type { EventPoints } from './event-points.ts';
import { eventTile } from './event-tile.ts';
import { KeptTile } from './kept-tile.ts';
import { LAYER_SETS } from './layer-sets.ts';
import { tileResponses } from './routes.ts';
import { sendTile } from './send-tile.ts';
import type { TilesService } from './service.ts';
import { tileJson } from './tile-json.ts';
import { tileAt, wantedFields } from './tile-path.ts';

export interface EventTileDeps {
  readonly events: EventPoints;
  readonly tiles: Pick<TilesService, 'bounds' | 'counters'>;
  version(): string;
  edition(): number | null;
  readonly publicUrl: string | undefined;
}

const PRIVATE = 'private, no-cache';

export async function eventTileRoutes(app: FastifyInstance, deps: EventTileDeps): Promise<void> {
  const { events, tiles } = deps;
  const set = LAYER_SETS.events;
  app.get(
    '/tiles/events',
    {
      config: { access: ANY_ROLE },
      schema: {
        tags: ['tiles'],
        summary: 'What the tiles of events hold, as TileJSON',
        response: { 200: TileJson, ...problemResponses },
      },
    },
    async (request, reply) => {
      const origin = deps.publicUrl ?? `${request.protocol}://${request.host}`;
      const state = { origin, edition: deps.edition(), published: deps.version(), bounds: await tiles.bounds() };
      reply.header('cache-control', PRIVATE);
      return tileJson(set, state);
    },
  );
  app.get(
    '/tiles/events/:z/:x/:y.mvt',
    {
      config: { access: ANY_ROLE },
      compress: false,
      validatorCompiler: () => () => true,
      schema: {
        tags: ['tiles'],
        summary: 'A vector tile of events in the areas of the caller, as they are now',
        params: EventTileParams,
        querystring: EventTileQuery,
        response: tileResponses,
      },
    },
    (request: FastifyRequest, reply: FastifyReply): undefined => {
      const query = request.query as { properties?: string; open?: string };
      const tile = tileAt(set, request.params as { z: string; x: string; y: string });
      const fields = wantedFields(set, query.properties);
      const built = eventTile(events, tile, {
        areas: areasOf(request.caller, ANY_ROLE),
        openOnly: query.open !== 'false',
        wanted: fields === null ? undefined : new Set(fields),
      });
      tiles.counters.built(built);
      const kept = new KeptTile(built, PRIVATE, () => {}, ', cookie, authorization');
      return sendTile(request, reply, kept, tiles.counters, { emptyCache: PRIVATE });
    },
  );
}
