/**
 * The server side of the warm tile bench: the real tile routes with one kept tile, and beside them a bare Fastify route that
 * sends the same bytes and headers. Reads the tile from standard input, prints its ports as JSON, answers GET /cpu.
 */
import { text } from 'node:stream/consumers';
import Fastify from 'fastify';
import type { Database } from '../../server/database/database.ts';
import type { Tile } from '../../server/geometry/tiles/mercator.ts';
import { encodeMultiPolygon } from '../../server/geometry/wkb.ts';
import type { PublishedMaps } from '../../server/locate/published-maps.ts';
import { KeptTile } from '../../server/tiles/kept-tile.ts';
import { pathOf } from '../../server/tiles/service.ts';
import { syntheticCounty } from '../support/synthetic-county.ts';
import { listenBare, serveApp, tellPorts } from './served-app.ts';

const { tile, bytes } = JSON.parse(await text(process.stdin)) as { tile: Tile; bytes: string };
const grids = syntheticCounty({ grids: 10_000, vertices: 33, seed: 7, enclaves: 0.02 });
const maps = {
  all: () => [],
  edition: () => 1,
  version: () => '1.1',
  publishedVersion: () => '1.1.0',
  refresh: async () => {},
} as unknown as PublishedMaps;

/** Answers what tiles read: one county with its grids. */
const db = {
  kind: 'embedded',
  query: async (statement: { strings: readonly string[] }) => {
    const asked = statement.strings.join(' ');
    // events are not what is measured: they are never loaded
    if (asked.includes('from event') || asked.includes('pg_current_snapshot')) return new Promise(() => {});
    if (asked.includes('full join')) return [{ county_code: '990101', edition: 1, revision: 1 }];
    if (!asked.includes('ST_AsBinary(g.lattice)')) return [];
    return grids.map((shape, i) => ({
      id: 1 + i,
      code: String(100_000 + i),
      name: `网格${100_000 + i}`,
      kind: 'basic',
      parent_code: '990101001001',
      colour: i % 6,
      band_min: null,
      band_max: null,
      wkb: encodeMultiPolygon(shape, 'lattice'),
      label_lon: shape[0]![0]![0]! / 1e7,
      label_lat: shape[0]![0]![1]! / 1e7,
      households: 200 + i,
      places: 1,
      uncounted: 0,
    }));
  },
  transaction: () => new Promise(() => {}),
  listen: async () => async () => {},
  notify: async () => {},
  close: async () => {},
} as unknown as Database;

const app = await serveApp(db, maps);
const path = pathOf('grids', null, tile, null);
const answer = await app.inject({ url: path, headers: { 'accept-encoding': 'gzip' } });
if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode}`);

const kept = new KeptTile({ bytes: Buffer.from(bytes, 'base64'), features: 1, leftOut: [] }, 'no-cache').in('gzip');
const sent = Object.fromEntries(
  Array.from({ length: kept.headers.length / 2 }, (_, i) => [kept.headers[2 * i]!, kept.headers[2 * i + 1]!]),
);
const unchanged = { 'cache-control': 'no-cache', vary: 'accept-encoding' };
const bare = Fastify();
const body = answer.rawPayload;
const tag = String(answer.headers.etag);
bare.get('/tiles/:layers/:z/:x/:y.mvt', (request, reply) => {
  if (request.headers['if-none-match'] === tag)
    return reply
      .code(304)
      .headers({ ...unchanged, etag: tag })
      .send();
  return reply.headers({ ...sent, 'content-length': String(body.length), etag: tag }).send(body);
});
await listenBare(bare);
tellPorts(app, bare, { path, tag, bytes: body.length });
