/** The service of events-live, a process of its own on the PostgreSQL server named by the first argument. Prints its port. */
import type { AddressInfo } from 'node:net';
import { openPostgres } from '../../server/database/postgres.ts';
import { openApp } from '../support/app.ts';

const db = await openPostgres(process.argv[2]!);
const service = await openApp(db);
await service.app.listen({ port: 0, host: '127.0.0.1' });
process.stdout.write(`{"port":${(service.app.server.address() as AddressInfo).port}}\n`);
