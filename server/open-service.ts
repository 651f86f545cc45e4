/** Everything behind the routes, opened in order on a database: schema, imports left over, maps in force. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from './config.ts';
import type { Database } from './database/database.ts';
import { migrate } from './database/migrate.ts';
import { ImportService } from './exchange/service.ts';
import { Maps } from './locate/maps.ts';

export interface Service {
  db: Database;
  maps: Maps;
  imports: ImportService;
  close(): Promise<void>;
}

export const MIGRATIONS = join(dirname(fileURLToPath(import.meta.url)), '../migrations');

/** Takes the database over: closes it with the rest, or when this fails. `progress` hears short words. Rejects as migrate does. */
export async function openService(config: Config, db: Database, progress: (step: string) => void): Promise<Service> {
  try {
    const { applied } = await migrate(db, MIGRATIONS);
    if (applied.length > 0) progress(`schema ${applied.at(-1)}`);
    const maps = new Maps(db, (error) => process.emitWarning(error as Error, 'MapRefresh'));
    const imports = new ImportService({ db, config, maps, clock: () => new Date() });
    await imports.recover();
    await maps.open();
    return {
      db,
      maps,
      imports,
      async close() {
        await imports.close();
        await maps.close();
        await db.close();
      },
    };
  } catch (error) {
    await db.close();
    throw error;
  }
}
