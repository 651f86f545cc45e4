/** A service as a process of its own, on a data folder and a free port of this machine. */
import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { copyTemplate, emptyTemplate } from './embedded-template.ts';
import { startArguments } from './start-command.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const START_MS = 240_000;
const STOP_MS = 15_000;

export interface ServiceProcess {
  readonly url: string;
  readonly pid: number;
  close(): Promise<void>;
  /** At once, without a chance to say goodbye. */
  kill(): Promise<void>;
}

/** Of the environment, beside those every service here has. */
type Settings = Readonly<Record<string, string>>;

/** On this folder, which stays when the service is closed. */
export async function startService(folder: string, settings: Settings = {}): Promise<ServiceProcess> {
  const child = start(folder, settings);
  const close = () => end(child);
  try {
    return { url: await printedUrl(child), pid: child.pid!, close, kill: () => end(child, 'SIGKILL') };
  } catch (error) {
    await close();
    throw error;
  }
}

/** On a folder of its own, which goes when the service is closed; `fill` puts into it what is there before the start. */
export async function startOwn(
  fill: (folder: string) => Promise<void>,
  settings: Settings = {},
): Promise<ServiceProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'gezhong-e2e-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await fill(folder);
    const { url, pid, close, kill } = await startService(folder, settings);
    return { url, pid, close: () => close().then(remove), kill };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** A database with PostGIS only, which a first start would make for ten seconds. */
export async function fillEmpty(folder: string): Promise<void> {
  copyTemplate(await emptyTemplate(), join(folder, 'database'));
}

/** What another service left. */
export const fillFrom =
  (other: string) =>
  (folder: string): Promise<void> =>
    cp(other, folder, { recursive: true });

function start(folder: string, settings: Settings): ChildProcess {
  return spawn(process.execPath, startArguments(), {
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
      GEZHONG_DEMO_LIVE: 'off',
      GEZHONG_LOG: 'warn',
      GEZHONG_RATE_LIMIT: '100000',
      ...settings,
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

async function end(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await gone;
    clearTimeout(late);
  }
}
