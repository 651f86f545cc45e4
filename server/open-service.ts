/** Everything behind the routes, opened in order on a database: schema, imports left over, maps in force. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from './config.ts';
import type { Database } from './database/database.ts';
import { lateDatabase } from './database/late.ts';
import { migrate } from './database/migrate.ts';
import { openHistory } from './events/history/open-history.ts';
import { ImportService } from './exchange/service.ts';
import { MapKeeper } from './locate/map-keeper.ts';
import { Maps } from './locate/maps.ts';

export interface Service {
  db: Database;
  maps: Maps;
  imports: ImportService;
  close(): Promise<void>;
}

export interface StartingService extends Service {
  /** Resolves when the database is open and the maps are those it holds; rejects as opening and migrate do. */
  ready: Promise<void>;
}

export const MIGRATIONS = join(dirname(fileURLToPath(import.meta.url)), '../migrations');

/**
 * At once, while the database is still being opened: questions to it wait. The embedded database belongs to one process,
 * so the maps kept by the last one are those in force until the database says otherwise. `progress` hears short words.
 */
export function startService(
  config: Config,
  opening: Promise<Database>,
  progress: (step: string) => void,
): StartingService {
  const embedded = config.databaseUrl === undefined;
  const opened = opening.then(async (db) => {
    const { applied } = await migrate(db, MIGRATIONS);
    if (applied.length > 0) progress(`schema ${applied.at(-1)}`);
    await imports.recover(db);
    return db;
  });
  const db = lateDatabase(embedded ? 'embedded' : 'postgres', opened);
  const keeper = embedded ? new MapKeeper(config.dataFolder) : null;
  const maps = new Maps(db, (error) => process.emitWarning(error as Error, 'MapRefresh'), keeper);
  const clock = () => new Date();
  const imports = new ImportService({ db, config, maps, history: openHistory(db, maps, clock), clock });
  const ready = opened.then(() => maps.open());
  ready.catch(() => {});
  return {
    db,
    maps,
    imports,
    ready,
    async close() {
      await imports.close();
      await maps.close();
      // Also when a step after opening failed: the engine must let go of its folder.
      await (await opening.catch(() => null))?.close();
    },
  };
}

/** Takes the database over: closes it with the rest, or when this fails. Rejects as migrate does. */
export async function openService(
  config: Config,
  opening: Promise<Database>,
  progress: (step: string) => void,
): Promise<Service> {
  const service = startService(config, opening, progress);
  try {
    await service.ready;
    return service;
  } catch (error) {
    await service.close();
    throw error;
  }
}
