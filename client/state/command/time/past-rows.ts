/** The events the list of the past shows: all that were open when it stands, the last few once a second while it is played. */
import { effect, signal } from '@preact/signals';
import { past } from './past.ts';
import type { Played } from './played.ts';
import { isPlaying } from './player.ts';

export interface PastRows {
  readonly played: Played;
  readonly at: number;
  /** How many were open. */
  readonly open: number;
  /** Into the columns, the last reported first. */
  readonly indexes: Uint32Array;
}
export const pastRows = signal<PastRows | null>(null);

/** While it is played the list costs the same whatever the county. */
const WHILE_PLAYING = 20;
const MOST = 5000;
const EVERY_MS = 1000;

/** For as long as the list is on the screen. */
export function followPastRows(): () => void {
  let listedAt = Number.NEGATIVE_INFINITY;
  return effect(() => {
    const now = past.value;
    const playing = isPlaying.value;
    if (now === null) {
      pastRows.value = null;
      return;
    }
    if (playing && performance.now() - listedAt < EVERY_MS) return;
    listedAt = performance.now();
    const count = Math.min(now.count, playing ? WHILE_PLAYING : MOST);
    const indexes = now.open.slice(now.count - count, now.count).reverse();
    pastRows.value = { played: now.played, at: now.at, open: now.count, indexes };
  });
}
