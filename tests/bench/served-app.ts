/** The real app on data of a bench instead of a database, listening on a free port of this machine; and how its bench is told of it. */
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import type { Database } from '../../server/database/database.ts';
import type { ImportService } from '../../server/exchange/service.ts';
import type { PublishedMaps } from '../../server/locate/published-maps.ts';

export async function serveApp(db: Database, maps: PublishedMaps): Promise<FastifyInstance> {
  const app = await buildApp({
    config: { ...readConfig({}), logLevel: 'info' },
    db,
    maps,
    imports: {} as ImportService,
    clock: () => new Date(),
    version: '0',
    started: Promise.resolve(),
    checksAfterPublish: false,
    demo: () => false,
    clientFolder: '/nonexistent',
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  return app;
}

/** A bare route beside it, which answers GET /cpu with the CPU microseconds of this process too. */
export async function listenBare(bare: FastifyInstance): Promise<void> {
  bare.get('/cpu', async () => process.cpuUsage());
  await bare.listen({ port: 0, host: '127.0.0.1' });
}

/** Both ports and more, as one line of JSON. */
export function tellPorts(app: FastifyInstance, bare: FastifyInstance, more: Record<string, unknown>): void {
  const portOf = ({ server }: FastifyInstance) => (server.address() as { port: number }).port;
  process.stdout.write(`${JSON.stringify({ app: portOf(app), bare: portOf(bare), ...more })}\n`);
}
