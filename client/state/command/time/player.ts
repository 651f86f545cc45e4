/**
 * Moves the clock of the command: to a moment, forth by playing, back to live. Playing moves a needle every frame, which is
 * cheap, and the clock a few times a second, which everything else follows.
 */
import { computed, signal } from '@preact/signals';
import { setParams } from '../../route.ts';
import { ahead, clock, isLive, moment } from '../clock.ts';
import { period } from './played-period.ts';
import { FIRST_SPEED, type Speed, unitOf } from './speeds.ts';

/** What is shown follows the needle so often at most. */
export const TICK_MS = 200;
/** A page that was hidden, or a machine that was busy, does not jump. */
const MOST_FRAME_MS = 250;

export const speed = signal<Speed>(FIRST_SPEED);
export const isPlaying = computed(() => clock.value.mode === 'playing');
/** The clock stands or plays in the past, by this slider or by holding the screen. */
export const inPast = computed(() => !isLive.value);

/** Where the needle is, for whoever draws it every frame. */
type Listener = (at: number) => void;
const listeners = new Set<Listener>();
export function onNeedle(listen: Listener): () => void {
  listeners.add(listen);
  return () => listeners.delete(listen);
}
const tell = (at: number): void => {
  for (const listen of listeners) listen(at);
};

const nowMs = (): number => Date.now() + ahead.peek();

/** The latest moment there is to see of the period. */
export const lastMoment = (): number => Math.min(period.peek().to, nowMs());
const within = (at: number): number => Math.max(period.peek().from, Math.min(lastMoment(), at));

let frame: number | undefined;
function stopFrames(): void {
  if (frame !== undefined) cancelAnimationFrame(frame);
  frame = undefined;
}

/** In the address to the minute, when it stands. */
const note = (at: number | null): void => setParams({ at: at === null ? null : String(Math.round(at / 60_000)) });

export function standAt(at: number): void {
  stopFrames();
  const there = within(at);
  clock.value = { mode: 'paused', at: there };
  tell(there);
  note(there);
}

let draggedAt = 0;
/** While it is dragged: what is shown follows as when it is played, and the address waits for the end. */
export function dragTo(at: number): void {
  stopFrames();
  const there = within(at);
  tell(there);
  const now = performance.now();
  if (now - draggedAt < TICK_MS / 2) return;
  draggedAt = now;
  clock.value = { mode: 'paused', at: there };
}

export function goLive(): void {
  stopFrames();
  clock.value = { mode: 'live' };
  note(null);
}

export const rewind = (): void => standAt(period.peek().from);

export function pause(): void {
  const now = clock.peek();
  standAt(now.mode === 'live' ? moment.peek() : needle);
}

let needle = 0;

/** From where it stands; from the beginning when it is live or at the end. */
export function play(): void {
  stopFrames();
  const { from } = period.peek();
  const now = clock.peek();
  const start = now.mode === 'live' || now.at >= lastMoment() ? from : within(now.at);
  needle = start;
  let before = performance.now();
  let told = Number.NEGATIVE_INFINITY;
  clock.value = { mode: 'playing', at: start, speed: (unitOf(period.peek()) * speed.peek()) / 1000 };
  const run = (at: number): void => {
    frame = undefined;
    if (clock.peek().mode !== 'playing') return;
    const passed = Math.min(MOST_FRAME_MS, at - before);
    before = at;
    needle += (passed / 1000) * unitOf(period.peek()) * speed.peek();
    const end = lastMoment();
    if (needle >= end) {
      finish(end);
      return;
    }
    tell(needle);
    if (at - told >= TICK_MS) {
      told = at;
      clock.value = { mode: 'playing', at: needle, speed: (unitOf(period.peek()) * speed.peek()) / 1000 };
    }
    frame = requestAnimationFrame(run);
  };
  frame = requestAnimationFrame(run);
}

/** Having caught up with the present it is live; the end of a past period is where it stands. */
function finish(end: number): void {
  if (end < period.peek().to) goLive();
  else standAt(end);
}

export const togglePlay = (): void => (isPlaying.peek() ? pause() : play());

/** By a key: from where it stands, or from now. */
export function stepBy(by: number): void {
  const now = clock.peek();
  standAt((now.mode === 'live' ? lastMoment() : now.mode === 'playing' ? needle : now.at) + by);
}
