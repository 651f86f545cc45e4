/** Opens the database the configuration names: a PostgreSQL server, or the embedded one in the data folder. */
import { join } from 'node:path';
import type { Database } from './database.ts';
import { type OpenStage, openEmbedded } from './embedded.ts';
import type { Log } from './log.ts';
import { openPostgres } from './postgres.ts';

export interface DatabaseConfig {
  databaseUrl?: string | undefined;
  dataFolder: string;
  poolSize?: number | undefined;
}

/** Rejects as openPostgres and openEmbedded do. The embedded database lies in `<dataFolder>/database`. */
export function openDatabase(
  config: DatabaseConfig,
  onProgress?: (stage: OpenStage) => void,
  log?: Log,
): Promise<Database> {
  if (config.databaseUrl !== undefined && config.databaseUrl !== '') {
    return openPostgres(config.databaseUrl, { poolSize: config.poolSize, log });
  }
  return openEmbedded({ folder: join(config.dataFolder, 'database'), onProgress, log });
}
