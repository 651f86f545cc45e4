/** A PostgreSQL database into one file of pg_dump, while it is in use, and from there into an empty database. */
import { join } from 'node:path';
import { openPostgres } from '../database/postgres.ts';
import { BackupError, hashOf } from './manifest.ts';
import { runTool } from './postgres-tools.ts';
import { hasTables, schemaOf } from './repository.ts';

const FILE = 'database.dump';

type Environment = Record<string, string | undefined>;

/** Of one instant, whatever is written meanwhile. */
export async function dumpPostgres(
  url: string,
  folder: string,
  environment: Environment,
): Promise<{ schema: string | null; files: Record<string, string> }> {
  const db = await openPostgres(url, { poolSize: 1 });
  let schema: string | null;
  try {
    schema = await schemaOf(db);
  } finally {
    await db.close();
  }
  if (schema === null) throw new BackupError('the database holds nothing of Gezhong');
  const path = join(folder, FILE);
  await runTool('pg_dump', ['--format=custom', '--no-owner', '--no-privileges', `--file=${path}`], url, environment);
  return { schema, files: { [FILE]: await hashOf(path) } };
}

/** All or nothing. Throws BackupError when the database has tables of its own. */
export async function restorePostgres(url: string, folder: string, environment: Environment): Promise<void> {
  const db = await openPostgres(url, { poolSize: 1 });
  try {
    if (await hasTables(db)) {
      throw new BackupError('the database is not empty; make a new one (createdb) and point DATABASE_URL at it');
    }
  } finally {
    await db.close();
  }
  // comments are those of extensions, which belong to the superuser
  const options = ['--single-transaction', '--exit-on-error', '--no-owner', '--no-privileges', '--no-comments'];
  const database = decodeURIComponent(new URL(url).pathname.slice(1));
  await runTool('pg_restore', [...options, `--dbname=${database}`, join(folder, FILE)], url, environment);
}
