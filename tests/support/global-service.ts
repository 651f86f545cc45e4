/**
 * The service for the browser tests, started as a process of its own (it builds the client when that has changed) with the demo county
 * in a temporary folder, on a free port of this machine. With E2E_URL set, a service that runs already is used instead.
 * Without a Chromium nothing is started and the tests are skipped.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { copyTemplate, emptyTemplate } from './embedded-template.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the service answers; empty when there is no browser to ask it. */
    serviceUrl: string;
    /** Path of the browser; empty when there is none. */
    chromium: string;
  }
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const START_MS = 240_000;
const STOP_MS = 15_000;
const BROWSERS = [
  process.env.CHROMIUM ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const chromium = BROWSERS.find((path) => path !== '' && existsSync(path)) ?? '';
  project.provide('chromium', chromium);
  project.provide('serviceUrl', process.env.E2E_URL ?? '');
  if (chromium === '') {
    console.warn('no Chromium found (apt-get install chromium, or set CHROMIUM): browser tests are skipped');
    return undefined;
  }
  if (process.env.E2E_URL) return undefined;
  const { url, close } = await openService();
  project.provide('serviceUrl', url);
  return close;
}

export interface ServiceProcess {
  readonly url: string;
  close(): Promise<void>;
}

/** A service with the demo county of its own, for whoever changes what is published. */
export async function openService(): Promise<ServiceProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'gezhong-e2e-'));
  // its first start would make the same database for ten seconds
  copyTemplate(await emptyTemplate(), join(folder, 'database'));
  const child = start(folder);
  try {
    return { url: await printedUrl(child), close: () => end(child, folder) };
  } catch (error) {
    await end(child, folder);
    throw error;
  }
}

function start(folder: string): ChildProcess {
  return spawn(process.execPath, ['server/launch.mjs', 'main'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: '',
      PORT: '0',
      HOST: '127.0.0.1',
      GEZHONG_DATA: folder,
      GEZHONG_DEMO: 'on',
      GEZHONG_LOG: 'warn',
      GEZHONG_RATE_LIMIT: '100000',
    },
  });
}

/** The address the service prints on a line of its own when it is ready. */
function printedUrl(child: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`the service did not start:\n${said}`)), START_MS);
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      const url = /^\s*(http:\/\/[\w.:[\]-]+)\s*$/m.exec(said)?.[1];
      if (url === undefined) return;
      clearTimeout(late);
      resolve(url);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`the service ended with ${code}:\n${said}`));
    });
  });
}

async function end(child: ChildProcess, folder: string): Promise<void> {
  if (child.exitCode === null) {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await gone;
    clearTimeout(late);
  }
  await rm(folder, { recursive: true, force: true });
}
