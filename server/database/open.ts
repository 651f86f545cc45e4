/** Opens the database the configuration names: a PostgreSQL server, or the embedded one in the data folder. */
import { join } from 'node:path';
import type { Database } from './database.ts';
import { type OpenStage, openEmbedded } from './embedded.ts';
import type { Log } from './log.ts';
import { openPostgres } from './postgres.ts';
import { ReplicatedDatabase } from './replicated.ts';

export interface DatabaseConfig {
  databaseUrl?: string | undefined;
  dataFolder: string;
  poolSize?: number | undefined;
  /** A streaming replica of the server, and how many milliseconds behind it may be. */
  readUrl?: string | undefined;
  readLagMs?: number | undefined;
}

/** Rejects as openPostgres and openEmbedded do. The embedded database lies in `<dataFolder>/database`. */
export async function openDatabase(
  config: DatabaseConfig,
  onProgress?: (stage: OpenStage) => void,
  log?: Log,
): Promise<Database> {
  if (config.databaseUrl !== undefined && config.databaseUrl !== '') {
    const { poolSize, readUrl, readLagMs = 2000 } = config;
    const primary = await openPostgres(config.databaseUrl, { poolSize, log });
    if (readUrl === undefined) return primary;
    return new ReplicatedDatabase(primary, () => openPostgres(readUrl, { poolSize, log }), readLagMs);
  }
  return openEmbedded({ folder: join(config.dataFolder, 'database'), onProgress, log });
}
