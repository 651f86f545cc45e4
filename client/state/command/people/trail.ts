/** The trail of one worker: asked for with a reason, then played by a clock of its own. */
import { computed, effect, signal } from '@preact/signals';
import type { Trail, TrailAsked } from '../../../../server/contract/positions.ts';
import { readTrail } from '../../../api/command-people.ts';
import { type ApiError, asApiError } from '../../../api/request.ts';
import { atTime, segmentsOf } from './trail-shape.ts';

/** As the contract's TrailAsked. */
export const REASON_LEAST = 4;
export const REASON_MOST = 500;

export interface TrailFor {
  readonly worker: number;
  readonly name: string;
}
/** Whose reason is being written. */
export const trailForm = signal<TrailFor | null>(null);
export const trail = signal<Trail | null>(null);
export const trailBusy = signal(false);
export const trailProblem = signal<ApiError | null>(null);

/** Seconds after the beginning of the trail. */
export const playAt = signal(0);
export const playing = signal(false);
/** Seconds of the trail in a second. */
export const SPEEDS = [60, 300, 900] as const;
export const playSpeed = signal<(typeof SPEEDS)[number]>(300);

export const segments = computed(() => (trail.value === null ? [] : segmentsOf(trail.value)));
export const trailSpan = computed(() => {
  const t = trail.value?.t ?? [];
  return { first: t[0] ?? 0, last: t[t.length - 1] ?? 0 };
});
export const played = computed(() => (trail.value === null ? null : atTime(trail.value, playAt.value)));

export function openTrailForm(who: TrailFor): void {
  trailProblem.value = null;
  trailForm.value = who;
}

export async function askTrail(worker: number, asked: TrailAsked): Promise<Trail | null> {
  if (trailBusy.peek()) return null;
  trailBusy.value = true;
  trailProblem.value = null;
  try {
    const found = await readTrail(worker, asked);
    trail.value = found;
    playing.value = false;
    playAt.value = found.t[0] ?? 0;
    trailForm.value = null;
    return found;
  } catch (error) {
    trailProblem.value = asApiError(error);
    return null;
  } finally {
    trailBusy.value = false;
  }
}

export function leaveTrail(): void {
  playing.value = false;
  trail.value = null;
  trailForm.value = null;
  trailProblem.value = null;
}

export function togglePlay(): void {
  const { first, last } = trailSpan.peek();
  if (!playing.peek() && playAt.peek() >= last) playAt.value = first;
  playing.value = !playing.peek();
}

const STEP_MS = 100;

/** The answer stops it. */
export const followPlay = (): (() => void) =>
  effect(() => {
    if (!playing.value) return;
    const timer = setInterval(() => {
      const next = playAt.peek() + (playSpeed.peek() * STEP_MS) / 1000;
      const { last } = trailSpan.peek();
      playAt.value = Math.min(next, last);
      if (next >= last) playing.value = false;
    }, STEP_MS);
    return () => clearInterval(timer);
  });
