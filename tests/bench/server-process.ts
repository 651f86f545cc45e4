/**
 * The server side of the HTTP benches, a process of its own so that load and service have a core each: the real app on a
 * synthetic county of 10,000 grids, and beside it a bare Fastify route with the same query, response schema and body size.
 * Prints its two ports as JSON; answers GET /cpu with the CPU microseconds used so far
 * and GET /memory with its resident bytes.
 */
import Fastify from 'fastify';
import { LocateAnswer, LocateQuery } from '../../server/contract/locate.ts';
import type { Database } from '../../server/database/database.ts';
import { toDegrees } from '../../server/geometry/lattice.ts';
import type { PublishedMaps } from '../../server/locate/published-maps.ts';
import { syntheticMap } from '../support/synthetic-map.ts';
import { listenBare, serveApp, tellPorts } from './served-app.ts';

const map = syntheticMap({ grids: 10_000, vertices: 33, seed: 7 });
const maps: PublishedMaps = {
  all: () => [map],
  county: () => map,
  edition: () => map.edition,
  version: () => `${map.edition}.1`,
  publishedVersion: () => `${map.edition}.1.0`,
  refresh: async () => {},
  at: async () => [map],
};
const silent = async (): Promise<never> => {
  throw new Error('this bench has no database');
};
const db: Database = {
  kind: 'embedded',
  query: silent,
  transaction: silent,
  listen: async () => async () => {},
  notify: async () => {},
  holdAlone: silent,
  close: async () => {},
};

const app = await serveApp(db, maps);
const [x, y] = map.grids[5050]!.label;
const example = await app.inject(`/api/locate?lon=${toDegrees(x)}&lat=${toDegrees(y)}`);
const body = example.json<object>();
const bare = Fastify();
bare.get(
  '/api/locate',
  { schema: { querystring: LocateQuery, response: { 200: LocateAnswer } } },
  (_request, reply) => {
    reply.send(body);
  },
);
bare.get('/memory', async () => String(process.memoryUsage().rss));
await listenBare(bare);
tellPorts(app, bare, { bytes: example.body.length });
