/**
 * The demo county while somebody looks at it: a dozen of its workers on their beats in real time, told through the service's own API
 * like everybody's. It begins anew every few hours, with the grids and posts of then, and after a machine has slept.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Api } from './api.ts';
import { simulate } from './simulation.ts';

const WORKERS = 12;
const ROUND_MINUTES = 6 * 60;
const AGAIN_MS = 60_000;

export interface DemoLive {
  /** Resolves when everybody has signed out; the service still answers then. */
  close(): Promise<void>;
}

/** `url`: of this process. `warn` hears once why it gave up for now. */
export function startDemoLive(url: string, warn: (error: unknown) => void): DemoLive {
  const stop = new AbortController();
  const running = run(url, stop.signal, warn);
  return {
    async close() {
      stop.abort();
      await running;
    },
  };
}

async function run(url: string, signal: AbortSignal, warn: (error: unknown) => void): Promise<void> {
  let isWarned = false;
  while (!signal.aborted) {
    try {
      const daySeed = Math.floor(Date.now() / 60_000);
      const people = { seed: 1, daySeed, workers: WORKERS, goesOn: true };
      await simulate({ api: new Api(url), ...people, minutes: ROUND_MINUTES, speed: 1, signal });
    } catch (error) {
      if (!isWarned && !signal.aborted) warn(error);
      isWarned = true;
      await sleep(AGAIN_MS, undefined, { signal }).catch(() => {});
    }
  }
}
