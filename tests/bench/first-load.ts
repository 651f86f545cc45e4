/** What the first screen of the built client loads, gzipped, until the map of the demo county stands still. Answers of the API are not part of it. */
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { ensureClientBuilt } from '../../server/client-build.ts';
import { FIRST_LOAD_KB, firstLoadOf, kilobytes, type Loaded } from '../support/first-load.ts';
import { fillEmpty, startOwn } from '../support/service-process.ts';
import type { BenchRow } from './protocol.ts';

async function loaded(): Promise<Loaded[]> {
  const service = await startOwn(fillEmpty);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(service.url);
    await page.waitForSelector('.map[data-map="idle"]', { timeout: 120_000 });
    return await firstLoadOf(page);
  } finally {
    await browser.close();
    await service.close();
  }
}

export async function run(): Promise<BenchRow[]> {
  await ensureClientBuilt(fileURLToPath(new URL('../..', import.meta.url)));
  const files = await loaded();
  const largest = files
    .slice(0, 4)
    .map(({ file, kB }) => `${file.replace(/^assets\//, '').replace(/-[\w-]{8}\./, '.')} ${kB.toFixed(1)}`)
    .join(', ');
  return [
    {
      name: 'first load of the client, kB gzip',
      ratio: kilobytes(files),
      target: `≤ ${FIRST_LOAD_KB}`,
      note: `${files.length} files; largest: ${largest}`,
    },
  ];
}
