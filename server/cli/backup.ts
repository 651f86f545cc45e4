/** `backup FOLDER` and `restore FOLDER`: everything the service keeps, into a folder of its own and back from it. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { copyEmbedded, restoreEmbedded } from '../backup/embedded-backup.ts';
import { BackupError, type Manifest, readVerified, writeManifest } from '../backup/manifest.ts';
import { dumpPostgres, restorePostgres } from '../backup/postgres-backup.ts';
import { type Config, readConfig } from '../config.ts';
import { DatabaseError } from '../database/errors.ts';
import { type Terminal, UsageError } from './terminal.ts';

export async function backupCommand(args: string[], terminal: Terminal): Promise<number> {
  const folder = onlyFolder('backup', args);
  if (existsSync(folder)) throw new UsageError(`${folder} exists already; name a new folder`);
  const config = readConfig(terminal.env);
  const draft = `${folder}.draft`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  return said(async () => {
    const manifest = await backUp(config, draft, terminal.env);
    await writeManifest(draft, manifest);
    await rename(draft, folder);
    terminal.stdout.write(`${folder}: ${Object.keys(manifest.files).length} files, ${manifest.kind}\n`);
  });
}

async function backUp(config: Config, folder: string, environment: Terminal['env']): Promise<Manifest> {
  const text = await readFile(join(import.meta.dirname, '../../package.json'), 'utf8').catch(() => '{}');
  const gezhong = (JSON.parse(text) as { version?: string }).version ?? 'unknown';
  const made = new Date().toISOString();
  if (config.databaseUrl === undefined) {
    return { gezhong, made, kind: 'embedded', ...(await copyEmbedded(config.dataFolder, folder)) };
  }
  return { gezhong, made, kind: 'postgres', ...(await dumpPostgres(config.databaseUrl, folder, environment)) };
}

export async function restoreCommand(args: string[], terminal: Terminal): Promise<number> {
  const folder = onlyFolder('restore', args);
  const config = readConfig(terminal.env);
  return said(async () => {
    const manifest = await readVerified(folder);
    const kind = config.databaseUrl === undefined ? 'embedded' : 'postgres';
    if (manifest.kind !== kind) {
      throw new BackupError(`${folder} is of the ${manifest.kind} database, and DATABASE_URL says ${kind}`);
    }
    if (config.databaseUrl === undefined) await restoreEmbedded(folder, manifest, config.dataFolder);
    else await restorePostgres(config.databaseUrl, folder, terminal.env);
    terminal.stdout.write(`restored what was backed up on ${manifest.made}\n`);
  });
}

function onlyFolder(command: string, args: readonly string[]): string {
  const [folder] = args;
  if (args.length !== 1 || folder === undefined || folder.startsWith('-')) throw new UsageError(`${command} FOLDER`);
  return resolve(folder);
}

/** What cannot be done is said in words, not as a fault of the program. */
async function said(work: () => Promise<void>): Promise<number> {
  try {
    await work();
    return 0;
  } catch (error) {
    if (error instanceof BackupError) throw new UsageError(error.message);
    if (error instanceof DatabaseError && error.code === 'database-held') {
      throw new UsageError(
        `${error.message}; stop that service first, or use PostgreSQL, which is backed up while in use`,
      );
    }
    throw error;
  }
}
