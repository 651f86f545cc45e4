/** Builds the client when its sources changed since the last build; otherwise looks once and is done. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** What the build is made of, from the root of the project. */
export const CLIENT_SOURCES: readonly string[] = [
  ...['client', 'server/contract', 'server/geometry', 'server/partition'],
  ...['vite.config.ts', 'vite.page.ts', 'vite.field.config.ts', 'vite.kiosk.config.ts', 'package-lock.json'],
];

/** Resolves to whether it had to build. Rejects with the builder's own words when it fails. */
export async function ensureClientBuilt(root: string): Promise<boolean> {
  const digest = await digestOf(root);
  const stamp = join(root, 'dist/client.digest');
  const built = await readFile(stamp, 'utf8').catch(() => '');
  if (built === digest && (await stat(join(root, 'dist/client/index.html')).catch(() => null))) return false;
  await runVite(root);
  await writeFile(stamp, digest);
  return true;
}

/** Another one when any file of the sources is. */
export async function digestOf(root: string): Promise<string> {
  const hash = createHash('sha256');
  for (const source of CLIENT_SOURCES) {
    const path = join(root, source);
    const files = (await stat(path)).isDirectory()
      ? (await readdir(path, { recursive: true, withFileTypes: true }))
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .sort()
      : [path];
    for (const file of files) hash.update(file.slice(root.length)).update(await readFile(file));
  }
  return hash.digest('hex');
}

function runVite(root: string): Promise<void> {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let words = '';
    child.stdout.on('data', (chunk) => (words += chunk));
    child.stderr.on('data', (chunk) => (words += chunk));
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`the client could not be built:\n${words}`)),
    );
  });
}
