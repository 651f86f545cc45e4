/**
 * The clock that map and list of the command follow: live, standing at a moment, or playing from one. Whoever makes it stand
 * or play brings the events of that moment (`pastEvents`); nobody else asks what time it is.
 */
import { computed, signal } from '@preact/signals';

export type Clock =
  | { readonly mode: 'live' }
  | { readonly mode: 'paused'; readonly at: number }
  /** `at` moves on with the playing; `speed`: seconds of the clock in a second. */
  | { readonly mode: 'playing'; readonly at: number; readonly speed: number };

export const clock = signal<Clock>({ mode: 'live' });
export const isLive = computed(() => clock.value.mode === 'live');

/** Milliseconds the service is ahead of this machine, whose clock may be wrong. */
export const ahead = signal(0);
const TRUSTED_MS = 2000;

/** What the service's own time says about ours; the way here takes a moment, so a little is nothing. */
export function noteServiceTime(at: string): void {
  const off = Date.parse(at) - Date.now();
  ahead.value = Math.abs(off) < TRUSTED_MS ? 0 : off;
}

/** Milliseconds of this machine, once a second while somebody looks. */
export const second = signal(Date.now());

/** Deadlines are judged and written by this: live in steps of ten seconds, else the moment of the clock. */
const STEP_MS = 10_000;
export const moment = computed(() => {
  const now = clock.value;
  return now.mode === 'live' ? Math.floor((second.value + ahead.value) / STEP_MS) * STEP_MS : now.at;
});

/** The answer stops it. */
export function startClock(): () => void {
  second.value = Date.now();
  const timer = setInterval(() => {
    second.value = Date.now();
  }, 1000);
  return () => {
    clearInterval(timer);
    clock.value = { mode: 'live' };
  };
}
