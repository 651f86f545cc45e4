/**
 * What a backup says of itself: backup.json beside its files, with the hash of each. It is written last and the folder gets its name
 * after it, so a backup that was broken off is none.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const NAME = 'backup.json';

export interface Manifest {
  gezhong: string;
  kind: 'postgres' | 'embedded';
  made: string;
  /** The last migration of the database; null: not told without opening it. */
  schema: string | null;
  /** SHA-256 by path within the backup, with forward slashes. */
  files: Record<string, string>;
}

/** A backup that cannot be used, in words for who restores it. */
export class BackupError extends Error {}

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  await writeFile(join(folder, NAME), `${JSON.stringify(manifest, null, 1)}\n`, { flush: true });
}

/** Reads it and every file it names. Throws BackupError when something is missing or is not what was written. */
export async function readVerified(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, NAME), 'utf8').catch(() => null);
  if (text === null) throw new BackupError(`${folder} is no backup: it has no ${NAME}`);
  const manifest = JSON.parse(text) as Manifest;
  for (const [name, expected] of Object.entries(manifest.files)) {
    if (name.split('/').includes('..')) throw new BackupError(`${name} points out of the backup`);
    const found = await hashOf(join(folder, name)).catch(() => null);
    if (found === null) throw new BackupError(`${name} is missing`);
    if (found !== expected) throw new BackupError(`${name} is not what was backed up`);
  }
  return manifest;
}

export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}
