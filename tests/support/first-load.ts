/** What the first screen of the built client costs: the files a page asked for, and the worker that its map names, gzipped. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';

const FOLDER = fileURLToPath(new URL('../../dist/client', import.meta.url));
export const FIRST_LOAD_KB = 480;

export interface Loaded {
  readonly file: string;
  readonly kB: number;
}

/** Of a page that has loaded and does nothing more; the largest first. Throws where it asked for no map, or for one without a worker. */
export async function firstLoadOf(page: Page): Promise<Loaded[]> {
  const asked = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => new URL(name).pathname.slice(1))
      .filter((path) => path.startsWith('assets/')),
  );
  const map = asked.find((file) => /\/map-.*\.js$/.test(file));
  if (map === undefined) throw new Error('no map among the files');
  // a worker's own request is not told of in every version
  const worker = /maplibre-gl-worker-[\w-]+\.js/.exec(readFileSync(join(FOLDER, map), 'utf8'))?.[0];
  if (worker === undefined) throw new Error('no worker that the map names');
  return [...new Set(['index.html', ...asked, `assets/${worker}`])]
    .map((file) => ({ file, kB: gzipSync(readFileSync(join(FOLDER, file))).length / 1000 }))
    .sort((a, b) => b.kB - a.kB);
}

export const kilobytes = (files: readonly Loaded[]): number => files.reduce((sum, { kB }) => sum + kB, 0);
