/**
 * The service's TypeScript as JavaScript, file by file beside the sources (.compiled/ mirrors server/), so that a start need
 * not strip types from hundreds of files and every thread of it. Plain JavaScript: it runs before anything can strip types.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const SOURCES = dirname(fileURLToPath(import.meta.url));
const TARGET = join(SOURCES, '../.compiled');
const STAMP = join(TARGET, 'digest');
/** A relative path in an import or a worker's URL. */
const REFERENCE = /((?:\bfrom|\bimport|\bURL\()\s*\(?\s*["'])(\.{1,2}\/[^"']+)\.ts(["'])/g;

/** @returns {Promise<string | null>} the compiled file of `entry` (`cli/main`), null when the sources have changed since */
export async function compiledEntry(entry) {
  const [stamp, digest] = await Promise.all([readFile(STAMP, 'utf8').catch(() => ''), digestOf(await sources())]);
  return stamp === digest ? join(TARGET, `${entry}.js`) : null;
}

/**
 * Compiles everything; the stamp comes last, so what was broken off is never taken for whole.
 * @returns {Promise<URL>} the folder
 */
export async function compile() {
  const { transformWithOxc } = await import('vite');
  const files = await sources();
  await rm(STAMP, { force: true });
  for (const [name, text] of files) {
    const { code } = await transformWithOxc(text, join(SOURCES, name), { sourcemap: false });
    await put(name.replace(/\.ts$/, '.js'), code.replace(REFERENCE, '$1$2.js$3'));
  }
  await put('digest', digestOf(files));
  return pathToFileURL(`${TARGET}/`);
}

async function put(name, text) {
  const path = join(TARGET, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.${process.pid}`, text);
  await rename(`${path}.${process.pid}`, path);
}

/** @returns {Promise<[name: string, text: string][]>} in order of their names */
async function sources() {
  const names = (await readdir(SOURCES, { recursive: true })).filter((name) => /(?<!\.d)\.ts$/.test(name)).sort();
  return Promise.all(names.map(async (name) => [name, await readFile(join(SOURCES, name), 'utf8')]));
}

function digestOf(files) {
  const hash = createHash('sha256').update(process.version);
  for (const [name, text] of files) hash.update(`${name}\n${text.length}\n`).update(text);
  return hash.digest('hex');
}
