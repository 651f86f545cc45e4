/**
 * Folders of the embedded database that tests copy instead of making their own: `empty` (PostGIS only) and `migrated`. Kept
 * between runs in the system's temporary folder, by a hash of what they are made of; two runs may build at once.
 */
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openEmbedded } from '../../server/database/embedded.ts';
import { DatabaseError } from '../../server/database/errors.ts';
import { lockFolder } from '../../server/database/folder-lock.ts';
import { migrate } from '../../server/database/migrate.ts';

const CACHE = join(tmpdir(), `gezhong-test-${process.getuid?.() ?? 0}`);
const KEPT_MS = 24 * 3600 * 1000;

export const MIGRATIONS: string = join(import.meta.dirname, '../../migrations');

/** Everything the templates depend on: the engine's version, how it is started, the migrations. */
function key(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(file)).update('\n');
  return hash.digest('hex').slice(0, 16);
}

const at = (path: string): string => join(import.meta.dirname, '../..', path);
const ENGINE = [
  at('node_modules/@electric-sql/pglite/package.json'),
  at('node_modules/@electric-sql/pglite-postgis/package.json'),
  at('server/database/embedded-engine.ts'),
  at('server/database/embedded-folder.ts'),
];

export async function emptyTemplate(): Promise<string> {
  return template(`empty-${key(ENGINE)}`, async (folder) => {
    await (await openEmbedded({ folder })).close();
  });
}

export async function migratedTemplate(): Promise<string> {
  const empty = await emptyTemplate();
  const files = readdirSync(MIGRATIONS).filter((file) => file.endsWith('.sql'));
  const all = [...ENGINE, at('server/database/migrate.ts'), ...files.sort().map((file) => join(MIGRATIONS, file))];
  return template(`migrated-${key(all)}`, async (folder) => {
    copyTemplate(empty, folder);
    const db = await openEmbedded({ folder });
    try {
      await migrate(db, MIGRATIONS);
    } finally {
      await db.close();
    }
  });
}

/** A folder to open: its own copy, the template stays as it is. */
export function copyTemplate(from: string, to: string): void {
  cpSync(from, to, { recursive: true });
  rmSync(join(to, 'lock'), { recursive: true, force: true });
}

async function template(name: string, build: (folder: string) => Promise<void>): Promise<string> {
  mkdirSync(CACHE, { recursive: true });
  forgetOld(name);
  const folder = join(CACHE, name);
  for (;;) {
    if (existsSync(folder)) {
      const now = new Date();
      utimesSync(folder, now, now);
      return folder;
    }
    const unlock = await takeTurn(`${folder}.turn`);
    if (unlock === undefined) continue;
    try {
      if (existsSync(folder)) return folder;
      const draft = `${folder}.draft`;
      rmSync(draft, { recursive: true, force: true });
      await build(draft);
      renameSync(draft, folder);
    } finally {
      unlock();
    }
  }
}

async function takeTurn(folder: string): Promise<(() => void) | undefined> {
  try {
    return await lockFolder(folder);
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== 'database-held') throw error;
    await sleep(300);
    return undefined;
  }
}

/** Templates nobody used for a day. */
function forgetOld(name: string): void {
  for (const other of readdirSync(CACHE)) {
    if (other.startsWith(name) || other.endsWith('.turn')) continue;
    const path = join(CACHE, other);
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > KEPT_MS) rmSync(path, { recursive: true, force: true });
  }
}
