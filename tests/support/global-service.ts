/**
 * The services for the browser tests (the first one builds the client when that has changed). The demo county is loaded once,
 * by a service that starts as on its first day; every other begins with a copy of its folder. With E2E_URL set, a service
 * that runs already is the one that files share, one after the other. Without a Chromium nothing is started and the tests
 * are skipped.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { fillEmpty, fillFrom, startOwn, startService } from './service-process.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where services answer that files share, one for each that runs at the same time; empty when there is no browser. */
    serviceUrls: string[];
    /** The data folder of a service with nothing but the demo county in it, to be copied. */
    demoFolder: string;
    /** Path of the browser; empty when there is none. */
    chromium: string;
  }
}

const BROWSERS = [
  process.env.CHROMIUM ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const chromium = BROWSERS.find((path) => path !== '' && existsSync(path)) ?? '';
  project.provide('chromium', chromium);
  project.provide('serviceUrls', process.env.E2E_URL ? [process.env.E2E_URL] : []);
  if (chromium === '') {
    console.warn('no Chromium found (apt-get install chromium, or set CHROMIUM): browser tests are skipped');
    return undefined;
  }
  const demo = await mkdtemp(join(tmpdir(), 'gezhong-e2e-demo-'));
  const closings = [() => rm(demo, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    await Promise.all(closings.map((closing) => closing()));
  };
  try {
    await fillEmpty(demo);
    await (await startService(demo)).close();
    project.provide('demoFolder', demo);
    if (process.env.E2E_URL) return close;
    const starting = Array.from({ length: project.config.maxWorkers }, async () => {
      const service = await startOwn(fillFrom(demo));
      closings.push(service.close);
      return service.url;
    });
    await Promise.allSettled(starting);
    project.provide('serviceUrls', await Promise.all(starting));
    return close;
  } catch (error) {
    await close();
    throw error;
  }
}
