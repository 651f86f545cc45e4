/** How much before the moment of the clock density is counted over: the window that ends where the needle stands. */
import { computed } from '@preact/signals';
import { parameter, setParams } from '../../route.ts';
import { moment } from '../clock.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './period.ts';

export const WINDOWS = [HOUR_MS, 6 * HOUR_MS, DAY_MS, 7 * DAY_MS, 30 * DAY_MS] as const;
const FIRST_MS = DAY_MS;
const LEAST_MS = 10 * MINUTE_MS;
const MOST_MS = 366 * DAY_MS;

const asked = parameter('win');

/** In minutes in the address. */
export function parseWindow(text: string | null): number {
  const minutes = text !== null && /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(minutes) ? Math.max(LEAST_MS, Math.min(MOST_MS, minutes * MINUTE_MS)) : FIRST_MS;
}

export const windowMs = computed(() => parseWindow(asked.value));
export function chooseWindow(ms: number): void {
  const whole = Math.max(LEAST_MS, Math.min(MOST_MS, Math.round(ms / LEAST_MS) * LEAST_MS));
  setParams({ win: whole === FIRST_MS ? null : String(whole / MINUTE_MS) });
}

/** Milliseconds, from (inclusive) to (inclusive: an event of this very moment is seen). */
export const window_ = computed(() => ({ from: moment.value - windowMs.value, to: moment.value }));
