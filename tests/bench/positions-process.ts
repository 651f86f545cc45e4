/**
 * The service of the positions bench, a process of its own: the real app on a synthetic county of 10,000 grids that is held in
 * memory, and on the database named by the first argument: a URL, or a folder of the embedded one. Prints its port.
 */
import type { AddressInfo } from 'node:net';
import { buildApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { openEmbedded } from '../../server/database/embedded.ts';
import { openPostgres } from '../../server/database/postgres.ts';
import type { ImportService } from '../../server/exchange/service.ts';
import type { PublishedMaps } from '../../server/locate/published-maps.ts';
import { ADMIN_TOKEN } from '../support/app.ts';
import { syntheticMap } from '../support/synthetic-map.ts';
import { POSITIONS_COUNTY } from './positions-scene.ts';

const place = process.argv[2]!;
const db = place.startsWith('postgres') ? await openPostgres(place) : await openEmbedded({ folder: place });
const map = syntheticMap(POSITIONS_COUNTY);
const maps: PublishedMaps = {
  all: () => [map],
  county: () => map,
  edition: () => map.edition,
  version: () => `${map.edition}.1`,
  publishedVersion: () => `${map.edition}.1.0`,
  refresh: async () => {},
  at: async () => [map],
};
const app = await buildApp({
  config: { ...readConfig({ GEZHONG_RATE_LIMIT: '1000000', GEZHONG_ADMIN_TOKEN: ADMIN_TOKEN }), logLevel: 'info' },
  ...{ db, maps, imports: {} as ImportService, clock: () => new Date(), version: '0' },
  ...{ started: Promise.resolve(), checksAfterPublish: false, demo: () => false, clientFolder: '/nonexistent' },
});
await app.listen({ port: 0, host: '127.0.0.1' });
process.stdout.write(`{"port":${(app.server.address() as AddressInfo).port}}\n`);
