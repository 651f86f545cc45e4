/**
 * Of several processes on one database exactly one plays the demo's day: the one that holds its lock. The others look every few
 * seconds, and one of them takes it over when that process has ended or lost its line to the database.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../database/database.ts';
import type { DemoLive } from './live.ts';

const LOCK = 'gezhong demo live';
const LOOK_MS = 5000;

/** `play` begins to play. Closing resolves when nothing is played any more. */
export function startOnePlayer(db: Database, play: () => DemoLive, lookMs = LOOK_MS): DemoLive {
  const stop = new AbortController();
  const running = run(db, play, lookMs, stop.signal);
  return {
    async close() {
      stop.abort();
      await running;
    },
  };
}

async function run(db: Database, play: () => DemoLive, lookMs: number, signal: AbortSignal): Promise<void> {
  const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  while (!signal.aborted) {
    let lost = (): void => {};
    const isLost = new Promise<void>((resolve) => {
      lost = resolve;
    });
    // A database that is away for a while is asked again.
    const giveBack = await db.holdAlone(LOCK, lost).catch(() => null);
    if (giveBack === null) {
      await sleep(lookMs, undefined, { signal }).catch(() => {});
      continue;
    }
    const live = play();
    await Promise.race([stopped, isLost]);
    await live.close();
    await giveBack();
  }
}
