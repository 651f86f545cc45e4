/**
 * The folder of the embedded database, file by file, while nobody has it open: the lock that keeps a second process out keeps the
 * service out of a copy. What a killed process left is copied as it is; the engine mends it at its start.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { clusterFolder } from '../database/embedded-folder.ts';
import { lockFolder } from '../database/folder-lock.ts';
import { BackupError, type Manifest } from './manifest.ts';

/** Files that are brought to the disk at once. */
const TOGETHER = 16;

/** `dataFolder` as in GEZHONG_DATA. Rejects with 'database-held' while a service runs on it. */
export async function copyEmbedded(dataFolder: string, folder: string): Promise<Pick<Manifest, 'schema' | 'files'>> {
  const database = join(dataFolder, 'database');
  if (!existsSync(join(database, 'made.json'))) throw new BackupError(`${dataFolder} holds no database`);
  const unlock = await lockFolder(database);
  try {
    if (!clusterFolder(database).made) throw new BackupError(`${dataFolder} holds no database`);
    const files: Record<string, string> = {};
    const found = await readdir(join(database, 'pgdata'), { recursive: true, withFileTypes: true });
    for (const entry of found) {
      const from = join(entry.parentPath, entry.name);
      const name = from.slice(database.length + 1).replaceAll('\\', '/');
      // PostgreSQL needs its empty folders too
      if (entry.isDirectory()) await mkdir(join(folder, name), { recursive: true });
      else files[name] = await copyHashed(from, join(folder, name));
    }
    files['made.json'] = await copyHashed(join(database, 'made.json'), join(folder, 'made.json'));
    await reachDisk(Object.keys(files).map((name) => join(folder, name)));
    return { schema: null, files };
  } finally {
    unlock();
  }
}

/** Throws BackupError when there is a database already. */
export async function restoreEmbedded(folder: string, manifest: Manifest, dataFolder: string): Promise<void> {
  const database = join(dataFolder, 'database');
  if (existsSync(join(database, 'pgdata'))) {
    throw new BackupError(`${database} holds a database; move it away, or set GEZHONG_DATA to another folder`);
  }
  await mkdir(database, { recursive: true });
  const unlock = await lockFolder(database);
  try {
    const draft = join(database, 'pgdata.draft');
    await rm(draft, { recursive: true, force: true });
    for (const entry of await readdir(join(folder, 'pgdata'), { recursive: true, withFileTypes: true })) {
      if (entry.isDirectory()) {
        const path = join(entry.parentPath, entry.name).slice(join(folder, 'pgdata').length + 1);
        await mkdir(join(draft, path), { recursive: true });
      }
    }
    const names = Object.keys(manifest.files).filter((name) => name.startsWith('pgdata/'));
    for (const name of names) {
      const hash = await copyHashed(join(folder, name), join(draft, name.slice('pgdata/'.length)));
      if (hash !== manifest.files[name]) throw new BackupError(`${name} is not what was backed up`);
    }
    await reachDisk(names.map((name) => join(draft, name.slice('pgdata/'.length))));
    await rename(draft, join(database, 'pgdata'));
    await copyHashed(join(folder, 'made.json'), join(database, 'made.json'));
    // maps of another database
    await rm(join(dataFolder, 'maps.snapshot'), { force: true });
  } finally {
    unlock();
  }
}

/** All of them at the end and several at once: one after another they would wait for the disk a thousand times. */
async function reachDisk(paths: readonly string[]): Promise<void> {
  const left = [...paths];
  const next = async (): Promise<void> => {
    for (let path = left.pop(); path !== undefined; path = left.pop()) {
      const file = await open(path, 'r+');
      try {
        await file.datasync();
      } finally {
        await file.close();
      }
    }
  };
  await Promise.all(Array.from({ length: TOGETHER }, next));
}

/** Gives the hash of what was copied. */
async function copyHashed(from: string, to: string): Promise<string> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  const hashing = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(createReadStream(from), hashing, createWriteStream(to, { mode: 0o600 }));
  return hash.digest('hex');
}
