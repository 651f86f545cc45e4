/**
 * What the first screen of the built client loads, gzipped: every file that Chromium asks for, without a cache, until the map of
 * the demo county stands still. Answers of the API are not part of it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { ensureClientBuilt } from '../../server/client-build.ts';
import { fillEmpty, startOwn } from '../support/service-process.ts';
import { type BenchRow, mustAgree } from './protocol.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDER = join(ROOT, 'dist/client');
const TARGET_KB = 480;

/** Paths of the files, the page first. Gate: the page, one map and one worker among them. */
async function loaded(): Promise<string[]> {
  const service = await startOwn(fillEmpty);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const asked = new Set<string>();
    page.context().on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith('/assets/')) asked.add(pathname.slice(1));
    });
    await page.goto(service.url);
    await page.waitForSelector('.map[data-map="idle"]', { timeout: 120_000 });
    const files = ['index.html', ...asked];
    mustAgree('a map among the files', files.some((file) => /\/map-.*\.js$/.test(file)) ? 0 : 1);
    // a worker's own request is not told of in every version
    const worker = readFileSync(join(FOLDER, files.find((file) => /\/map-.*\.js$/.test(file))!), 'utf8');
    const name = /assets\/maplibre-gl-worker-[\w-]+\.js|maplibre-gl-worker-[\w-]+\.js/.exec(worker)?.[0];
    mustAgree('a worker that the map names', name === undefined ? 1 : 0);
    return [...new Set([...files, `assets/${name!.replace('assets/', '')}`])];
  } finally {
    await browser.close();
    await service.close();
  }
}

export async function run(): Promise<BenchRow[]> {
  await ensureClientBuilt(ROOT);
  const sizes = (await loaded()).map((file) => ({
    file,
    kB: gzipSync(readFileSync(join(FOLDER, file))).length / 1000,
  }));
  const total = sizes.reduce((sum, { kB }) => sum + kB, 0);
  const largest = sizes
    .sort((a, b) => b.kB - a.kB)
    .slice(0, 4)
    .map(({ file, kB }) => `${file.replace(/^assets\//, '')} ${kB.toFixed(1)}`)
    .join(', ');
  return [
    {
      name: 'first load of the client, kB gzip',
      ratio: Math.round(total * 10) / 10,
      target: `≤ ${TARGET_KB}`,
      note: `${sizes.length} files; largest: ${largest}`,
    },
  ];
}
