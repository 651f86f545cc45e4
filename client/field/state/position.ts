/**
 * Where this phone is. It is watched only while on duty and with the notice read; between duties it is asked for once, when
 * somebody touches a button that needs it. What is taken on duty waits on the phone until it can be sent.
 */
import { computed, effect, signal, untracked } from '@preact/signals';
import { asApiError } from '../../api/request.ts';
import { sendFixes } from '../api.ts';
import { clockAhead } from '../queue/clock.ts';
import { BATCH, fixOf, isDue, type Position, thinned } from '../queue/fixes.ts';
import { verdictOf } from '../queue/verdict.ts';
import { put, readAll, remove } from '../store/database.ts';
import { gridAt, placeOf } from './ground.ts';
import { login, ownGrids } from './me.ts';
import { beforeSignOut } from './outbox.ts';
import { duty, gridsAround } from './parts.ts';
import { noticeSeen, now, shift, signInWaits } from './shift.ts';

export type { Position };

/** A position that waits belongs to who took it. */
type Waiting = Position & { readonly login: string };

export const position = signal<Position | null>(null);
/** Why there is none. */
export const trouble = signal<'refused' | 'unavailable' | 'unknown' | null>(null);
export const waitingFixes = signal(0);
/** When the last batch arrived. */
export const fixesSentAt = signal<number | null>(null);

export const intervalS = computed(
  () => duty.value?.emergencyIntervalS ?? duty.value?.settings?.positionIntervalS ?? 30,
);
/** Taken right now. */
export const isTaken = computed(() => shift.value !== null && noticeSeen.value);

/** Older than this it is not where one is any more. */
const FRESH_MS = 5 * 60_000;
export const here = computed(() => {
  const last = position.value;
  return last !== null && now.value - last.t < FRESH_MS ? last : null;
});
export const herePlace = computed(() => placeOf(gridsAround.value ?? [], ownGrids.value, here.value));
export const hereGrid = computed(() =>
  here.value === null ? null : gridAt(gridsAround.value ?? [], ownGrids.value, here.value.lon, here.value.lat),
);

const positionOf = ({ coords, timestamp }: GeolocationPosition): Position => ({
  t: Math.round(timestamp),
  lon: coords.longitude,
  lat: coords.latitude,
  accuracyM: coords.accuracy,
  speed: coords.speed,
  course: coords.heading,
});

const OPTIONS: PositionOptions = { enableHighAccuracy: true, maximumAge: 5_000, timeout: 30_000 };

function fail({ code }: GeolocationPositionError): void {
  trouble.value = code === 1 ? 'refused' : code === 2 ? 'unavailable' : 'unknown';
}

/** Asked for once. null: there is none. */
export function askPosition(): Promise<Position | null> {
  if (navigator.geolocation === undefined) {
    trouble.value = 'unavailable';
    return Promise.resolve(null);
  }
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      (found) => {
        trouble.value = null;
        position.value = positionOf(found);
        now.value = Date.now();
        resolve(position.value);
      },
      (error) => {
        fail(error);
        resolve(null);
      },
      { ...OPTIONS, timeout: 12_000 },
    );
  });
}

let last: number | null = null;

async function take(found: Position): Promise<void> {
  position.value = found;
  trouble.value = null;
  const name = login.peek();
  if (name === null || !isDue(last, found.t, intervalS.peek())) return;
  last = found.t;
  await put('fixes', `${name}\n${found.t}`, { ...found, login: name } satisfies Waiting).catch(() => {});
  void flushFixes();
}

let flushing: Promise<void> | null = null;

/**
 * Sends what waits, the oldest first, and keeps no more than the limit. Whatever the service says of each, it has heard it; without
 * an answer all of them stay. Before the sign-in has arrived it would throw them away.
 */
export function flushFixes(): Promise<void> {
  flushing ??= flush().finally(() => {
    flushing = null;
  });
  return flushing;
}

async function flush(): Promise<void> {
  const name = login.peek();
  if (name === null) return;
  const all = (await readAll<Waiting>('fixes').catch(() => [])).filter((fix) => fix.login === name);
  const wanted = thinned(all, Date.now());
  const staying = new Set(wanted);
  await drop(all.filter((fix) => !staying.has(fix)));
  waitingFixes.value = wanted.length;
  if (signInWaits.peek() || !navigator.onLine) return;
  for (let start = 0; start < wanted.length; start += BATCH) {
    const batch = wanted.slice(start, start + BATCH);
    const again = await sendFixes(batch.map((fix) => fixOf(fix, clockAhead() ?? 0))).then(
      () => false,
      // a batch that is refused as it is cannot be mended by anybody
      (error: unknown) => verdictOf(asApiError(error)).means !== 'conflict',
    );
    if (again) return;
    await drop(batch);
    fixesSentAt.value = Date.now();
    waitingFixes.value = Math.max(0, waitingFixes.value - batch.length);
  }
}

const drop = (fixes: readonly Waiting[]): Promise<void> =>
  fixes.length === 0
    ? Promise.resolve()
    : remove(
        'fixes',
        fixes.map((fix) => `${fix.login}\n${fix.t}`),
      ).catch(() => {});

/** Watches while on duty, for as long as the page lives. */
export function followPosition(): () => void {
  beforeSignOut.flush = flushFixes;
  const flushNow = () => void flushFixes();
  window.addEventListener('online', flushNow);
  const stop = effect(() => {
    if (!isTaken.value || navigator.geolocation === undefined) return;
    const watch = untracked(() => {
      last = null;
      return navigator.geolocation.watchPosition((found) => void take(positionOf(found)), fail, OPTIONS);
    });
    return () => navigator.geolocation.clearWatch(watch);
  });
  return () => {
    window.removeEventListener('online', flushNow);
    stop();
  };
}
